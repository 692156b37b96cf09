import { defineEntity, p } from '@mikro-orm/postgresql';
import { arrayOf, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { APPLICATION_TYPES } from './application.entity.ts';

/** How many applications went with people who were deleted, by what reports tell of them (C2, D3); as DeletedCandidateCount. */
export const DeletedApplicationCountSchema = defineEntity({
  name: 'DeletedApplicationCount',
  tableName: 'deleted_application_count',
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    organisationUnitId: () =>
      p.manyToOne(OrganisationUnitSchema).mapToPk().fieldName('organisation_unit_id').nullable(),
    vacancyId: () => p.manyToOne(VacancySchema).mapToPk().fieldName('vacancy_id').nullable(),
    appliedOn: p.date(),
    type: p.enum(APPLICATION_TYPES),
    source: p.text().nullable(),
    externalAgency: p.text().nullable(),
    applications: p.integer(),
  },
});
// prettier-ignore
export const deletedApplicationCountData = declareImpersonal(DeletedApplicationCountSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', organisationUnitId: 'TECHNICAL', vacancyId: 'TECHNICAL', appliedOn: 'MANAGEMENT', type: 'MANAGEMENT',
  source: 'MANAGEMENT', externalAgency: 'MANAGEMENT', applications: 'MANAGEMENT',
});

/** Counts the applications of these people; to be asked before their rows go. */
export const countDeletedApplications = (em: EntityManager, candidateIds: readonly string[]): Promise<unknown> =>
  rows(
    em,
    sql`insert into deleted_application_count
          (id, agency_id, organisation_unit_id, vacancy_id, applied_on, type, source, external_agency, applications)
        select gen_random_uuid(), c.agency_id, c.organisation_unit_id, a.vacancy_id, a.applied_on, a.type, a.source, a.external_agency, count(*)
        from application a join candidate c on c.id = a.candidate_id
        where a.candidate_id = any(${arrayOf(candidateIds)}::uuid[])
        group by c.agency_id, c.organisation_unit_id, a.vacancy_id, a.applied_on, a.type, a.source, a.external_agency`,
  );
