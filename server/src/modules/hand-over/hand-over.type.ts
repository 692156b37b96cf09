import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, DateScalar, DateTimeScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { CandidateType } from '../candidates/index.ts';
import { publishedEnum, publishEnum, publishFields } from '../personal-data/index.ts';
import {
  HAND_OVER_KINDS,
  HAND_OVER_STATES,
  handOverData,
  type HandOver,
  type HandOverKind,
  type HandOverState,
} from './hand-over.entity.ts';

publishEnum('HandOverKind', HAND_OVER_KINDS, 'What passes between us and the back office about somebody.', {
  CANDIDATE: 'He was approved: who he is goes there (H40).',
  ERASURE_REQUEST: 'He asked to be made anonymous: that goes there (D7).',
  CLEAN_UP: 'The back office reported that it had cleaned him up (D20).',
});
publishEnum('HandOverState', HAND_OVER_STATES, 'Where such a message stands.', {
  QUEUED: 'Waiting for its next attempt; a reported clean-up: for a hold to end.',
  SENDING: 'Being sent.',
  DONE: 'Arrived; a reported clean-up: carried out.',
  FAILED: 'Tried too often; an employee can send it again.',
  WITHDRAWN: 'Not sent any more: its person was erased first. An earlier attempt may have arrived unanswered.',
});

@ObjectType('HandOver', {
  implements: NodeType,
  description: 'A message to or from the back office about one person (overdracht, H40, H41).',
})
export class HandOverType extends NodeType {}
publishFields(HandOverType, handOverData);

@InputType('HandOverFilter', { description: 'Which messages; what is given must all hold.' })
export class HandOverFilter {
  @Field(() => publishedEnum(HAND_OVER_STATES), { nullable: true, description: 'In this state.' })
  state?: HandOverState | null;
  @Field(() => publishedEnum(HAND_OVER_KINDS), { nullable: true, description: 'Of this kind.' })
  kind?: HandOverKind | null;
}

export const HandOverConnection = connectionOf<HandOver>(HandOverType, 'HandOver');

@ObjectType('BackOffice', {
  description:
    'Where an agency’s approved candidates go (FlexService, H40). Its secret is shown once, when it is made.',
})
export class BackOfficeType {
  @Field(() => String, { description: 'What it is called.' })
  readonly name!: string;
  @Field(() => String, { description: 'The address that it is told at.' })
  readonly url!: string;
  @Field(() => Boolean, { description: 'Whether anybody is handed over; off, what waits goes on waiting.' })
  readonly active!: boolean;
  @Field(() => DateTimeScalar, { description: 'When these settings were saved.' })
  readonly changedAt!: Date;
}

@InputType('SaveBackOfficeInput', { description: 'Where an agency’s approved candidates go.' })
export class SaveBackOfficeInput {
  @Field(() => ID, { description: 'The agency.' })
  agencyId!: string;
  @Field(() => String, { description: 'What it is called, in 1 to 100 characters.' })
  name!: string;
  @Field(() => String, { description: 'The address that it is told at, with https.' })
  url!: string;
  @Field(() => Boolean, { description: 'Whether anybody is handed over.' })
  active!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether another secret is made. The first one is made by itself.',
  })
  renewSecret?: boolean | null;
  @Field(() => Int, {
    nullable: true,
    description:
      'Hours, 0 to 168, during which messages are signed with the secret before it too; 24 unless given. 0 without a new secret ends an old one at once.',
  })
  oldSecretHours?: number | null;
}

@ObjectType('SaveBackOfficePayload', { description: 'The back office as it is now, or why not.' })
export class SaveBackOfficePayload {
  @Field(() => BackOfficeType, { nullable: true, description: 'The back office.' })
  backOffice?: object | null;
  @Field(() => String, { nullable: true, description: 'The new secret, if there is one: shown now, and never again.' })
  secret?: string | null;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('ApproveCandidateInput', { description: 'Whom to approve.' })
export class ApproveCandidateInput {
  @Field(() => ID, { description: 'Which candidate.' })
  candidateId!: string;
}

@ObjectType('ApproveCandidatePayload', { description: 'The approved candidate, or why not.' })
export class ApproveCandidatePayload {
  @Field(() => CandidateType, { nullable: true, description: 'The candidate.' })
  candidate?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('RetryHandOverInput', { description: 'Which message to send again.' })
export class RetryHandOverInput {
  @Field(() => ID, { description: 'Which message.' })
  id!: string;
}

@ObjectType('RetryHandOverPayload', { description: 'The message, which waits to be sent again, or why not.' })
export class RetryHandOverPayload {
  @Field(() => HandOverType, { nullable: true, description: 'The message.' })
  handOver?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

const OUTCOMES = {
  ANONYMISED: 'He has been anonymised here too.',
  WAITS_FOR_HOLD: 'A hold stands in the way here; he is anonymised as soon as none does.',
} as const;
const OutcomeEnum = Object.fromEntries(Object.keys(OUTCOMES).map((key) => [key, key]));
registerEnumType(OutcomeEnum, {
  name: 'CleanUpOutcome',
  description: 'What became of somebody here after the back office cleaned him up.',
  valuesConfig: Object.fromEntries(Object.entries(OUTCOMES).map(([key, description]) => [key, { description }])),
});

@InputType('ReportCleanUpInput', { description: 'Whom the back office has cleaned up.' })
export class ReportCleanUpInput {
  @Field(() => ID, { description: 'By the id with which he was handed over.' })
  candidateId!: string;
}

@ObjectType('ReportCleanUpPayload', { description: 'What became of him here, or why nothing did.' })
export class ReportCleanUpPayload {
  @Field(() => OutcomeEnum, { nullable: true, description: 'What became of him.' })
  outcome?: string;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}

@InputType('ReportAfasProfitInput', {
  description: 'By which number AFAS Profit knows somebody, and when he was sent there.',
})
export class ReportAfasProfitInput {
  @Field(() => ID, { description: 'By the id with which he was handed over.' })
  candidateId!: string;
  @Field(() => String, { nullable: true, description: 'His number there, in 1 to 50 characters (C119).' })
  afasProfitId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day on which he was last sent there (C120).' })
  lastSentToAfasOn?: string | null;
}

@ObjectType('ReportAfasProfitPayload', { description: 'That it was kept, or why not.' })
export class ReportAfasProfitPayload {
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
