import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, LANGUAGES, technical } from '../candidates/index.ts';
import { AgencySchema, LabelSchema } from '../organisation/index.ts';
import { declareImpersonal, declarePersonalData } from '../personal-data/index.ts';

/**
 * Who signs in to the portal of an agency. It outlives the person behind it (C5, D6): this row names no candidate, its address
 * and user name stand sealed, and its days carry no hour by which it could be laid beside what happened to somebody.
 */
export const PortalAccountSchema = defineEntity({
  name: 'PortalAccount',
  tableName: 'portal_account',
  uniques: [{ name: 'portal_account_mail', properties: ['agencyId', 'emailHash'] }],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id'),
    /** In whose look the portal is shown; nobody's own: the agency's. */
    labelId: () => p.manyToOne(LabelSchema).mapToPk().fieldName('label_id').nullable().index(),
    userNameSealed: p.blob().hidden(),
    /** Keyed fingerprint of the user name in lower case: one in the whole installation. */
    userNameHash: p.blob().unique().hidden(),
    emailSealed: p.blob().hidden(),
    /** Keyed fingerprint of the mail address in lower case: one at an agency. */
    emailHash: p.blob().hidden(),
    passwordHash: p.text().hidden(),
    /** In which mails are written to him. */
    language: p.enum(LANGUAGES),
    createdOn: p.date(),
    lastSignedInOn: p.date().index(),
    /** When it was mailed that the account goes, since it was not used for two years. */
    warnedOn: p.date().nullable(),
    /** Which letter warns; it names nobody, and is no other’s. */
    warningId: p.uuid().nullable().unique(),
    /** Since when no warning comes through: meanwhile the account stays. */
    unreachedSince: p.date().nullable(),
  },
});
export type PortalAccount = InferEntity<typeof PortalAccountSchema>;
// prettier-ignore
export const portalAccountData = declareImpersonal(PortalAccountSchema, {
  id: 'TECHNICAL', agencyId: 'TECHNICAL', labelId: 'TECHNICAL', userNameSealed: 'ACCOUNT', userNameHash: 'ACCOUNT', emailSealed: 'ACCOUNT', emailHash: 'ACCOUNT', passwordHash: 'ACCOUNT', language: 'ACCOUNT', createdOn: 'ACCOUNT', lastSignedInOn: 'ACCOUNT', warnedOn: 'ACCOUNT', warningId: 'TECHNICAL', unreachedSince: 'ACCOUNT',
});

/** Whose account it is, for as long as there is somebody: the one row that says so, gone with the person (C7, D6). */
export const PortalAccountPersonSchema = defineEntity({
  name: 'PortalAccountPerson',
  tableName: 'portal_account_person',
  properties: {
    accountId: () => p.manyToOne(PortalAccountSchema).mapToPk().fieldName('account_id').deleteRule('cascade').primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').unique(),
  },
});
// prettier-ignore
export const portalAccountPersonData = declarePersonalData(PortalAccountPersonSchema, { person: 'candidateId', rows: 'DELETE' }, {
  accountId:   { ...technical, ref: 'C7', nl: 'Account op de portal', en: 'Portal account' },
  candidateId: { ...technical, nl: 'Kandidaat', en: 'Candidate' },
});

/** Somebody who chose a user name and a password, until he confirms his mailbox (C80). */
export const PortalRegistrationSchema = defineEntity({
  name: 'PortalRegistration',
  tableName: 'portal_registration',
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id').index(),
    tokenHash: p.blob().unique().hidden(),
    userNameSealed: p.blob().hidden(),
    userNameHash: p.blob().hidden(),
    emailSealed: p.blob().hidden(),
    passwordHash: p.text().hidden(),
    language: p.enum(LANGUAGES),
    requestedAt: p.datetime(3),
    expiresAt: p.datetime(3).index(),
  },
});
// prettier-ignore
export const portalRegistrationData = declarePersonalData(PortalRegistrationSchema, { person: 'candidateId', rows: 'DELETE' }, {
  id:             { ...technical, nl: 'Id', en: 'Id' },
  candidateId:    { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  tokenHash:      { ...technical, nl: 'Controlegetal van de link', en: 'Hash of the link' },
  userNameSealed: { ...technical, ref: 'C79', nl: 'Gekozen gebruikersnaam', en: 'Chosen user name' },
  userNameHash:   { ...technical, nl: 'Vingerafdruk van de gebruikersnaam', en: 'Fingerprint of the user name' },
  emailSealed:    { ...technical, nl: 'Mailadres van het account', en: 'Mail address of the account' },
  passwordHash:   { ...technical, nl: 'Controlegetal van het wachtwoord', en: 'Hash of the password' },
  language:       { ...technical, nl: 'Taal van het account', en: 'Language of the account' },
  requestedAt:    { ...technical, nl: 'Aangevraagd op', en: 'Asked at' },
  expiresAt:      { ...technical, nl: 'Verloopt op', en: 'Expires at' },
});
