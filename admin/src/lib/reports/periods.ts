import { m } from '#messages';
import { monthsAfter } from '#lib/format/dates.ts';

/** Calendar days, both counted in; absent: without an end on that side. */
export interface Period {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export const sameDays = (one: Period, other: Period): boolean => one.from === other.from && one.until === other.until;

/** The periods that are asked for most, as of a day. */
export function usualPeriods(today: string): readonly { value: string; label: string; period: Period }[] {
  const year = Number(today.slice(0, 4));
  const whole = (number: number): Period => ({ from: `${String(number)}-01-01`, until: `${String(number)}-12-31` });
  const lastMonths = { from: monthsAfter(`${today.slice(0, 7)}-01`, -11), until: today };
  return [
    { value: 'all', label: m.report_period_all(), period: {} },
    { value: 'year', label: m.report_period_this_year({ year: String(year) }), period: whole(year) },
    { value: 'last-year', label: m.report_period_last_year({ year: String(year - 1) }), period: whole(year - 1) },
    { value: 'months', label: m.report_period_months(), period: lastMonths },
  ];
}
