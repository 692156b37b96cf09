import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { BUILT_IN_ROLES, type BuiltInRole } from '../permissions/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/**
 * What somebody is to an agency (H2, H3). A built-in role starts from the rights of the declarations, a role of an agency's
 * own from nothing; what an admin changed stands in RoleRight.
 */
export const RoleSchema = defineEntity({
  name: 'Role',
  tableName: 'role',
  properties: {
    id: p.uuid().primary(),
    name: p.text(),
    builtIn: p.enum(BUILT_IN_ROLES).nullable().unique(),
    /** One more with every change, so that every process knows by the next request that the role isn't what it was. */
    version: p.integer().default(1),
    /** Whether whoever has it must have a second factor. */
    asksSecondFactor: p.boolean().default(false),
    /** The agencies to which the role is held; `null`: to none in particular, so all that somebody works for. */
    agencyIds: p.array().columnType('uuid[]').nullable(),
    /** The organisation units to which it is held; `null`: whole agencies. */
    unitIds: p.array().columnType('uuid[]').nullable(),
  },
});
export type Role = InferEntity<typeof RoleSchema>;
// prettier-ignore
export const roleData = declareImpersonal(RoleSchema, { id: 'TECHNICAL', name: 'SETTING', builtIn: 'SETTING', version: 'TECHNICAL', asksSecondFactor: 'SETTING', agencyIds: 'SETTING', unitIds: 'SETTING' });

/** One right as an admin set it last, with when, by whom and why: the deciding rule of a field. */
export const RoleRightSchema = defineEntity({
  name: 'RoleRight',
  tableName: 'role_right',
  properties: {
    roleId: () => p.manyToOne(RoleSchema).mapToPk().fieldName('role_id').deleteRule('cascade').primary(),
    /** `candidate:anonymise`, `see:Candidate.lastName`, `change:…`, `document:<id of the type>`. */
    right: p.text().primary(),
    granted: p.boolean(),
    changedAt: p.datetime(3),
    changedBy: p.uuid().nullable(),
    reason: p.text(),
  },
});
export type RoleRight = InferEntity<typeof RoleRightSchema>;
// prettier-ignore
export const roleRightData = declareImpersonal(RoleRightSchema, { roleId: 'TECHNICAL', right: 'SETTING', granted: 'SETTING', changedAt: 'MANAGEMENT', changedBy: 'STAFF', reason: 'SETTING' });

/** Ids of the built-in roles, the same in every installation. */
export const BUILT_IN_ROLE_IDS: Readonly<Record<BuiltInRole, string>> = {
  ADMIN: '00000000-0000-7000-8000-000000000001',
  PRIVACY_OFFICER: '00000000-0000-7000-8000-000000000002',
  CONSULTANT: '00000000-0000-7000-8000-000000000003',
  RECRUITER: '00000000-0000-7000-8000-000000000004',
  BACK_OFFICE: '00000000-0000-7000-8000-000000000005',
  READ_ONLY: '00000000-0000-7000-8000-000000000006',
};
