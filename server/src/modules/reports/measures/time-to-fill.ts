import { sql } from '../../../platform/database/index.ts';
import { personVisibleTo, visibleTo, type Actor } from '../../permissions/index.ts';
import type { Measure } from '../measure.ts';
import { byAgency, byMonth, byUnit } from './groupings.ts';
import { IS_HIRED } from './hires.ts';

/**
 * From the day on which a vacancy opened to the first day of work of the first who was hired on it since. A vacancy without
 * such a day is not counted; a hire from before it opened, as of one that opened again, is passed over.
 */
const rowsOf = (actor: Actor) => sql`(
  select 1 as n, v.id, first.day, v.agency_id, v.organisation_unit_id, first.day - v.opened_on as days
  from vacancy v
  join lateral (
    select min(day) as day from (
      select h.starts_on as day from hire h join candidate c on c.id = h.candidate_id
      where h.vacancy_id = v.id and ${IS_HIRED} and h.starts_on >= v.opened_on and ${personVisibleTo(actor, 'c')}
      union all
      select h.starts_on from deleted_hire_count h
      where h.vacancy_id = v.id and ${IS_HIRED} and h.starts_on >= v.opened_on
        and ${visibleTo(actor, sql`h.agency_id`, sql`h.organisation_unit_id`)}
    ) hires
  ) first on first.day is not null
  where ${visibleTo(actor, sql`v.agency_id`, sql`v.organisation_unit_id`)}) r`;

export const timeToFill: Measure = {
  nl: 'Doorlooptijd van vacatures',
  en: 'Time to fill',
  of: 'Hire',
  fields: ['Hire.status', 'Hire.startsOn', 'Hire.vacancy'],
  dayField: 'Hire.startsOn',
  rows: rowsOf,
  // Each by itself, so that the days of each count.
  looksAt: ['id', 'days'],
  columns: {
    MEDIAN_DAYS: {
      nl: 'Mediaan (dagen)',
      en: 'Median (days)',
      unit: 'DAYS',
      value: sql`round((percentile_cont(0.5) within group (order by r.days))::numeric, 1)`,
    },
    MEAN_DAYS: { nl: 'Gemiddelde (dagen)', en: 'Mean (days)', unit: 'DAYS', value: sql`round(avg(r.days), 1)` },
    VACANCIES: { nl: 'Vervulde vacatures', en: 'Vacancies filled', unit: 'COUNT', value: sql`coalesce(sum(r.n), 0)` },
  },
  by: { MONTH: byMonth('Hire.startsOn'), AGENCY: byAgency, ORGANISATION_UNIT: byUnit },
};
