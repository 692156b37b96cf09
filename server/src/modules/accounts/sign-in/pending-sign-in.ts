import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../../personal-data/index.ts';
import { SIGN_IN_WAYS } from '../sessions/staff-session.ts';
import { StaffUserSchema } from '../staff.ts';

/** Somebody who has shown one of two things: no session yet, and no rights. */
export const PendingSignInSchema = defineEntity({
  name: 'PendingSignIn',
  tableName: 'pending_sign_in',
  properties: {
    tokenHash: p.blob().primary().hidden(),
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').deleteRule('cascade').index(),
    way: p.enum(SIGN_IN_WAYS),
    expiresAt: p.datetime(3),
    /** Whether the session that comes of it is one that has just been confirmed. */
    confirms: p.boolean().default(false),
    /** Codes that were tried. */
    attempts: p.integer().default(0),
  },
});
// prettier-ignore
export const pendingSignInData = declareImpersonal(PendingSignInSchema, { tokenHash: 'TECHNICAL', staffId: 'STAFF', way: 'STAFF', expiresAt: 'STAFF', confirms: 'TECHNICAL', attempts: 'TECHNICAL' });

export const PENDING_COOKIE = 'wisbaar_pending';
export const PENDING_MINUTES = 5;
export const MOST_CODES = 5;
