import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTimeScalar, NodeType, UserErrorType } from '../../../platform/graphql/index.ts';
import { CandidateType } from '../../candidates/index.ts';
import { publishedEnum, publishEnum } from '../../personal-data/index.ts';
import {
  RUN_PERSON_REASONS,
  RUN_PERSON_STATES,
  RUN_STATES,
  RUN_TRIGGERS,
  type ErasureRun,
  type ErasureRunPerson,
} from './erasure-run.entity.ts';

const TriggerEnum = publishEnum('ErasureRunTrigger', RUN_TRIGGERS, 'What set a run off.', {
  DAILY: 'Its day: whoever was due and goes by himself.',
  STAFF: 'An employee, for everybody who was due.',
  CHOSEN: 'An employee, for some chosen plans.',
  BULK: 'An employee, for people whom he chose in the list of candidates.',
});
const StateEnum = publishEnum('ErasureRunState', RUN_STATES, 'Where a run stands.', {
  RUNNING: 'Under way; taken up again by itself after whatever interrupts it.',
  DONE: 'Everybody in it was looked at.',
  CANCELLED: 'Stopped by an employee; who was not reached is still planned.',
});
const OutcomeEnum = publishEnum('ErasureRunOutcome', RUN_PERSON_STATES, 'What became of one person of a run.', {
  WAITING: 'Not reached yet, or not before it was stopped.',
  ERASED: 'Anonymised.',
  SKIPPED: 'Not anonymised, for a reason.',
  FAILED: 'The database refused; nothing of him was changed.',
});

const ReasonEnum = publishEnum('ErasureRunReason', RUN_PERSON_REASONS, 'Why somebody of a run was not anonymised.', {
  HELD: 'A hold stands in the way (B5).',
  HANDED_OVER: 'He was handed over to the back office (D7).',
  ALREADY_ANONYMISED: 'He was anonymised before.',
  NOT_DUE: 'When his turn came he was not due any more: answered, moved, or selected no longer (F8).',
  AWAITS_CLICK:
    'When his turn came he did not go by himself any more: the agency’s switch was turned off, or his notice failed (D13).',
  NOT_FOUND: 'He is gone.',
  DATA_REFUSED: 'The database refused; the run’s problem says by which code.',
});

@ObjectType('ErasureRun', {
  implements: NodeType,
  description: 'One carrying out of plans that were due (uitvoering).',
})
export class ErasureRunType extends NodeType {
  @Field(() => TriggerEnum, { description: 'What set it off.' })
  readonly trigger!: string;
  @Field(() => StateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => DateTimeScalar, { description: 'When it started.' })
  readonly startedAt!: Date;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was asked to stop.' })
  readonly cancelRequestedAt!: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  readonly finishedAt!: Date | null;
  @Field(() => Int, { description: 'People in it.' })
  readonly people!: number;
  @Field(() => Int, { description: 'People anonymised so far.' })
  readonly erased!: number;
  @Field(() => Int, { description: 'People skipped so far.' })
  readonly skipped!: number;
  @Field(() => Int, { description: 'People of whom it failed so far.' })
  readonly failed!: number;
  @Field(() => String, {
    nullable: true,
    description: 'Code of what last went wrong: what holds it up just now, or of whom it failed.',
  })
  readonly problem!: string | null;
}
export const ErasureRunConnection = connectionOf<ErasureRun>(ErasureRunType, 'ErasureRun');

@ObjectType('ErasureRunPerson', { description: 'One person of a run, and what became of him.' })
export class ErasureRunPersonType {
  @Field(() => CandidateType, { nullable: true, description: 'Who; empty when you may not know of him.' })
  readonly candidate!: object | null;
  @Field(() => OutcomeEnum, { description: 'What became of him.' })
  readonly state!: string;
  @Field(() => ReasonEnum, { nullable: true, description: 'Why he was not anonymised.' })
  readonly reason!: string | null;
}
export const ErasureRunPersonConnection = connectionOf<ErasureRunPerson & { id: string }>(
  ErasureRunPersonType,
  'ErasureRunPerson',
);

@InputType('ErasureRunPersonFilter', { description: 'Which people of a run.' })
export class ErasureRunPersonFilter {
  @Field(() => publishedEnum(RUN_PERSON_STATES), { nullable: true, description: 'With this outcome.' })
  state?: string | null;
}

@InputType('StartErasureRunInput', { description: 'For which agency; it can’t be undone.' })
export class StartErasureRunInput {
  @Field(() => ID, {
    description: 'Everybody of this agency whose plan is due, also who waits for a person’s click (D13).',
  })
  agencyId!: string;
}

@InputType('SteerErasureRunInput', { description: 'Which run.' })
export class SteerErasureRunInput {
  @Field(() => ID, { description: 'The run.' })
  id!: string;
}

@ObjectType('ErasureRunPayload', { description: 'The run as it stands now, or why nothing was done.' })
export class ErasureRunPayload {
  @Field(() => ErasureRunType, { nullable: true, description: 'The run; ask for it by its id to see how far it is.' })
  erasureRun?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
