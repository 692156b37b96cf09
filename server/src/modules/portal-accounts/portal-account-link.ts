import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { PortalAccountSchema } from './portal-account.ts';

export const PORTAL_LINK_KINDS = ['PASSWORD_RESET', 'EMAIL_CHANGE'] as const;
export type PortalLinkKind = (typeof PORTAL_LINK_KINDS)[number];

/** How long each can be used. */
export const PORTAL_LINK_HOURS: Readonly<Record<PortalLinkKind, number>> = { PASSWORD_RESET: 1, EMAIL_CHANGE: 24 };

/** A mailed link to a portal account: 256 random bits, of which only the hash is stored; good for once. */
export const PortalAccountLinkSchema = defineEntity({
  name: 'PortalAccountLink',
  tableName: 'portal_account_link',
  properties: {
    id: p.uuid().primary(),
    accountId: () => p.manyToOne(PortalAccountSchema).mapToPk().fieldName('account_id').deleteRule('cascade').index(),
    kind: p.enum(PORTAL_LINK_KINDS),
    tokenHash: p.blob().unique().hidden(),
    /** The address that the link was mailed to, where it is to become the account's own. */
    newEmailSealed: p.blob().nullable().hidden(),
    sentAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
});
// prettier-ignore
export const portalAccountLinkData = declareImpersonal(PortalAccountLinkSchema, {
  id: 'TECHNICAL', accountId: 'TECHNICAL', kind: 'TECHNICAL', tokenHash: 'TECHNICAL', newEmailSealed: 'ACCOUNT', sentAt: 'ACCOUNT', expiresAt: 'ACCOUNT', usedAt: 'ACCOUNT',
});
