import { rows, sql, outsideRowScope } from '../../platform/database/index.ts';
import type { RetentionBasis } from '../candidates/index.ts';
import type { Label } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import type { Ending } from '../retention/index.ts';
import {
  FIELD_GROUPS,
  GROUP_LABELS,
  GROUP_PURPOSES,
  rowsAreRemoved,
  staysWhenAnonymised,
  type ColumnLine,
  type FieldGroup,
  type PersonalDataDeclaration,
} from '../personal-data/index.ts';

export const AFTERWARDS = ['REMOVED', 'OVERWRITTEN', 'PARTLY_KEPT', 'KEPT'] as const;
type Words = { readonly nl: string; readonly en: string };

/** What is kept of people, how long and why; what everybody may read of a label (B1). */
export interface RetentionOverview {
  /** Whether more is erased than has to be (C172–C178). */
  readonly plus: boolean;
  readonly terms: readonly { readonly basis: RetentionBasis; readonly days: number; readonly ending: Ending }[];
  /** Whether people are asked before their term ends. */
  readonly asksBefore: boolean;
  readonly documentTypes: readonly { readonly name: string; readonly days: number | null }[];
  readonly categories: readonly {
    readonly key: FieldGroup;
    readonly label: Words;
    readonly why: Words;
    readonly fields: readonly Words[];
    readonly afterwards: (typeof AFTERWARDS)[number];
    /** Which of them stay when the person has been made anonymous, without saying who he was. */
    readonly kept: readonly Words[];
  }[];
}

interface Settings {
  single: number;
  multiple: number;
  candidate: number;
  plus: boolean;
  single_ending: Ending;
  multiple_ending: Ending;
  candidate_ending: Ending;
  asks: boolean;
}

/** Made from the settings of the agency and from the declaration of every column, so that it can't lag behind either. */
export function retentionOverview(work: Work, label: Label): Promise<RetentionOverview> {
  return outsideRowScope(async (): Promise<RetentionOverview> => {
    const em = work.em.fork();
    const [settings] = await rows<Settings>(
      em,
      sql`select single_vacancy_term_days as single, multiple_vacancies_term_days as multiple, candidate_term_days as candidate, plus,
            single_vacancy_ending as single_ending, multiple_vacancies_ending as multiple_ending, candidate_ending,
            exists (select from contact_moment m where m.agency_id = p.agency_id and m.active) as asks
          from retention_policy p where agency_id = ${label.agencyId}`,
    );
    const documentTypes = await rows<{ name: string; days: number | null }>(
      em,
      sql`select name, retention_days as days from document_type where agency_id = ${label.agencyId} order by name`,
    );
    const { single, multiple, candidate, plus, asks, single_ending, multiple_ending, candidate_ending } = settings!;
    const nothingStays = [single_ending, multiple_ending, candidate_ending].every((ending) => ending === 'DELETE');
    return {
      plus,
      asksBefore: asks,
      terms: [
        { basis: 'SINGLE_VACANCY', days: single, ending: single_ending },
        { basis: 'MULTIPLE_VACANCIES', days: multiple, ending: multiple_ending },
        { basis: 'CANDIDATE_NO_CONSENT', days: Math.min(candidate, single), ending: candidate_ending },
        { basis: 'CANDIDATE_CONSENT', days: candidate, ending: candidate_ending },
      ],
      documentTypes,
      categories: categoriesOf(work.catalogue.declarations, { plus, nothingStays }),
    };
  });
}

function categoriesOf(
  declarations: readonly PersonalDataDeclaration[],
  { plus, nothingStays }: { plus: boolean; nothingStays: boolean },
): RetentionOverview['categories'] {
  const told = declarations
    .filter(({ person }) => person !== null)
    .flatMap((table) => Object.values(table.columns).map((line) => ({ line, table })))
    .filter(({ line }) => line.portal !== 'HIDDEN');
  return FIELD_GROUPS.flatMap((key) => {
    const group = told.filter(({ line }) => line.group === key);
    if (group.length === 0) return [];
    const kept = nothingStays ? [] : group.filter(({ table, line }) => staysWhenAnonymised(table, line, plus));
    return [
      {
        key,
        label: GROUP_LABELS[key],
        why: GROUP_PURPOSES[key],
        fields: wordsOf(group),
        afterwards: nothingStays ? 'REMOVED' : afterwardsOf(group, kept.length, plus),
        kept: wordsOf(kept),
      },
    ];
  });
}

type Told = { readonly line: ColumnLine; readonly table: PersonalDataDeclaration };

function afterwardsOf(group: readonly Told[], kept: number, plus: boolean): (typeof AFTERWARDS)[number] {
  if (kept === group.length) return 'KEPT';
  if (kept > 0) return 'PARTLY_KEPT';
  return group.every(({ table }) => rowsAreRemoved(table, plus)) ? 'REMOVED' : 'OVERWRITTEN';
}

/** Two columns can have one name: a person's and an application's memo. */
function wordsOf(group: readonly Told[]): Words[] {
  const byName = new Map(group.map(({ line: { nl, en } }) => [nl, { nl, en }]));
  return [...byName.values()];
}
