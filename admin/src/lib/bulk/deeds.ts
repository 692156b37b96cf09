import { m } from '#messages';
import type { Session } from '#lib/session/viewer.ts';
import type { BulkDeed } from './bulk.graphql.ts';

interface DeedWords {
  readonly deed: BulkDeed;
  /** All of these rights are needed for it. */
  readonly rights: readonly string[];
  readonly label: () => string;
  readonly title: () => string;
  readonly text: () => string;
  readonly confirm: (count: { count: number }) => string;
  readonly done: (count: { count: number }) => string;
}

const DEEDS: readonly DeedWords[] = [
  {
    deed: 'EXTEND',
    rights: ['retention:extend'],
    label: m.extend,
    title: m.bulk_extend_title,
    text: m.bulk_extend_text,
    confirm: m.bulk_extend_confirm,
    done: m.bulk_extend_done,
  },
  {
    deed: 'HOLD',
    rights: ['hold:place'],
    label: m.hold_title,
    title: m.hold_place,
    text: m.bulk_hold_text,
    confirm: m.bulk_hold_confirm,
    done: m.bulk_hold_done,
  },
  {
    deed: 'PLAN',
    rights: ['candidate:anonymise', 'plan:execute'],
    label: m.bulk_plan,
    title: m.bulk_plan_title,
    text: m.bulk_plan_text,
    confirm: m.bulk_plan_confirm,
    done: m.bulk_plan_done,
  },
  {
    deed: 'ANONYMISE',
    rights: ['candidate:anonymise', 'plan:execute'],
    label: m.bulk_anonymise,
    title: m.bulk_anonymise_title,
    text: m.bulk_anonymise_text,
    confirm: m.bulk_anonymise_confirm,
    done: m.bulk_anonymise_done,
  },
];

/** What this person may do to many at once. */
export const deedsOf = (session: Session): readonly DeedWords[] =>
  DEEDS.filter(({ rights }) => rights.every((right) => session.may(right)));

export const wordsOf = (deed: BulkDeed): DeedWords => DEEDS.find((one) => one.deed === deed)!;
