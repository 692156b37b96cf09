import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema, OrganisationUnitSchema } from '../organisation/index.ts';

export const LANGUAGES = ['nl', 'en'] as const;
export const GENDERS = ['FEMALE', 'MALE', 'OTHER', 'UNKNOWN'] as const;
export const REGISTRATION_KINDS = [
  'CHECKIN_INVITATION',
  'CHECKIN_FORM',
  'RECRUIT_APPLICATION',
  'IMPORT',
  'MANUAL',
] as const;
export const RETENTION_BASES = [
  'CANDIDATE_CONSENT',
  'CANDIDATE_NO_CONSENT',
  'MULTIPLE_VACANCIES',
  'SINGLE_VACANCY',
] as const;
export type RegistrationKind = (typeof REGISTRATION_KINDS)[number];
export type RetentionBasis = (typeof RETENTION_BASES)[number];

/**
 * The data subject. What each column is, who may see it and what becomes of it is said in candidate.personal-data.ts.
 * Dates without a time are calendar days in Europe/Amsterdam.
 */
export const CandidateSchema = defineEntity({
  name: 'Candidate',
  tableName: 'candidate',
  indexes: [
    { name: 'candidate_agency_name', properties: ['agencyId', 'lastName', 'id'] },
    { name: 'candidate_agency_registered', properties: ['agencyId', 'registeredOn', 'id'] },
    { name: 'candidate_agency_due', properties: ['agencyId', 'retainUntil', 'id'] },
  ],
  properties: {
    id: p.uuid().primary(),
    agencyId: () => p.manyToOne(AgencySchema).mapToPk().fieldName('agency_id').index(),
    organisationUnitId: () =>
      p.manyToOne(OrganisationUnitSchema).mapToPk().fieldName('organisation_unit_id').nullable().index(),

    lastName: p.text().nullable(),
    firstNames: p.text().nullable(),
    callName: p.text().nullable(),
    initials: p.text().nullable(),
    namePrefix: p.text().nullable(),
    titleBefore: p.text().nullable(),
    titleAfter: p.text().nullable(),
    birthDate: p.date().nullable(),
    gender: p.enum(GENDERS).nullable(),
    nationality: p.text().nullable(),
    motherTongue: p.text().nullable(),
    countryOfBirth: p.text().nullable(),
    countryOfBirthFather: p.text().nullable(),
    countryOfBirthMother: p.text().nullable(),
    placeOfBirth: p.text().nullable(),
    bsnCipher: p.blob().nullable().hidden(),
    bsnHash: p.blob().nullable().hidden().index('candidate_bsn_hash'),
    personnelNumber: p.text().nullable(),
    webSpace: p.text().nullable(),
    memo: p.text().nullable(),
    description: p.text().nullable(),

    street: p.text().nullable(),
    houseNumber: p.text().nullable(),
    houseNumberAddition: p.text().nullable(),
    postcode: p.text().nullable(),
    town: p.text().nullable(),
    province: p.text().nullable(),
    country: p.text().nullable(),

    phonePrivate: p.text().nullable(),
    phoneWork: p.text().nullable(),
    phoneMobile: p.text().nullable(),
    emailPrivate: p.text().nullable(),
    emailWork: p.text().nullable(),

    fieldsOfExpertise: p.array().nullable(),
    publicationSource: p.text().nullable(),
    candidateKind: p.text().nullable(),
    afasProfitId: p.text().nullable(),
    lastSentToAfasOn: p.date().nullable(),

    language: p.enum(LANGUAGES).default('nl'),
    registrationKind: p.enum(REGISTRATION_KINDS),
    registeredOn: p.date(),
    approvedOn: p.date().nullable(),
    active: p.boolean().default(true),
    /** Somebody may be an employee and no candidate any more (C50). */
    isCandidate: p.boolean().default(true),
    blocked: p.boolean().default(false),
    anonymised: p.boolean().default(false),
    anonymisedAt: p.datetime(3).nullable(),

    /** The day on which the term ends; `null`: no term acts on this person (anonymised or handed over). */
    retainUntil: p.date().nullable().index('candidate_retain_until'),
    retentionBasis: p.enum(RETENTION_BASES).nullable(),
    retentionStartedOn: p.date().nullable(),
    retentionTermDays: p.integer().nullable(),
    /** Asked for by the candidate (C76, D2). */
    extendedUntil: p.date().nullable(),

    /** Keyed hash by which the same person in a second import is recognised. */
    importKey: p.blob().nullable().hidden().index('candidate_import_key'),
  },
});
export type Candidate = InferEntity<typeof CandidateSchema>;
