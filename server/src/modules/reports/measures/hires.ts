import { sql } from '../../../platform/database/index.ts';
import { personVisibleTo, visibleTo, type Actor } from '../../permissions/index.ts';
import type { Measure } from '../measure.ts';
import { byAgency, byMonth, byUnit, vacancyKey } from './groupings.ts';

/** What counts as a hire, by `h`: one that was sent (C32) or confirmed, neither drawn up nor cancelled. */
export const IS_HIRED = sql`h.status in ('SENT', 'CONFIRMED')`;

const rowsOf = (actor: Actor) => sql`(
  select 1 as n, h.starts_on as day, c.agency_id, c.organisation_unit_id, a.type, a.source, h.vacancy_id,
    v.id as known_vacancy_id
  from hire h
  join candidate c on c.id = h.candidate_id
  left join application a on a.id = h.application_id
  left join vacancy v on v.id = h.vacancy_id and ${visibleTo(actor, sql`v.agency_id`, sql`v.organisation_unit_id`)}
  where ${IS_HIRED} and ${personVisibleTo(actor, 'c')}
  union all
  select h.hires, h.starts_on, h.agency_id, h.organisation_unit_id, h.type, h.source, h.vacancy_id, v.id
  from deleted_hire_count h
  left join vacancy v on v.id = h.vacancy_id and ${visibleTo(actor, sql`v.agency_id`, sql`v.organisation_unit_id`)}
  where ${IS_HIRED} and ${visibleTo(actor, sql`h.agency_id`, sql`h.organisation_unit_id`)}) r`;

export const hires: Measure = {
  nl: 'Aannames',
  en: 'Hires',
  of: 'Hire',
  fields: ['Hire.status'],
  dayField: 'Hire.startsOn',
  rows: rowsOf,
  looksAt: [],
  columns: { HIRES: { nl: 'Aannames', en: 'Hires', unit: 'COUNT', value: sql`coalesce(sum(r.n), 0)` } },
  by: {
    MONTH: byMonth('Hire.startsOn'),
    AGENCY: byAgency,
    ORGANISATION_UNIT: byUnit,
    APPLICATION_TYPE: { key: sql`r.type`, fields: ['Hire.application', 'Application.type'] },
    SOURCE: { key: sql`r.source`, fields: ['Hire.application', 'Application.source'] },
    VACANCY: { key: vacancyKey(sql`r.vacancy_id`, sql`r.known_vacancy_id`), fields: ['Hire.vacancy'] },
  },
};
