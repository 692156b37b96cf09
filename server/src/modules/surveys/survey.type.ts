import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { SURVEY_ANSWERS, SURVEY_SKIPS, type SurveyAnswer, type SurveySkip } from '../anonymisation/index.ts';
import { AgencyType } from '../organisation/index.ts';
import { publishedEnum, publishEnum } from '../personal-data/index.ts';
import { KEEP_PERIODS, type Survey } from '../retention/index.ts';

const SkipEnum = publishEnum(
  'SurveySkip',
  SURVEY_SKIPS,
  'Why a survey does not ask somebody whose term ends in its days.',
  {
    NO_ADDRESS: 'There is no mail address.',
    RUNNING: 'An application of his runs.',
    HIRED: 'He was hired.',
    IN_POOL: 'He is in a talent pool.',
    MAILED: 'He was mailed shortly before.',
  },
);
const AnswerEnum = publishEnum('SurveyAnswer', SURVEY_ANSWERS, 'What became of a survey’s question to somebody.', {
  AGREED: 'He agreed, and is kept longer (H44).',
  REFUSED: 'He refused, and is erased (H45).',
  SILENT: 'He said nothing, and his term ended.',
  WAITING: 'He has not answered yet.',
  NOT_REACHED: 'The mail could not be delivered.',
  LAPSED: 'The question lapsed: his term moved meanwhile.',
});
const keepPeriod = () => publishedEnum(KEEP_PERIODS);

const WORDS = {
  active: 'Whether it asks.',
  daysBefore:
    'Days before the end of a term on which it asks, at least those from notice to erasure; never before half of the term has passed.',
  keepPeriod: 'For how long whoever agrees is kept (H44).',
  skipRunning: 'Whether people with an application that runs are not asked.',
  skipHired: 'Whether people who were hired are not asked.',
  skipInPool: 'Whether people in a talent pool are not asked.',
  skipMailedDays: 'Whoever was mailed in so many days is not asked; 0: whoever it was.',
} as const;

@ObjectType('SurveyMessage', { description: 'A mail of a survey, in both languages: the question, or a reminder.' })
export class SurveyMessageType {
  @Field(() => String, { description: 'Its name.' })
  readonly name!: string;
  @Field(() => Int, { description: 'Days after the question; 0 is the question itself.' })
  readonly daysAfterFirst!: number;
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

@ObjectType('SurveyAnswerCount', { description: 'How many people answered in one way.' })
export class SurveyAnswerCountType {
  @Field(() => AnswerEnum, { description: 'In which way.' })
  readonly answer!: SurveyAnswer;
  @Field(() => Int, { description: 'How many.' })
  readonly people!: number;
}

@ObjectType('SurveyMonth', { description: 'How people answered who were asked in one month.' })
export class SurveyMonthType {
  @Field(() => String, { description: 'The month, `yyyy-mm`.' })
  readonly month!: string;
  @Field(() => [SurveyAnswerCountType], { description: 'Every way of answering, also those of nobody.' })
  readonly answers!: SurveyAnswerCountType[];
}

@ObjectType('SurveyResults', { description: 'How people answered who were asked in the last twelve months.' })
export class SurveyResultsType {
  @Field(() => Int, { description: 'People who were asked.' })
  readonly asked!: number;
  @Field(() => [SurveyAnswerCountType], { description: 'Every way of answering, also those of nobody.' })
  readonly answers!: SurveyAnswerCountType[];
  @Field(() => [SurveyMonthType], { description: 'The same by month, the first one first.' })
  readonly months!: SurveyMonthType[];
}

@ObjectType('SurveySkipCount', { description: 'How many people are not asked for one reason.' })
export class SurveySkipCountType {
  @Field(() => SkipEnum, { description: 'Why.' })
  readonly reason!: SurveySkip;
  @Field(() => Int, { description: 'How many.' })
  readonly people!: number;
}

@ObjectType('SurveyPreview', { description: 'Whom a survey with some settings would ask at its next round.' })
export class SurveyPreviewType {
  @Field(() => Int, { description: 'How many.' })
  readonly asked!: number;
  @Field(() => [SurveySkipCountType], {
    description: 'How many are not asked though their term ends in its days, and why.',
  })
  readonly skipped!: SurveySkipCountType[];
  @Field(() => String, { description: 'Stands for these settings and numbers; they are saved only with it.' })
  readonly mark!: string;
}

@ObjectType('Survey', {
  description:
    'When an agency asks beforehand whether a term may be extended (Surveys, H43), and whom it does not ask.',
})
export class SurveyType {
  @Field(() => Boolean, { description: WORDS.active })
  readonly active!: boolean;
  @Field(() => Int, { description: WORDS.daysBefore })
  readonly daysBefore!: number;
  @Field(keepPeriod, { description: WORDS.keepPeriod })
  readonly keepPeriod!: Survey['keepPeriod'];
  @Field(() => Boolean, { description: WORDS.skipRunning })
  readonly skipRunning!: boolean;
  @Field(() => Boolean, { description: WORDS.skipHired })
  readonly skipHired!: boolean;
  @Field(() => Boolean, { description: WORDS.skipInPool })
  readonly skipInPool!: boolean;
  @Field(() => Int, { description: WORDS.skipMailedDays })
  readonly skipMailedDays!: number;
  @Field(() => [SurveyMessageType], { description: 'Its mails: the question, then the reminders.' })
  readonly messages!: SurveyMessageType[];
}

@InputType('SurveySettings', { description: 'What an agency sets of its survey.' })
export class SurveySettingsInput {
  @Field(() => Boolean, { description: WORDS.active })
  active!: boolean;
  @Field(() => Int, { description: WORDS.daysBefore })
  daysBefore!: number;
  @Field(keepPeriod, { description: WORDS.keepPeriod })
  keepPeriod!: Survey['keepPeriod'];
  @Field(() => Boolean, { description: WORDS.skipRunning })
  skipRunning!: boolean;
  @Field(() => Boolean, { description: WORDS.skipHired })
  skipHired!: boolean;
  @Field(() => Boolean, { description: WORDS.skipInPool })
  skipInPool!: boolean;
  @Field(() => Int, { description: WORDS.skipMailedDays })
  skipMailedDays!: number;
}

@InputType('SurveyMessageInput', { description: 'A mail of a survey: the question, or a reminder.' })
export class SurveyMessageInput {
  @Field(() => String, { description: 'A name of 1 to 100 characters, unlike the others.' })
  name!: string;
  @Field(() => Int, { description: 'Days after the question; 0 is the question itself.' })
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

@InputType('SaveSurveyInput', { description: 'An agency’s survey, as a preview showed.' })
export class SaveSurveyInput {
  @Field(() => ID, { description: 'Whose.' })
  agencyId!: string;
  @Field(() => SurveySettingsInput, { description: 'When it asks, and whom it does not ask.' })
  settings!: SurveySettingsInput;
  @Field(() => [SurveyMessageInput], { description: 'Its mails, 1 to 5; one of them 0 days after the question.' })
  messages!: SurveyMessageInput[];
  @Field(() => String, { description: 'The mark of the preview; when it no longer holds, nothing is saved.' })
  preview!: string;
}

@ObjectType('SaveSurveyPayload', { description: 'The agency with its survey, or why nothing was saved.' })
export class SaveSurveyPayload {
  @Field(() => AgencyType, { nullable: true, description: 'The agency.' })
  agency?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was saved.' })
  userErrors!: UserErrorType[];
}
