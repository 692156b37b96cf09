import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';

@ObjectType('ContactMoment', {
  implements: NodeType,
  description: 'A notice before the end of a term (contactmoment, C65), in both languages.',
})
export class ContactMomentType extends NodeType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => Int, { description: 'Days after the first contact moment; 0 is the first.' })
  readonly daysAfterFirst!: number;
  @Field(() => Boolean, { description: 'Whether it takes place.' })
  readonly active!: boolean;
  @Field(() => String, { description: 'Subject in Dutch.' })
  readonly subjectNl!: string;
  @Field(() => String, {
    description: 'Text in Dutch, with {anonimiseringLink}, {anonimiseringDatum}, {naam}, {bureau}.',
  })
  readonly bodyNl!: string;
  @Field(() => String, { description: 'Subject in English.' })
  readonly subjectEn!: string;
  @Field(() => String, { description: 'Text in English, with the same placeholders.' })
  readonly bodyEn!: string;
}

const STATES = {
  OPEN: 'Waiting for an answer.',
  KEPT: 'Answered: the data is kept.',
  ANONYMISED: 'The data has been made anonymous.',
  EXPIRED: 'The link no longer stands for a plan.',
  UNKNOWN: 'The link is not known.',
} as const;
const StateEnum = Object.fromEntries(Object.keys(STATES).map((key) => [key, key]));
registerEnumType(StateEnum, {
  name: 'ErasureQuestionState',
  description: 'Where the question behind a mailed link stands.',
  valuesConfig: Object.fromEntries(Object.entries(STATES).map(([key, description]) => [key, { description }])),
});

const REFUSALS = {
  HELD: 'A hold stands in the way, until `refusedUntil`.',
  HANDED_OVER: 'The back office leads, and erases.',
} as const;
const RefusalEnum = Object.fromEntries(Object.keys(REFUSALS).map((key) => [key, key]));
registerEnumType(RefusalEnum, {
  name: 'ErasureRefusal',
  description: 'Why “make me anonymous” can’t be done now (D7).',
  valuesConfig: Object.fromEntries(Object.entries(REFUSALS).map(([key, description]) => [key, { description }])),
});

@ObjectType('HeldCategory', { description: 'A kind of data that is held of a candidate.' })
export class HeldCategoryType {
  @Field(() => String, { description: 'Name of the group, as in PersonalDataField.group.' })
  readonly key!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => Int, { description: 'Filled fields, or records.' })
  readonly count!: number;
}

@ObjectType('ErasureQuestion', {
  description: 'The question behind a mailed link (C72). An unknown or expired link has no more than its state.',
})
export class ErasureQuestionType {
  @Field(() => StateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => String, { nullable: true, description: 'Who asks.' })
  readonly agencyName?: string;
  @Field(() => String, { nullable: true, description: 'Where a candidate finds help.' })
  readonly agencyEmail?: string;
  @Field(() => Boolean, { nullable: true, description: 'Whether a mail says that it has been done (C75).' })
  readonly confirmsByMail?: boolean;
  @Field(() => DateScalar, { nullable: true, description: 'The planned day of anonymisation.' })
  readonly plannedOn?: string;
  @Field(() => Int, { nullable: true, description: 'Days until the planned day.' })
  readonly daysLeft?: number;
  @Field(() => DateScalar, { nullable: true, description: 'Until when “keep” would last, or lasts.' })
  readonly keepUntil?: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day of the answer.' })
  readonly answeredOn?: string | null;
  @Field(() => [HeldCategoryType], { nullable: true, description: 'What is held.' })
  readonly held?: HeldCategoryType[];
  @Field(() => RefusalEnum, {
    nullable: true,
    description: 'What stands in the way of “make me anonymous”, if anything does.',
  })
  readonly refusal?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day of what stands in the way, where that is known.',
  })
  readonly refusedUntil?: string | null;
}

@InputType('AnswerQuestionInput', { description: 'The answer to the question behind a mailed link.' })
export class AnswerQuestionInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
}

@ObjectType('AnswerQuestionPayload', { description: 'The question as it stands after the answer.' })
export class AnswerQuestionPayload {
  @Field(() => ErasureQuestionType, { nullable: true, description: 'The question.' })
  question?: ErasureQuestionType;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  userErrors!: UserErrorType[];
}
