import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { KEEP_PERIODS } from './retention-policy.entity.ts';

const KeepPeriodEnum = publishEnum('KeepPeriod', KEEP_PERIODS, 'How long “keep my data” lasts (D2).', {
  ONE_YEAR: 'One more year (C76).',
  SAME_TERM: 'The same term again (H42).',
});

const WORDS = {
  candidateTermDays: 'Days that a CheckIn candidate is kept (Kandidaat AVG bewaartermijn, H30).',
  singleVacancyTermDays: 'Days that an applicant for one vacancy is kept (AVG bewaartermijn enkele vacature, H36).',
  multipleVacanciesTermDays:
    'Days that an applicant for several vacancies is kept (AVG bewaartermijn meerdere vacatures, H38).',
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

@InputType('UpdateRetentionPolicyInput', { description: 'Changes to an agency’s terms; what is absent stays.' })
export class UpdateRetentionPolicyInput {
  @Field(() => ID, { description: 'Whose terms.' })
  agencyId!: string;
  @Field(() => Int, { nullable: true, description: WORDS.candidateTermDays })
  candidateTermDays?: number | null;
  @Field(() => Int, { nullable: true, description: WORDS.singleVacancyTermDays })
  singleVacancyTermDays?: number | null;
  @Field(() => Int, { nullable: true, description: WORDS.multipleVacanciesTermDays })
  multipleVacanciesTermDays?: number | null;
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

@ObjectType('UpdateRetentionPolicyPayload', { description: 'The agency with its changed terms, or why not.' })
export class UpdateRetentionPolicyPayload {
  @Field(() => AgencyType, { nullable: true, description: 'The agency.' })
  agency?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
