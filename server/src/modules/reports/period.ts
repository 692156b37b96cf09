import { monthOf, type LocalDate } from '../../platform/clock.ts';
import { badInput } from '../../platform/errors.ts';

/** Calendar days, both counted in; `null`: without an end on that side. */
export interface Period {
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/**
 * The period that is counted: as it was asked for, or the whole months that it touches.
 * @throws DomainError BAD_USER_INPUT
 */
export function countedPeriod({ from, until }: Period, wholeMonths: boolean): Period {
  if (from !== null && until !== null && until < from) throw badInput('until', 'The last day is before the first.');
  if (!wholeMonths) return { from, until };
  return { from: from && monthOf(from).first, until: until && monthOf(until).last };
}
