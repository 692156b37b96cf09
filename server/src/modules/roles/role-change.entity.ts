import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { RoleSchema } from './role.entity.ts';

/** What was different about a role from one version on, and why: its history, oldest reason included. */
export const RoleChangeSchema = defineEntity({
  name: 'RoleChange',
  tableName: 'role_change',
  properties: {
    roleId: () => p.manyToOne(RoleSchema).mapToPk().fieldName('role_id').deleteRule('cascade').primary(),
    version: p.integer().primary(),
    changedAt: p.datetime(3),
    changedBy: p.uuid().nullable(),
    reason: p.text(),
    granted: p.array(),
    revoked: p.array(),
    renamed: p.boolean().default(false),
    /** Whether it was held to other agencies or units. */
    moved: p.boolean().default(false),
    /** Whether it asks for a second factor from then on; `null`: as it did. */
    asksSecondFactor: p.boolean().nullable(),
  },
});
export type RoleChange = InferEntity<typeof RoleChangeSchema>;
// prettier-ignore
export const roleChangeData = declareImpersonal(RoleChangeSchema, { roleId: 'TECHNICAL', version: 'TECHNICAL', changedAt: 'MANAGEMENT', changedBy: 'STAFF', reason: 'SETTING', granted: 'SETTING', revoked: 'SETTING', renamed: 'SETTING', moved: 'SETTING', asksSecondFactor: 'SETTING' });
