import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

export const VACANCY_STATUSES = ['OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED'] as const;
export type VacancyStatus = (typeof VACANCY_STATUSES)[number];

export const VacancySchema = defineEntity({
  name: 'Vacancy',
  tableName: 'vacancy',
  uniques: [{ properties: ['agencyId', 'reference'] }],
  indexes: [{ name: 'vacancy_listed', properties: ['agencyId', 'listedOn'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    organisationUnitId: () =>
      p.manyToOne(OrganisationUnitSchema).mapToPk().fieldName('organisation_unit_id').nullable().index(),
    /** The agency's own number or name for it. */
    reference: p.text(),
    title: p.text(),
    /** Where the work is: a town, as visitors know it. */
    place: p.text().nullable(),
    hoursPerWeek: p.integer().nullable(),
    status: p.enum(VACANCY_STATUSES).default('OPEN'),
    openedOn: p.date().nullable(),
    filledOn: p.date().nullable(),
    /** With which day's look job alerts tell of it, once (C6): set when it is first found open, and never again. */
    listedOn: p.date().nullable(),
  },
});
export type Vacancy = InferEntity<typeof VacancySchema>;
// prettier-ignore
export const vacancyData = declareImpersonal(VacancySchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', organisationUnitId: 'TECHNICAL', reference: 'MANAGEMENT', title: 'MANAGEMENT', place: 'MANAGEMENT', hoursPerWeek: 'MANAGEMENT', status: 'MANAGEMENT', openedOn: 'MANAGEMENT', filledOn: 'MANAGEMENT', listedOn: 'TECHNICAL' });
