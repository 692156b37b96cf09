import { m } from '#messages';
import { dayOf, formatDay } from '#lib/format/dates.ts';
import type { Right } from './roles.graphql.ts';

const words: Readonly<Record<Right['kind'], readonly [() => string, () => string]>> = {
  SEE: [m.right_see_given, m.right_see_revoked],
  CHANGE: [m.right_change_given, m.right_change_revoked],
  ACTION: [m.right_given, m.right_revoked],
  DOCUMENT: [m.right_given, m.right_revoked],
};

/** "Zien gegeven", "Wijzigen ingetrokken". */
export const changeText = (right: Right, granted: boolean): string => words[right.kind][granted ? 0 : 1]();

/** Who set this right, when and why; nothing where it is as the role came. */
export function decisionText(right: Right): string | undefined {
  if (right.decidedBy !== 'SET' || right.changedAt === null) return undefined;
  const said = {
    what: changeText(right, right.granted),
    day: formatDay(dayOf(right.changedAt)),
    reason: right.reason ?? '',
  };
  return right.changedBy === null ? m.right_set_nobody(said) : m.right_set({ ...said, by: right.changedBy });
}
