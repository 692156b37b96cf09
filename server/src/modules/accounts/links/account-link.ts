import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../../personal-data/index.ts';
import { StaffUserSchema } from '../staff.ts';

export const LINK_KINDS = ['INVITATION', 'PASSWORD_RESET', 'EMAIL_CHANGE'] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** How long each can be used. */
export const LINK_HOURS: Readonly<Record<LinkKind, number>> = {
  INVITATION: 7 * 24,
  PASSWORD_RESET: 1,
  EMAIL_CHANGE: 24,
};

/** A mailed link to an account: 256 random bits, of which only the hash is stored; good for once. */
export const AccountLinkSchema = defineEntity({
  name: 'AccountLink',
  tableName: 'account_link',
  properties: {
    id: p.uuid().primary(),
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').deleteRule('cascade').index(),
    kind: p.enum(LINK_KINDS),
    tokenHash: p.blob().unique().hidden(),
    /** The address that the link was mailed to, where it is to become the account's own. */
    newEmail: p.text().nullable(),
    sentAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
});
// prettier-ignore
export const accountLinkData = declareImpersonal(AccountLinkSchema, { id: 'TECHNICAL', staffId: 'STAFF', kind: 'TECHNICAL', tokenHash: 'TECHNICAL', newEmail: 'STAFF', sentAt: 'STAFF', expiresAt: 'STAFF', usedAt: 'STAFF' });
