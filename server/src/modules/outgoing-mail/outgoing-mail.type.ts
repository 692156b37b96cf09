import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, NodeType } from '../../platform/graphql/index.ts';
import { publishedEnum, publishEnum, publishFields } from '../personal-data/index.ts';
import { MAIL_KINDS, MAIL_STATES, type MailKind, type MailState, type OutgoingMail } from './outgoing-mail.entity.ts';
import { outgoingMailData } from './outgoing-mail.personal-data.ts';

publishEnum('MailKind', MAIL_KINDS, 'What a mail is for.', {
  ERASURE_NOTICE: 'A contact moment before the end of the term (C66).',
  ERASURE_CONFIRMATION: 'That somebody has been anonymised (C75).',
});
publishEnum('MailState', MAIL_STATES, 'Where a mail stands.', {
  QUEUED: 'Waiting to be sent.',
  SENDING: 'Being sent.',
  SENT: 'Taken over by the mail server.',
  FAILED: 'Refused for good, or too often.',
  REVIEW: 'May have arrived: sending broke off, so a person must look.',
  WITHDRAWN: 'Not sent: its person was erased first.',
});

@ObjectType('OutgoingMail', {
  implements: NodeType,
  description: 'A mail to a candidate. Its link is not in the text: only the candidate has it.',
})
export class OutgoingMailType extends NodeType {}
publishFields(OutgoingMailType, outgoingMailData);

@InputType('OutgoingMailFilter', { description: 'Which mails; what is given must all hold.' })
export class OutgoingMailFilter {
  @Field(() => publishedEnum(MAIL_STATES), { nullable: true, description: 'In this state.' })
  state?: MailState | null;
  @Field(() => publishedEnum(MAIL_KINDS), { nullable: true, description: 'For this purpose.' })
  kind?: MailKind | null;
}

export const OutgoingMailConnection = connectionOf<OutgoingMail>(OutgoingMailType, 'OutgoingMail');
