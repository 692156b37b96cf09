import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** An agency of others that sends in people (extern bureau, C47): a name to choose from; the application holds the text. */
export const ExternalAgencySchema = defineEntity({
  name: 'ExternalAgency',
  tableName: 'external_agency',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
  },
});
export type ExternalAgency = InferEntity<typeof ExternalAgencySchema>;
// prettier-ignore
export const externalAgencyData = declareImpersonal(ExternalAgencySchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', name: 'SETTING' });
