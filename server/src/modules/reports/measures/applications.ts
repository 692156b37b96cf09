import { sql } from '../../../platform/database/index.ts';
import { personVisibleTo, visibleTo, type Actor } from '../../permissions/index.ts';
import type { Measure } from '../measure.ts';
import { byAgency, byMonth, byUnit, vacancyKey } from './groupings.ts';

const rowsOf = (actor: Actor) => sql`(
  select 1 as n, a.applied_on as day, c.agency_id, c.organisation_unit_id, a.type, a.source, a.external_agency,
    a.vacancy_id, v.id as known_vacancy_id
  from application a
  join candidate c on c.id = a.candidate_id
  left join vacancy v on v.id = a.vacancy_id and ${visibleTo(actor, sql`v.agency_id`, sql`v.organisation_unit_id`)}
  where ${personVisibleTo(actor, 'c')}
  union all
  select k.applications, k.applied_on, k.agency_id, k.organisation_unit_id, k.type, k.source, k.external_agency, k.vacancy_id, v.id
  from deleted_application_count k
  left join vacancy v on v.id = k.vacancy_id and ${visibleTo(actor, sql`v.agency_id`, sql`v.organisation_unit_id`)}
  where ${visibleTo(actor, sql`k.agency_id`, sql`k.organisation_unit_id`)}) r`;

/** Erasing closes every application (C123), so of who was anonymised the sums are told that were kept before. */
const statusRows = (actor: Actor) => sql`(
  select 1 as n, a.applied_on as day, c.agency_id, a.status
  from application a join candidate c on c.id = a.candidate_id
  where not c.anonymised and ${personVisibleTo(actor, 'c')}
  union all
  select k.applications, k.applied_in_month, k.agency_id, k.status
  from erased_application_count k
  where ${visibleTo(actor, sql`k.agency_id`, sql`k.organisation_unit_id`)}) r`;

export const applications: Measure = {
  nl: 'Inschrijvingen',
  en: 'Applications',
  of: 'Application',
  fields: [],
  dayField: 'Application.appliedOn',
  rows: rowsOf,
  looksAt: [],
  columns: {
    APPLICATIONS: { nl: 'Inschrijvingen', en: 'Applications', unit: 'COUNT', value: sql`coalesce(sum(r.n), 0)` },
  },
  by: {
    MONTH: byMonth('Application.appliedOn'),
    AGENCY: byAgency,
    ORGANISATION_UNIT: byUnit,
    STATUS: { key: sql`r.status`, fields: ['Application.status'], rows: statusRows, wholeMonths: true },
    APPLICATION_TYPE: { key: sql`r.type`, fields: ['Application.type'] },
    SOURCE: { key: sql`r.source`, fields: ['Application.source'] },
    EXTERNAL_AGENCY: { key: sql`r.external_agency`, fields: ['Application.externalAgency'] },
    VACANCY: { key: vacancyKey(sql`r.vacancy_id`, sql`r.known_vacancy_id`), fields: [] },
  },
};
