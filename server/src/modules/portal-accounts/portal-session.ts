import { defineEntity, p } from '@mikro-orm/postgresql';
import { declareImpersonal } from '../personal-data/index.ts';
import { PortalAccountSchema } from './portal-account.ts';

/** A browser that is signed in to the portal. Only the hash of its cookie is stored; deleting the row ends the session at once. */
export const PortalSessionSchema = defineEntity({
  name: 'PortalSession',
  tableName: 'portal_session',
  properties: {
    id: p.uuid().primary(),
    accountId: () => p.manyToOne(PortalAccountSchema).mapToPk().fieldName('account_id').deleteRule('cascade').index(),
    tokenHash: p.blob().unique().hidden(),
    /** As all moments here: the five minutes in which it was. */
    startedAt: p.datetime(3),
    /** The five minutes in which it was used last. */
    lastUsedAt: p.datetime(3),
    expiresAt: p.datetime(3).index(),
    /** When its owner last gave his password again. */
    confirmedAt: p.datetime(3).nullable(),
    /** Kept coarse, so that one recognises one's own browser. */
    browser: p.text().nullable(),
    system: p.text().nullable(),
  },
});
// prettier-ignore
export const portalSessionData = declareImpersonal(PortalSessionSchema, {
  id: 'TECHNICAL', accountId: 'TECHNICAL', tokenHash: 'TECHNICAL', startedAt: 'ACCOUNT', lastUsedAt: 'ACCOUNT', expiresAt: 'ACCOUNT', confirmedAt: 'ACCOUNT', browser: 'ACCOUNT', system: 'ACCOUNT',
});
