import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { CandidateSchema, figure, technical, WHO_MEET_PEOPLE } from '../candidates/index.ts';
import { declarePersonalData } from '../personal-data/index.ts';

export const CONSENT_PURPOSES = ['OTHER_VACANCIES', 'PRIVACY_STATEMENT'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];
export const CONSENT_CHANNELS = [
  'CHECKIN_FORM',
  'CHECKIN_INVITATION',
  'RECRUIT_FORM',
  'PORTAL',
  'IMPORT',
  'STAFF',
] as const;

/**
 * What a person agreed to, on which text, when, and through which channel (H20–H22). `OTHER_VACANCIES` is the box
 * "Mijn gegevens mogen worden gebruikt voor andere vacatures" (H23); `PRIVACY_STATEMENT` says that the statement was read.
 */
export const ConsentSchema = defineEntity({
  name: 'Consent',
  tableName: 'consent',
  uniques: [{ properties: ['candidateId', 'purpose', 'givenAt'] }],
  properties: {
    id: p.uuid().primary(),
    candidateId: () => p.manyToOne(CandidateSchema).mapToPk().fieldName('candidate_id'),
    purpose: p.enum(CONSENT_PURPOSES),
    givenAt: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
    channel: p.enum(CONSENT_CHANNELS),
    statementVersion: p.text().nullable(),
    /** Exactly which text was before him, as `privacy-statements` writes it. */
    statementEdition: p.text().nullable(),
  },
});
export type Consent = InferEntity<typeof ConsentSchema>;

const proof = { ...figure, see: WHO_MEET_PEOPLE, group: 'consent' } as const;

/** Stays: it proves that the person was informed, and says nothing about who he is. */
// prettier-ignore
export const consentData = declarePersonalData(ConsentSchema, { person: 'candidateId' }, {
  id:               { ...technical, nl: 'Id', en: 'Id' },
  candidateId:      { ...technical, nl: 'Kandidaat', en: 'Candidate' },
  purpose:          { ...proof, ref: 'H22', nl: 'Waarvoor', en: 'Purpose' },
  givenAt:          { ...proof, ref: 'H22', nl: 'Gegeven op', en: 'Given at' },
  withdrawnAt:      { ...proof, ref: 'H22', nl: 'Ingetrokken op', en: 'Withdrawn at' },
  channel:          { ...proof, ref: 'H22', nl: 'Via', en: 'Channel' },
  statementEdition: { ...technical, nl: 'Gelezen tekst', en: 'Text that was read' },
  statementVersion: { ...proof, ref: 'H21', nl: 'Versie van de tekst', en: 'Version of the text' },
});
