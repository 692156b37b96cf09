import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';
import { APPLICATION_STATUSES } from './application.entity.ts';

/**
 * How applications of people who were anonymised since had fared, as sums (C2): the rows themselves are all `CLOSED` (C123).
 * No key leads from a sum to a person, and no time: ids are drawn by lot, and a month is that of applying, not of erasing.
 */
export const ErasedApplicationCountSchema = defineEntity({
  name: 'ErasedApplicationCount',
  tableName: 'erased_application_count',
  indexes: [
    {
      name: 'erased_application_count_once',
      properties: ['agencyId', 'organisationUnitId', 'appliedInMonth', 'status'],
      expression: `create unique index "erased_application_count_once" on "erased_application_count" ("agency_id", "organisation_unit_id", "applied_in_month", "status") nulls not distinct`,
    },
  ],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    organisationUnitId: () =>
      p.manyToOne(OrganisationUnitSchema).mapToPk().fieldName('organisation_unit_id').nullable(),
    /** Its first day. */
    appliedInMonth: p.date(),
    /** The last one before the erasure. */
    status: p.enum(APPLICATION_STATUSES),
    applications: p.integer(),
  },
});
export type ErasedApplicationCount = InferEntity<typeof ErasedApplicationCountSchema>;
// prettier-ignore
export const erasedApplicationCountData = declareImpersonal(ErasedApplicationCountSchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', organisationUnitId: 'TECHNICAL', appliedInMonth: 'MANAGEMENT', status: 'MANAGEMENT', applications: 'MANAGEMENT' });
