import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../../personal-data/index.ts';
import { RoleSchema } from '../../roles/index.ts';
import { StaffUserSchema } from '../staff.ts';

/** How somebody showed who he is. */
export const SIGN_IN_WAYS = ['PASSWORD', 'PROVIDER'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** A signed-in browser. Only the hash of the cookie is stored; deleting the row ends the session at once. */
export const StaffSessionSchema = defineEntity({
  name: 'StaffSession',
  tableName: 'staff_session',
  properties: {
    id: p.uuid().primary(),
    tokenHash: p.blob().unique().hidden(),
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').index(),
    way: p.enum(SIGN_IN_WAYS),
    startedAt: p.datetime(3),
    /** Written once a minute at the most. */
    lastUsedAt: p.datetime(3),
    expiresAt: p.datetime(3).index(),
    /** When its owner last showed again that it is he. */
    confirmedAt: p.datetime(3).nullable(),
    /** The role through which he looks at the product for a while. */
    lookingAsRoleId: () => p.manyToOne(RoleSchema).mapToPk().fieldName('looking_as_role_id').nullable(),
    /** Kept coarse, so that one recognises one's own browser, and nobody can be told apart by it. */
    browser: p.text().nullable(),
    system: p.text().nullable(),
  },
});
export type StaffSession = InferEntity<typeof StaffSessionSchema>;
// prettier-ignore
export const staffSessionData = declareImpersonal(StaffSessionSchema, {
  id: 'TECHNICAL', tokenHash: 'TECHNICAL', staffId: 'STAFF', way: 'STAFF', startedAt: 'STAFF', lastUsedAt: 'STAFF', expiresAt: 'STAFF', confirmedAt: 'STAFF', lookingAsRoleId: 'STAFF', browser: 'STAFF', system: 'STAFF',
});
