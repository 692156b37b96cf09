import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTimeScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishedEnum, publishEnum, publishFields } from '../personal-data/index.ts';
import { EndingEnum, type Ending } from '../retention/index.ts';
import { erasurePlanData, PLAN_BASES, PLAN_STATES, type ErasurePlan } from './erasure-plan.ts';
import { ERASURE_WAYS } from './erasure-receipt.ts';

publishEnum('ErasurePlanState', PLAN_STATES, 'Where a plan stands.', {
  PLANNED: 'Open.',
  KEPT: 'The candidate asked to be kept (C76).',
  CARRIED_OUT: 'The person was anonymised.',
  CANCELLED: 'The term moved, or no rule selects him any more, so the plan no longer holds.',
});
publishEnum('PlanBasis', PLAN_BASES, 'On what a planned erasure rests.', {
  CANDIDATE_CONSENT: 'The term of a candidate who consented (H24, H30).',
  CANDIDATE_NO_CONSENT: 'The term of a candidate who did not consent (H25).',
  MULTIPLE_VACANCIES: 'The term of an applicant for several vacancies (H38).',
  SINGLE_VACANCY: 'The term of an applicant for one vacancy (H36).',
  RULES: 'Anonymisation rules that select him (C17).',
  STAFF: 'An employee who chose him, whatever his term.',
});
export const WayEnum = publishEnum('ErasureWay', ERASURE_WAYS, 'How an erasure came about (C17–C19).', {
  DUE_DATE: 'By its planned date.',
  STAFF: 'By an employee.',
  CANDIDATE: 'By the candidate himself.',
  BACK_OFFICE: 'After the back office reported that it had cleaned up (D20).',
});

@ObjectType('ErasurePlan', { implements: NodeType, description: 'One person’s planned end (geplande anonimisering).' })
export class ErasurePlanType extends NodeType {}
publishFields(ErasurePlanType, erasurePlanData);

@InputType('ErasurePlanFilter', { description: 'Which plans; what is given must all hold.' })
export class ErasurePlanFilter {
  @Field(() => publishedEnum(PLAN_STATES), { nullable: true, description: 'In this state.' })
  state?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  agencyId?: string | null;
  @Field(() => Int, { nullable: true, description: 'Due within so many days: 0–36500.' })
  dueWithinDays?: number | null;
  @Field(() => Boolean, { nullable: true, description: 'Due today or earlier and waiting for a person’s click (D13).' })
  awaitingClick?: boolean | null;
}

export const ErasurePlanConnection = connectionOf<ErasurePlan>(ErasurePlanType, 'ErasurePlan');

@ObjectType('TableCount', { description: 'How many rows of one table an erasure touched.' })
export class TableCountType {
  @Field(() => String, { description: 'The table.' })
  readonly table!: string;
  @Field(() => Int, { description: 'Rows.' })
  readonly rows!: number;
  @Field(() => String, { description: 'OVERWRITE or DELETE.' })
  readonly method!: string;
}

@ObjectType('ErasureReceipt', {
  implements: NodeType,
  description: 'Proof of one erasure (bewijs van anonimisering): counts, no personal data.',
})
export class ErasureReceiptType extends NodeType {
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly erasedAt!: Date;
  @Field(() => WayEnum, { description: 'How it came about.' })
  readonly way!: string;
  @Field(() => EndingEnum, { description: 'What became of the person.' })
  readonly ending!: Ending;
  @Field(() => Boolean, { description: 'Whether Anonimisering Plus was on.' })
  readonly plus!: boolean;
  @Field(() => String, { description: 'Version of the declarations by which it was done.' })
  readonly declarationsVersion!: string;
  @Field(() => Int, { description: 'Running applications that were closed (C54).' })
  readonly applicationsClosed!: number;
  @Field(() => String, { nullable: true, description: 'Remark of the employee (C58).' })
  readonly memo!: string | null;
}

@InputType('AnonymiseCandidateInput', { description: 'Whom to anonymise; it can’t be undone (C61).' })
export class AnonymiseCandidateInput {
  @Field(() => ID, { description: 'Which candidate.' })
  candidateId!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'A remark that is kept, at most 500 characters; refused when it holds the person’s own data (C58, C59, D8).',
  })
  memo?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: 'Rule by which running applications are closed (C55); else the agency’s own.',
  })
  deregistrationRuleId?: string | null;
  @Field(() => String, {
    description: 'Of your own making, at most 100 characters; the same key again gives the same receipt.',
  })
  idempotencyKey!: string;
}

@ObjectType('AnonymiseCandidatePayload', { description: 'The anonymised candidate and the receipt, or why not.' })
export class AnonymiseCandidatePayload {
  @Field(() => CandidateType, { nullable: true, description: 'What is left of the candidate.' })
  candidate?: object;
  @Field(() => ErasureReceiptType, { nullable: true, description: 'The proof.' })
  receipt?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('DeleteCandidateInput', { description: 'Whom to delete; it can’t be undone.' })
export class DeleteCandidateInput {
  @Field(() => ID, { description: 'Which candidate.' })
  candidateId!: string;
  @Field(() => String, {
    nullable: true,
    description: 'A remark that is kept, at most 500 characters; refused when it holds the person’s own data (D8).',
  })
  memo?: string | null;
  @Field(() => String, {
    description: 'Of your own making, at most 100 characters; the same key again gives the same receipt.',
  })
  idempotencyKey!: string;
}

@ObjectType('DeleteCandidatePayload', { description: 'The receipt, which is all that is left, or why not.' })
export class DeleteCandidatePayload {
  @Field(() => ErasureReceiptType, { nullable: true, description: 'The proof.' })
  receipt?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('ExtendRetentionInput', { description: 'Whose terms to extend by the same period again (H42).' })
export class ExtendRetentionInput {
  @Field(() => [ID], { description: '1–1000 candidates.' })
  candidateIds!: string[];
}

@ObjectType('NotExtended', { description: 'Somebody whose term was not extended.' })
export class NotExtendedType {
  @Field(() => ID, { description: 'Whose.' })
  candidateId!: string;
  @Field(() => String, {
    description:
      'Stable code of the reason: NOT_FOUND, ALREADY_ANONYMISED, HANDED_OVER, or NO_TERM where none acts on him.',
  })
  code!: string;
}

@ObjectType('ExtendRetentionPayload', { description: 'How many were extended, and who was not and why.' })
export class ExtendRetentionPayload {
  @Field(() => Int, { nullable: true, description: 'People whose term was extended.' })
  extended?: number;
  @Field(() => [NotExtendedType], { nullable: true, description: 'People whose term was not.' })
  skipped?: NotExtendedType[];
  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty when something was.' })
  userErrors!: UserErrorType[];
}

@InputType('CarryOutErasurePlansInput', { description: 'Due plans to be carried out now; it can’t be undone.' })
export class CarryOutErasurePlansInput {
  @Field(() => [ID], {
    description: '1–1000 plans. One that was carried out already is skipped, so asking again does no harm.',
  })
  planIds!: string[];
}

@ObjectType('SkippedPlan', { description: 'A plan that was not carried out.' })
export class SkippedPlanType {
  @Field(() => ID, { description: 'Which plan.' })
  planId!: string;
  @Field(() => String, { description: 'Stable code of the reason.' })
  code!: string;
  @Field(() => String, { description: 'The reason, in English.' })
  message!: string;
}

@ObjectType('CarryOutErasurePlansPayload', { description: 'How many were erased, and who was skipped and why.' })
export class CarryOutErasurePlansPayload {
  @Field(() => Int, { nullable: true, description: 'People erased.' })
  erased?: number;
  @Field(() => [SkippedPlanType], { nullable: true, description: 'Plans that were not carried out.' })
  skipped?: SkippedPlanType[];
  @Field(() => [UserErrorType], { description: 'Why nothing was done; empty when something was.' })
  userErrors!: UserErrorType[];
}
