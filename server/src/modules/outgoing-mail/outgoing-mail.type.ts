import { Field, InputType, ObjectType } from 'type-graphql';
import { connectionOf, NodeType } from '../../platform/graphql/index.ts';
import { publishedEnum, publishEnum, publishFields } from '../personal-data/index.ts';
import { MAIL_KINDS, MAIL_STATES, type MailKind, type MailState, type OutgoingMail } from './outgoing-mail.entity.ts';
import { outgoingMailData } from './outgoing-mail.personal-data.ts';

publishEnum('MailKind', MAIL_KINDS, 'What a mail is for.', {
  ERASURE_NOTICE: 'A contact moment before the end of the term (C66).',
  ERASURE_CONFIRMATION: 'That somebody has been anonymised (C75).',
  STAFF_INVITATION: 'An account for an employee.',
  STAFF_PASSWORD_RESET: 'A link by which an employee chooses another password.',
  STAFF_PASSWORD_CHANGED: 'That an employee’s password was changed.',
  STAFF_EMAIL_CHANGE: 'A link by which an employee takes another mail address into use.',
  STAFF_EMAIL_CHANGE_ASKED:
    'That another mail address was asked for an employee’s account, to the address that it has.',
  STAFF_EMAIL_CHANGED: 'That an employee signs in with another mail address.',
  REGISTRATION_CONFIRMATION: 'A link by which somebody confirms a form that he sent.',
  REGISTRATION_RECEIVED: 'That somebody has been registered, and what he agreed to.',
  CHECKIN_INVITATION: 'An invitation to register (H27).',
  REQUEST_ANSWER: 'What is answered to a request of a data subject (B6).',
  PORTAL_CONFIRMATION: 'The link that confirms an account on the portal (C80).',
  PORTAL_PASSWORD_RESET: 'A link to choose a new password for the portal.',
  PORTAL_PASSWORD_CHANGED: 'That the password of an account on the portal was changed.',
  PORTAL_EMAIL_CHANGE: 'A link that confirms the new mail address of an account on the portal.',
  PORTAL_EMAIL_CHANGE_ASKED: 'That another mail address was asked for an account on the portal.',
  PORTAL_EMAIL_CHANGED: 'That an account on the portal has another mail address now.',
  PORTAL_UNUSED: 'That an account on the portal goes, since it was not used for two years (D6).',
  EXPORT_READY: 'That the export of somebody’s own data can be fetched (B4).',
  JOB_ALERT: 'New vacancies for who asked to be told of them (C6).',
  RECIPIENT_ERASURE: 'That somebody was erased, to whom his data had gone (B14).',
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
