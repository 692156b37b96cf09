import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

export const VACANCY_STATUSES = ['OPEN', 'ON_HOLD', 'FILLED', 'CANCELLED'] as const;

export const VacancySchema = defineEntity({
  name: 'Vacancy',
  tableName: 'vacancy',
  uniques: [{ properties: ['agencyId', 'reference'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    /** The agency's own number or name for it. */
    reference: p.text(),
    title: p.text(),
    status: p.enum(VACANCY_STATUSES).default('OPEN'),
  },
});
export type Vacancy = InferEntity<typeof VacancySchema>;
// prettier-ignore
export const vacancyData = declareImpersonal(VacancySchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', reference: 'MANAGEMENT', title: 'MANAGEMENT', status: 'MANAGEMENT' });
