import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** Why an application was closed (uitschrijfregel, C55). */
export const DeregistrationRuleSchema = defineEntity({
  name: 'DeregistrationRule',
  tableName: 'deregistration_rule',
  uniques: [{ properties: ['agencyId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    name: p.text(),
    /** The one that erasure uses when nobody chose another. */
    forErasure: p.boolean().default(false),
  },
});
export type DeregistrationRule = InferEntity<typeof DeregistrationRuleSchema>;
// prettier-ignore
export const deregistrationRuleData = declareImpersonal(DeregistrationRuleSchema, { id: 'TECHNICAL', agencyId: 'TECHNICAL', name: 'SETTING', forErasure: 'SETTING' });
