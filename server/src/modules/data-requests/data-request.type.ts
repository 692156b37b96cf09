import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf, DateScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { publishedEnum, publishEnum, publishFields } from '../personal-data/index.ts';
import type { RequestAnswer } from './answer-templates.ts';
import {
  dataRequestData,
  REQUEST_CHANNELS,
  REQUEST_KINDS,
  REQUEST_STATES,
  type DataRequest,
  type RequestKind,
  type RequestState,
} from './data-request.entity.ts';

publishEnum('DataRequestKind', REQUEST_KINDS, 'What somebody asks of whoever holds his data.', {
  ACCESS: 'To know what is held of him (GDPR, article 15).',
  RECTIFICATION: 'To have it corrected (article 16).',
  ERASURE: 'To have it erased (article 17).',
  OBJECTION: 'That it is used no longer (article 21).',
  PORTABILITY: 'To take it along (article 20).',
});
publishEnum('DataRequestState', REQUEST_STATES, 'Where a request stands.', {
  OPEN: 'Waiting for an answer.',
  GRANTED: 'Done as he asked.',
  REFUSED: 'Not done; he was told why.',
  LAPSED: 'He was erased before it was answered.',
  WITHDRAWN: 'He asked to be erased, and then chose to be kept.',
});
publishEnum('DataRequestChannel', REQUEST_CHANNELS, 'How a request came in.', {
  PORTAL: 'By the candidate himself, in the portal.',
  STAFF: 'Entered by an employee.',
});
const AnswerEnum = { GRANTED: 'GRANTED', REFUSED: 'REFUSED' };
registerEnumType(AnswerEnum, {
  name: 'DataRequestAnswer',
  description: 'What is answered to a request.',
  valuesConfig: { GRANTED: { description: 'It is done as he asked.' }, REFUSED: { description: 'It is not done.' } },
});

@ObjectType('DataRequest', {
  implements: NodeType,
  description:
    'A request of a data subject (verzoek van een betrokkene, B6), with the day by which it must be answered.',
})
export class DataRequestType extends NodeType {}
publishFields(DataRequestType, dataRequestData);

@ObjectType('AnswerTemplate', { description: 'A letter to start from, in the language of whoever asked.' })
export class AnswerTemplateType {
  @Field(() => AnswerEnum, { description: 'For which answer.' })
  readonly answer!: RequestAnswer;
  @Field(() => String, { description: 'Its subject.' })
  readonly subject!: string;
  @Field(() => String, { description: 'Its text, with {naam}, {ontvangen} and {bureau}, and gaps to fill in.' })
  readonly text!: string;
}

@InputType('DataRequestFilter', { description: 'Which requests; what is given must all hold.' })
export class DataRequestFilter {
  @Field(() => publishedEnum(REQUEST_STATES), { nullable: true, description: 'In this state.' })
  state?: RequestState | null;
  @Field(() => publishedEnum(REQUEST_KINDS), { nullable: true, description: 'Of this kind.' })
  kind?: RequestKind | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Open, and past the day by which they must be answered; or all others.',
  })
  overdue?: boolean | null;
  @Field(() => DateScalar, { nullable: true, description: 'Open, and to be answered by this day.' })
  dueBy?: string | null;
}

export const DataRequestConnection = connectionOf<DataRequest>(DataRequestType, 'DataRequest');

@InputType('RegisterDataRequestInput', { description: 'What somebody asked.' })
export class RegisterDataRequestInput {
  @Field(() => ID, { description: 'Who.' })
  candidateId!: string;
  @Field(() => publishedEnum(REQUEST_KINDS), { description: 'What.' })
  kind!: RequestKind;
  @Field(() => DateScalar, { description: 'The day on which it was received, from which the month counts.' })
  receivedOn!: string;
}

@InputType('ExtendDataRequestInput', { description: 'Which request takes longer, and why.' })
export class ExtendDataRequestInput {
  @Field(() => ID, { description: 'Which request.' })
  id!: string;
  @Field(() => String, { description: 'Why, in 10 to 1000 characters; whoever asked reads it.' })
  reason!: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'That he was told in another way: needed where no mail address of his is known.',
  })
  toldOtherwise?: boolean | null;
}

@InputType('AnswerDataRequestInput', { description: 'What is answered to a request.' })
export class AnswerDataRequestInput {
  @Field(() => ID, { description: 'Which request.' })
  id!: string;
  @Field(() => AnswerEnum, { description: 'Whether it is done as he asked.' })
  answer!: RequestAnswer;
  @Field(() => String, { description: 'Subject of the mail, in 1 to 200 characters.' })
  subject!: string;
  @Field(() => String, { description: 'Text of the mail; {naam}, {ontvangen} and {bureau} are filled in.' })
  text!: string;
}

@ObjectType('DataRequestPayload', { description: 'The request as it is now, or why not.' })
export class DataRequestPayload {
  @Field(() => DataRequestType, { nullable: true, description: 'The request.' })
  dataRequest?: object | null;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
