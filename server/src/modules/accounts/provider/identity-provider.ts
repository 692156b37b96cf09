import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../../organisation/index.ts';
import { declareImpersonal } from '../../personal-data/index.ts';
import { StaffUserSchema } from '../staff.ts';

/** An agency's own login (OpenID Connect), by which its staff may sign in. */
export const IdentityProviderSchema = defineEntity({
  name: 'IdentityProvider',
  tableName: 'identity_provider',
  properties: {
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').primary(),
    /** What its button says. */
    name: p.text(),
    issuer: p.text(),
    clientId: p.text(),
    clientSecretSealed: p.blob().nullable().hidden(),
    /** Only who has a mail address of these may be linked by it. */
    mailDomains: p.array(),
    /** Whether its staff may sign in with a password of ours besides. */
    passwordSignIn: p.boolean().default(true),
    changedAt: p.datetime(3),
  },
});
export type IdentityProvider = InferEntity<typeof IdentityProviderSchema>;
// prettier-ignore
export const identityProviderData = declareImpersonal(IdentityProviderSchema, { agencyId: 'TECHNICAL', name: 'SETTING', issuer: 'SETTING', clientId: 'SETTING', clientSecretSealed: 'SETTING', mailDomains: 'SETTING', passwordSignIn: 'SETTING', changedAt: 'MANAGEMENT' });

/** Whom a provider means by its subject; linked once, by a mail address that the provider has verified. */
export const StaffIdentitySchema = defineEntity({
  name: 'StaffIdentity',
  tableName: 'staff_identity',
  uniques: [{ properties: ['staffId', 'issuer'] }],
  properties: {
    issuer: p.text().primary(),
    subject: p.text().primary(),
    staffId: () => p.manyToOne(StaffUserSchema).mapToPk().fieldName('staff_id').deleteRule('cascade'),
    linkedAt: p.datetime(3),
  },
});
// prettier-ignore
export const staffIdentityData = declareImpersonal(StaffIdentitySchema, { issuer: 'TECHNICAL', subject: 'STAFF', staffId: 'STAFF', linkedAt: 'STAFF' });

export const clientSecretPlace = (agencyId: string) => ({
  table: 'identity_provider',
  row: agencyId,
  column: 'client_secret_sealed',
});
