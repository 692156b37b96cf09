import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../../personal-data/index.ts';

/**
 * That somebody asked for a new password, for some seconds. Whether there is such an account is looked up by a job: whoever
 * asks gets the same answer after the same work, whatever address he gives (S6).
 */
export const PasswordResetRequestSchema = defineEntity({
  name: 'PasswordResetRequest',
  tableName: 'password_reset_request',
  properties: {
    id: p.uuid().primary(),
    emailSealed: p.blob().hidden(),
    /** Of a candidate on the portal, and not of staff: two kinds of accounts that may have one address. */
    forPortal: p.boolean().default(false),
    requestedAt: p.datetime(3),
  },
});
// prettier-ignore
export const passwordResetRequestData = declareImpersonal(PasswordResetRequestSchema, { id: 'TECHNICAL', emailSealed: 'STAFF', forPortal: 'TECHNICAL', requestedAt: 'TECHNICAL' });

export const sealedAt = (id: string) => ({ table: 'password_reset_request', row: id, column: 'email_sealed' });
