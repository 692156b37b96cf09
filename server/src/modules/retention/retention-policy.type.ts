import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { ENDINGS, KEEP_PERIODS, type Ending } from './retention-policy.entity.ts';

const KeepPeriodEnum = publishEnum('KeepPeriod', KEEP_PERIODS, 'How long “keep my data” lasts (D2).', {
  ONE_YEAR: 'One more year (C76).',
  SAME_TERM: 'The same term again (H42).',
});

export const EndingEnum = publishEnum('Ending', ENDINGS, 'What becomes of somebody at the end (D3).', {
  ANONYMISE: 'What identifies him is overwritten; the rows that figures are made of stay (C1, C2).',
  DELETE: 'All his rows, documents and files go; a receipt and the figures stay (H42, H54).',
});

const WORDS = {
  candidateTermDays: 'Days that a CheckIn candidate is kept (Kandidaat AVG bewaartermijn, H30).',
  singleVacancyTermDays: 'Days that an applicant for one vacancy is kept (AVG bewaartermijn enkele vacature, H36).',
  multipleVacanciesTermDays:
    'Days that an applicant for several vacancies is kept (AVG bewaartermijn meerdere vacatures, H38).',
  candidateEnding: 'What happens to a CheckIn candidate at the end of his term (D3).',
  singleVacancyEnding: 'What happens to an applicant for one vacancy at the end of his term (D3).',
  multipleVacanciesEnding: 'What happens to an applicant for several vacancies at the end of his term (D3).',
  autoEraseCandidates:
    'Whether candidates whose term has ended go by themselves (Automatisch verwijderen Kandidaten, H31).',
  autoEraseApplicants: 'Whether applicants whose term has ended go by themselves (D13).',
  keepPeriod: 'How long “keep my data” lasts.',
  daysFromNoticeToErasure: 'Days after the first contact moment until anonymisation (C70).',
  confirmErasureByMail: 'Whether somebody is told by mail once he has been anonymised (C75).',
  plus: 'Whether Anonimisering Plus is on (C172–C178).',
  bsnBeforeApproval: 'Whether a BSN may be stored of somebody who is not approved yet, and so has no contract (D18).',
} as const;

@ObjectType('RetentionPolicy', { description: 'An agency’s terms (AVG-bewaartermijn) and what happens when one ends.' })
export class RetentionPolicyType {
  @Field(() => Int, { description: WORDS.candidateTermDays })
  readonly candidateTermDays!: number;
  @Field(() => Int, { description: WORDS.singleVacancyTermDays })
  readonly singleVacancyTermDays!: number;
  @Field(() => Int, { description: WORDS.multipleVacanciesTermDays })
  readonly multipleVacanciesTermDays!: number;
  @Field(() => EndingEnum, { description: WORDS.candidateEnding })
  readonly candidateEnding!: string;
  @Field(() => EndingEnum, { description: WORDS.singleVacancyEnding })
  readonly singleVacancyEnding!: string;
  @Field(() => EndingEnum, { description: WORDS.multipleVacanciesEnding })
  readonly multipleVacanciesEnding!: string;
  @Field(() => Boolean, { description: WORDS.autoEraseCandidates })
  readonly autoEraseCandidates!: boolean;
  @Field(() => Boolean, { description: WORDS.autoEraseApplicants })
  readonly autoEraseApplicants!: boolean;
  @Field(() => KeepPeriodEnum, { description: WORDS.keepPeriod })
  readonly keepPeriod!: string;
  @Field(() => Int, { description: WORDS.daysFromNoticeToErasure })
  readonly daysFromNoticeToErasure!: number;
  @Field(() => Boolean, { description: WORDS.confirmErasureByMail })
  readonly confirmErasureByMail!: boolean;
  @Field(() => Boolean, { description: WORDS.plus })
  readonly plus!: boolean;
  @Field(() => Boolean, { description: WORDS.bsnBeforeApproval })
  readonly bsnBeforeApproval!: boolean;
  @Field(() => [String], {
    description:
      'Codes of terms above the regulator’s guidance (D4): SINGLE_VACANCY_ABOVE_4_WEEKS, MULTIPLE_VACANCIES_ABOVE_1_YEAR, CANDIDATE_ABOVE_1_YEAR.',
  })
  readonly guidance!: string[];
}

@InputType('RetentionPolicyChanges', { description: 'Changes to an agency’s terms; what is absent stays.' })
export class RetentionPolicyChanges {
  @Field(() => Int, { nullable: true, description: WORDS.candidateTermDays })
  candidateTermDays?: number | null;
  @Field(() => Int, { nullable: true, description: WORDS.singleVacancyTermDays })
  singleVacancyTermDays?: number | null;
  @Field(() => Int, { nullable: true, description: WORDS.multipleVacanciesTermDays })
  multipleVacanciesTermDays?: number | null;
  @Field(() => EndingEnum, { nullable: true, description: WORDS.candidateEnding })
  candidateEnding?: Ending | null;
  @Field(() => EndingEnum, { nullable: true, description: WORDS.singleVacancyEnding })
  singleVacancyEnding?: Ending | null;
  @Field(() => EndingEnum, { nullable: true, description: WORDS.multipleVacanciesEnding })
  multipleVacanciesEnding?: Ending | null;
  @Field(() => Boolean, { nullable: true, description: WORDS.autoEraseCandidates })
  autoEraseCandidates?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: WORDS.autoEraseApplicants })
  autoEraseApplicants?: boolean | null;
  @Field(() => KeepPeriodEnum, { nullable: true, description: WORDS.keepPeriod })
  keepPeriod?: 'ONE_YEAR' | 'SAME_TERM' | null;
  @Field(() => Int, { nullable: true, description: WORDS.daysFromNoticeToErasure })
  daysFromNoticeToErasure?: number | null;
  @Field(() => Boolean, { nullable: true, description: WORDS.confirmErasureByMail })
  confirmErasureByMail?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: WORDS.plus })
  plus?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: WORDS.bsnBeforeApproval })
  bsnBeforeApproval?: boolean | null;
}

@InputType('UpdateRetentionPolicyInput', { description: 'Changes to an agency’s terms; what is absent stays.' })
export class UpdateRetentionPolicyInput extends RetentionPolicyChanges {
  @Field(() => ID, { description: 'Whose terms.' })
  agencyId!: string;
  @Field(() => String, {
    description:
      'The mark of the preview of these changes; refused with CONFLICT when they would do something else by now.',
  })
  preview!: string;
}

@ObjectType('RetentionPolicyPreview', {
  description: 'What a change of an agency’s terms would do, had it been made now.',
})
export class RetentionPolicyPreviewType {
  @Field(() => Int, { description: 'People whose end date would be another.' })
  readonly moved!: number;
  @Field(() => Int, { description: 'Of those, whose end date comes earlier.' })
  readonly earlier!: number;
  @Field(() => Int, { description: 'Of those, whose end date comes later.' })
  readonly later!: number;
  @Field(() => Int, { description: 'People whose term has not ended now, and would have at once.' })
  readonly dueAtOnce!: number;
  @Field(() => Int, { description: 'All people whose term would have ended, and who can be erased.' })
  readonly due!: number;
  @Field(() => Int, { description: 'Of those, who go by themselves, after their notice (H31, D13).' })
  readonly dueByThemselves!: number;
  @Field(() => Int, {
    description: 'People who would be deleted at the end of their term where they would be anonymised now (D3).',
  })
  readonly toBeDeleted!: number;
  @Field(() => [String], { description: 'Codes of terms that would be above the regulator’s guidance (D4).' })
  readonly guidance!: string[];
  @Field(() => String, { description: 'Stands for these changes and these numbers; the mutation asks for it.' })
  readonly mark!: string;
}

@ObjectType('UpdateRetentionPolicyPayload', { description: 'The agency with its changed terms, or why not.' })
export class UpdateRetentionPolicyPayload {
  @Field(() => AgencyType, { nullable: true, description: 'The agency.' })
  agency?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
