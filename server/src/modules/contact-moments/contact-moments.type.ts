import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { PublicLabelType } from '../privacy-statements/index.ts';
import { MyRecipientType } from '../recipients/index.ts';
import { EndingEnum } from '../retention/index.ts';

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
    description:
      'Text in Dutch, with {anonimiseringLink}, {anonimiseringDatum}, {opDatum}, {watErGebeurt}, {naam}, {bureau}.',
  })
  readonly bodyNl!: string;
  @Field(() => String, { description: 'Subject in English.' })
  readonly subjectEn!: string;
  @Field(() => String, { description: 'Text in English, with the same placeholders.' })
  readonly bodyEn!: string;
}

@InputType('ContactMomentInput', { description: 'A notice before the end of a term.' })
export class ContactMomentInput {
  @Field(() => String, { description: 'A name of 1 to 100 characters, unlike the others.' })
  name!: string;
  @Field(() => Int, {
    description: 'Days after the first contact moment, at most those until anonymisation; 0 is the first.',
  })
  daysAfterFirst!: number;
  @Field(() => String, { description: 'Subject in Dutch, 1 to 200 characters.' })
  subjectNl!: string;
  @Field(() => String, { description: 'Text in Dutch, 1 to 5000 characters, with {anonimiseringLink}.' })
  bodyNl!: string;
  @Field(() => String, { description: 'Subject in English, 1 to 200 characters.' })
  subjectEn!: string;
  @Field(() => String, { description: 'Text in English, 1 to 5000 characters, with {anonimiseringLink}.' })
  bodyEn!: string;
}

@InputType('SaveContactMomentsInput', { description: 'An agency’s own notices before the end of a term, all of them.' })
export class SaveContactMomentsInput {
  @Field(() => ID, { description: 'Whose.' })
  agencyId!: string;
  @Field(() => [ContactMomentInput], {
    description: '1 to 5; one of them the first. One that is left out no longer takes place.',
  })
  moments!: ContactMomentInput[];
}

@ObjectType('SaveContactMomentsPayload', { description: 'The agency with its notices, or why nothing was saved.' })
export class SaveContactMomentsPayload {
  @Field(() => AgencyType, { nullable: true, description: 'The agency.' })
  agency?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was saved.' })
  userErrors!: UserErrorType[];
}

const STATES = {
  OPEN: 'Waiting for an answer.',
  REFUSED: 'A survey was answered with no: it is made anonymous on `plannedOn`; until then one may still keep it.',
  KEPT: 'Answered: the data is kept.',
  ANONYMISED: 'The data has been made anonymous.',
  DELETED: 'All data has been deleted.',
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
  HANDED_OVER: 'The back office leads, and erases: what is asked is passed on to it.',
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

@ObjectType('ErasedCategory', { description: 'A kind of data that was erased.' })
export class ErasedCategoryType {
  @Field(() => String, { description: 'Name of the group, as in PersonalDataField.group.' })
  readonly key!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => Int, { nullable: true, description: 'Records; empty for what you are yourself, as your name.' })
  readonly count!: number | null;
}

@ObjectType('StayingCategory', { description: 'A kind of data that is still held, without saying whose it is.' })
export class StayingCategoryType {
  @Field(() => String, { description: 'Name of the group, as in PersonalDataField.group.' })
  readonly key!: string;
  @Field(() => String, { description: 'What it is called in Dutch.' })
  readonly labelNl!: string;
  @Field(() => String, { description: 'What it is called in English.' })
  readonly labelEn!: string;
  @Field(() => [String], { description: 'What of it stays, in Dutch.' })
  readonly fieldsNl!: string[];
  @Field(() => [String], { description: 'What of it stays, in English.' })
  readonly fieldsEn!: string[];
}

@ObjectType('ErasureProof', { description: 'What was erased of you and what stays, as the receipt says (B8).' })
export class ErasureProofType {
  @Field(() => String, { description: 'By which you and the agency can name it, such as 7F3A-09C2-51BE.' })
  readonly reference!: string;
  @Field(() => DateScalar, { description: 'The day on which it was done.' })
  readonly erasedOn!: string;
  @Field(() => [ErasedCategoryType], { description: 'What was erased.' })
  readonly erased!: ErasedCategoryType[];
  @Field(() => [StayingCategoryType], {
    description: 'What stays, for figures and as proof; nothing after a deletion.',
  })
  readonly stays!: StayingCategoryType[];
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
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether “make me anonymous” is done at once; a survey plans it for the next day (H45).',
  })
  readonly atOnce?: boolean;
  @Field(() => PublicLabelType, {
    nullable: true,
    description: 'In whose name it is asked: the label by which you registered, or the agency’s only one.',
  })
  readonly label?: object | null;
  @Field(() => EndingEnum, {
    nullable: true,
    description:
      'What becomes of your data on the planned day, or when you ask for it: made anonymous, or deleted (D3).',
  })
  readonly ending?: string;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether that comes on the planned day by itself; else it is done on that day or later, by an employee (D13).',
  })
  readonly byItself?: boolean;
  @Field(() => ErasureProofType, { nullable: true, description: 'What was erased, once it has been.' })
  readonly proof?: ErasureProofType | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The planned day of anonymisation; where nothing is planned, the end of the term.',
  })
  readonly plannedOn?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether “keep” has an effect now: always for who was asked; else once the end is no further away than “keep” lasts.',
  })
  readonly mayKeep?: boolean;
  @Field(() => Int, { nullable: true, description: 'Days until the planned day.' })
  readonly daysLeft?: number;
  @Field(() => DateScalar, { nullable: true, description: 'Until when “keep” would last, or lasts.' })
  readonly keepUntil?: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day of the answer.' })
  readonly answeredOn?: string | null;
  @Field(() => [HeldCategoryType], { nullable: true, description: 'What is held.' })
  readonly held?: HeldCategoryType[];
  @Field(() => [MyRecipientType], { nullable: true, description: 'To whom your data went (B14).' })
  readonly recipients?: MyRecipientType[];
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
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which you asked to be made anonymous though that could not be done, if you did (D7).',
  })
  readonly requestedOn?: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Whether what you asked has arrived at the back office.' })
  readonly passedOn?: boolean;
}

@InputType('AnswerQuestionInput', { description: 'The answer to the question behind a mailed link.' })
export class AnswerQuestionInput {
  @Field(() => String, {
    nullable: true,
    description: 'The secret of the link; left out: by who is signed in to the portal, who can always answer (C62).',
  })
  token?: string | null;
}

@ObjectType('AnswerQuestionPayload', { description: 'The question as it stands after the answer.' })
export class AnswerQuestionPayload {
  @Field(() => ErasureQuestionType, { nullable: true, description: 'The question.' })
  question?: ErasureQuestionType;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  userErrors!: UserErrorType[];
}
