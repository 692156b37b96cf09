import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import { ErasureRunType } from '../anonymisation/index.ts';
import { CandidateFilter } from '../candidates/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { BULK_DEEDS, BULK_REFUSALS, type BulkDeed, type BulkRefusal } from './deed.ts';

const DeedEnum = publishEnum('BulkDeed', BULK_DEEDS, 'What can be done to many people of the list at once.', {
  EXTEND: 'Extend their terms by the same period again (H42).',
  HOLD: 'Note that they may not be erased (B5).',
  PLAN: 'Plan their anonymisation for a day; they are told first.',
  ANONYMISE: 'Anonymise them now.',
});
const RefusalEnum = publishEnum('BulkRefusal', BULK_REFUSALS, 'Why somebody who was chosen is left out.', {
  NOT_FOUND: 'There is nobody here with this id.',
  ALREADY_ANONYMISED: 'He was anonymised before.',
  HANDED_OVER: 'He was handed over to the back office (D7).',
  HELD: 'A hold stands in the way (B5).',
  NO_TERM: 'No term acts on him, so none can be extended.',
  PLANNED_ALREADY: 'His anonymisation is planned already.',
  NOT_POSSIBLE: 'It can’t be done, and your role may not see why.',
});

@InputType('BulkPeopleInput', { description: 'Whom: either some people, or everybody of the list as it is filtered.' })
export class BulkPeopleInput {
  @Field(() => [ID], { nullable: true, description: 'These candidates, 1–10,000.' })
  candidateIds?: string[] | null;
  @Field(() => CandidateFilter, {
    nullable: true,
    description: 'Everybody whom the list has with this filter, at most 10,000; an empty one is everybody.',
  })
  filter?: CandidateFilter | null;
}

@InputType('PreviewBulkInput', { description: 'What one is about to do, and to whom.' })
export class PreviewBulkInput {
  @Field(() => BulkPeopleInput, { description: 'Whom.' })
  people!: BulkPeopleInput;
  @Field(() => DeedEnum, { description: 'What.' })
  deed!: BulkDeed;
}

@InputType('BulkInput', { description: 'Whom, as a preview showed.' })
export class BulkInput {
  @Field(() => BulkPeopleInput, { description: 'Whom.' })
  people!: BulkPeopleInput;
  @Field(() => String, { description: 'The mark of the preview; when it no longer holds, nothing is done.' })
  preview!: string;
}

@InputType('HoldManyInput', { description: 'Whom not to erase, why, and until when, as a preview showed.' })
export class HoldManyInput extends BulkInput {
  @Field(() => String, { description: 'Why, in 10 to 500 characters; it is erased with them.' })
  reason!: string;
  @Field(() => DateScalar, { description: 'The last day on which it stands; at most ten years from now.' })
  until!: string;
}

@InputType('PlanManyInput', { description: 'Whom to plan, and for when, as a preview showed.' })
export class PlanManyInput extends BulkInput {
  @Field(() => DateScalar, {
    description:
      'The day, from today, at most a year from now; later for who must first be told, sooner for whose term ends sooner.',
  })
  dueOn!: string;
}

@ObjectType('BulkSkipped', { description: 'How many are left out for one reason.' })
export class BulkSkippedType {
  @Field(() => RefusalEnum, { description: 'Why.' })
  readonly reason!: BulkRefusal;
  @Field(() => Int, { description: 'How many.' })
  readonly people!: number;
}

@ObjectType('BulkPreview', { description: 'What would be done to how many, had it been done now.' })
export class BulkPreviewType {
  @Field(() => Int, { description: 'People who were chosen.' })
  readonly selected!: number;
  @Field(() => Int, { description: 'Of them, to how many it can be done.' })
  readonly people!: number;
  @Field(() => [BulkSkippedType], { description: 'How many are left out, and why.' })
  readonly skipped!: BulkSkippedType[];
  @Field(() => String, {
    description: 'Stands for these people and how they stand; it is done only with it, and only once.',
  })
  readonly mark!: string;
}

@ObjectType('PreviewBulkPayload', { description: 'The preview, or why there is none.' })
export class PreviewBulkPayload {
  @Field(() => BulkPreviewType, { nullable: true, description: 'The preview.' })
  preview?: BulkPreviewType;
  @Field(() => [UserErrorType], { description: 'Why not; empty when there is one.' })
  userErrors!: UserErrorType[];
}

@ObjectType('BulkPayload', { description: 'To how many it was done, or why to nobody.' })
export class BulkPayload {
  @Field(() => Int, { nullable: true, description: 'To how many it was done; of a run, how many are in it.' })
  people?: number;
  @Field(() => [BulkSkippedType], { nullable: true, description: 'How many were left out, and why.' })
  skipped?: BulkSkippedType[];
  @Field(() => [ErasureRunType], {
    nullable: true,
    description: 'The runs that carry it out, one for each agency; none for what was done at once.',
  })
  erasureRuns?: object[];
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
