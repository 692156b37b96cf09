import { defineEntity, p } from '@mikro-orm/postgresql';
import { arrayOf, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { APPLICATION_TYPES } from '../applications/index.ts';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { HIRE_STATUSES } from './hire.ts';

/** How many hires went with people who were deleted, by what reports tell of them (C2, D3); as DeletedCandidateCount. */
export const DeletedHireCountSchema = defineEntity({
  name: 'DeletedHireCount',
  tableName: 'deleted_hire_count',
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    organisationUnitId: () =>
      p.manyToOne(OrganisationUnitSchema).mapToPk().fieldName('organisation_unit_id').nullable(),
    vacancyId: () => p.manyToOne(VacancySchema).mapToPk().fieldName('vacancy_id').nullable().index(),
    startsOn: p.date().nullable(),
    status: p.enum(HIRE_STATUSES),
    /** Of the application that it came of, where there was one. */
    type: p.enum(APPLICATION_TYPES).nullable(),
    source: p.text().nullable(),
    hires: p.integer(),
  },
});
// prettier-ignore
export const deletedHireCountData = declareImpersonal(DeletedHireCountSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', organisationUnitId: 'TECHNICAL', vacancyId: 'TECHNICAL', startsOn: 'MANAGEMENT', status: 'MANAGEMENT',
  type: 'MANAGEMENT', source: 'MANAGEMENT', hires: 'MANAGEMENT',
});

/** Counts the hires of these people; to be asked before their rows go. */
export const countDeletedHires = (em: EntityManager, candidateIds: readonly string[]): Promise<unknown> =>
  rows(
    em,
    sql`insert into deleted_hire_count (id, agency_id, organisation_unit_id, vacancy_id, starts_on, status, type, source, hires)
        select gen_random_uuid(), c.agency_id, c.organisation_unit_id, h.vacancy_id, h.starts_on, h.status, a.type, a.source, count(*)
        from hire h join candidate c on c.id = h.candidate_id left join application a on a.id = h.application_id
        where h.candidate_id = any(${arrayOf(candidateIds)}::uuid[])
        group by c.agency_id, c.organisation_unit_id, h.vacancy_id, h.starts_on, h.status, a.type, a.source`,
  );
