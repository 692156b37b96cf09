import { defineEntity, p, type InferEntity } from '@mikro-orm/postgresql';
import { AgencySchema } from '../organisation/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

export const KEEP_PERIODS = ['ONE_YEAR', 'SAME_TERM'] as const;

/** What becomes of somebody at the end (D3): what identifies him is overwritten, or all his rows go. */
export const ENDINGS = ['ANONYMISE', 'DELETE'] as const;
export type Ending = (typeof ENDINGS)[number];

/** An agency's terms, and what happens when one ends (H29–H39). */
export const RetentionPolicySchema = defineEntity({
  name: 'RetentionPolicy',
  tableName: 'retention_policy',
  properties: {
    agencyId: () => p.oneToOne(AgencySchema).mapToPk().fieldName('agency_id').primary(),
    /** Days for a CheckIn candidate (H30); without consent it is never longer than `singleVacancyTermDays` (H25). */
    candidateTermDays: p.integer().default(730),
    /** Days for an applicant for one vacancy (H36, H37). */
    singleVacancyTermDays: p.integer().default(32),
    /** Days for an applicant for several vacancies, that is: with consent (H38, H39). */
    multipleVacanciesTermDays: p.integer().default(730),
    /** What happens at the end of each of these terms (D3). */
    candidateEnding: p.enum(ENDINGS).default('ANONYMISE'),
    singleVacancyEnding: p.enum(ENDINGS).default('ANONYMISE'),
    multipleVacanciesEnding: p.enum(ENDINGS).default('ANONYMISE'),
    /** Off: planned and shown, carried out by a person's click (H31, D13). */
    autoEraseCandidates: p.boolean().default(false),
    autoEraseApplicants: p.boolean().default(false),
    /** How long "keep" lasts (D2). */
    keepPeriod: p.enum(KEEP_PERIODS).default('ONE_YEAR'),
    /** Days after the first contact moment until anonymisation (C70). */
    daysFromNoticeToErasure: p.integer().default(14),
    /** A mail once the person really is anonymised (C75). */
    confirmErasureByMail: p.boolean().default(true),
    /** Anonimisering Plus (C172–C178). */
    plus: p.boolean().default(false),
    /** Whether a BSN may be stored of somebody who is not approved yet, and so has no contract (D18). */
    bsnBeforeApproval: p.boolean().default(false),
  },
});
export type RetentionPolicy = InferEntity<typeof RetentionPolicySchema>;

// prettier-ignore
export const retentionPolicyData = declareImpersonal(RetentionPolicySchema, {
  agencyId: 'TECHNICAL', candidateTermDays: 'SETTING', singleVacancyTermDays: 'SETTING', multipleVacanciesTermDays: 'SETTING',
  candidateEnding: 'SETTING', singleVacancyEnding: 'SETTING', multipleVacanciesEnding: 'SETTING', autoEraseCandidates: 'SETTING', autoEraseApplicants: 'SETTING', keepPeriod: 'SETTING', daysFromNoticeToErasure: 'SETTING',
  confirmErasureByMail: 'SETTING', plus: 'SETTING', bsnBeforeApproval: 'SETTING',
});
