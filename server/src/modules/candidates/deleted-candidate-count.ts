import { defineEntity, p } from '@mikro-orm/postgresql';
import { arrayOf, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { REGISTRATION_KINDS } from './candidate.entity.ts';

/**
 * How many people were deleted since, by what reports tell of candidates (C2, D3). No key leads from a count to a person, and no
 * time of deletion: ids are drawn by lot, and the day is that of registering.
 */
export const DeletedCandidateCountSchema = defineEntity({
  name: 'DeletedCandidateCount',
  tableName: 'deleted_candidate_count',
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    organisationUnitId: () =>
      p.manyToOne(OrganisationUnitSchema).mapToPk().fieldName('organisation_unit_id').nullable(),
    registeredOn: p.date(),
    registrationKind: p.enum(REGISTRATION_KINDS),
    candidates: p.integer(),
  },
});
// prettier-ignore
export const deletedCandidateCountData = declareImpersonal(DeletedCandidateCountSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', organisationUnitId: 'TECHNICAL', registeredOn: 'MANAGEMENT', registrationKind: 'MANAGEMENT', candidates: 'MANAGEMENT',
});

/** Counts these people; to be asked before their rows go. */
export const countDeletedCandidates = (em: EntityManager, candidateIds: readonly string[]): Promise<unknown> =>
  rows(
    em,
    sql`insert into deleted_candidate_count (id, agency_id, organisation_unit_id, registered_on, registration_kind, candidates)
        select gen_random_uuid(), agency_id, organisation_unit_id, registered_on, registration_kind, count(*)
        from candidate where id = any(${arrayOf(candidateIds)}::uuid[])
        group by agency_id, organisation_unit_id, registered_on, registration_kind`,
  );
