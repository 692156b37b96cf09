import { sql } from '../../../platform/database/index.ts';
import { personVisibleTo, visibleTo, type Actor } from '../../permissions/index.ts';
import type { Measure } from '../measure.ts';
import { byAgency, byMonth, byUnit } from './groupings.ts';

/**
 * People, and the counts of who was deleted. Where a candidate came from (publicationSource) and his kind are no dimensions: Anonimisering Plus empties them (C176, C177).
 * Where applications came from stays, and is one of theirs.
 */
export const CANDIDATE_ROWS = (actor: Actor) => sql`(
  select 1 as n, c.registered_on as day, c.agency_id, c.organisation_unit_id, c.registration_kind, c.anonymised
  from candidate c where ${personVisibleTo(actor, 'c')}
  union all
  select k.candidates, k.registered_on, k.agency_id, k.organisation_unit_id, k.registration_kind, true
  from deleted_candidate_count k where ${visibleTo(actor, sql`k.agency_id`, sql`k.organisation_unit_id`)}) r`;

export const CANDIDATE_GROUPINGS: Measure['by'] = {
  MONTH: byMonth('Candidate.registeredOn'),
  AGENCY: byAgency,
  ORGANISATION_UNIT: byUnit,
  REGISTRATION_KIND: { key: sql`r.registration_kind`, fields: ['Candidate.registrationKind'] },
};

export const candidates: Measure = {
  nl: 'Kandidaten',
  en: 'Candidates',
  of: 'Candidate',
  fields: [],
  dayField: 'Candidate.registeredOn',
  rows: CANDIDATE_ROWS,
  looksAt: [],
  columns: { CANDIDATES: { nl: 'Kandidaten', en: 'Candidates', unit: 'COUNT', value: sql`coalesce(sum(r.n), 0)` } },
  by: CANDIDATE_GROUPINGS,
};
