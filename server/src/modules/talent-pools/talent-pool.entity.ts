import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** People whom an agency likes to keep in mind for a kind of work (C35, C45, C46). */
export const TalentPoolSchema = defineEntity({
  name: 'TalentPool',
  tableName: 'talent_pool',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
  },
});
export type TalentPool = InferEntity<typeof TalentPoolSchema>;
// prettier-ignore
export const talentPoolData = declareImpersonal(TalentPoolSchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', name: 'MANAGEMENT' });
