import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { AgencySchema } from './agency.entity.ts';

/** A part of an agency, such as a branch or a team (Organisatie-onderdeel, C42); a role may be held to some of them. */
export const OrganisationUnitSchema = defineEntity({
  name: 'OrganisationUnit',
  tableName: 'organisation_unit',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
  },
});
export type OrganisationUnit = InferEntity<typeof OrganisationUnitSchema>;
export const organisationUnitData = declareImpersonal(OrganisationUnitSchema, {
  id: 'TECHNICAL',
  agencyId: 'TECHNICAL',
  name: 'SETTING',
});
