import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, NodeType, UserErrorType } from '../../platform/graphql/index.ts';
import { LabelType } from '../organisation/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { LanguageEnum, PublicLabelType, type StatementLanguage } from '../privacy-statements/index.ts';

const STATES = ['OPEN', 'USED', 'EXPIRED', 'UNKNOWN'] as const;
const LinkStateEnum = publishEnum('RegistrationLinkState', STATES, 'Where a mailed link of a form stands.', {
  OPEN: 'It can be used.',
  USED: 'It was used already.',
  EXPIRED: 'Its time is over, or it was withdrawn.',
  UNKNOWN: 'It is not known.',
});

@ObjectType('PublicVacancy', { description: 'An open vacancy that people can apply for.' })
export class PublicVacancyType {
  @Field(() => ID, { description: 'Opaque; an application names it.' })
  readonly id!: string;
  @Field(() => String, { description: 'What work it is.' })
  readonly title!: string;
  @Field(() => String, { description: 'The agency’s own number or name for it.' })
  readonly reference!: string;
  @Field(() => String, { nullable: true, description: 'The town in which the work is.' })
  readonly place!: string | null;
  @Field(() => Int, { nullable: true, description: 'Hours a week.' })
  readonly hoursPerWeek!: number | null;
}

@InputType('FormInput', { description: 'What a visitor fills in, and what he read and ticked.' })
export class FormInput {
  @Field(() => LanguageEnum, { description: 'The language of the form, in which he is written to.' })
  language!: StatementLanguage;
  @Field(() => String, { description: 'By what name he is called: 1 to 100 characters.' })
  callName!: string;
  @Field(() => String, { nullable: true, description: 'What stands before his last name, such as “van der”.' })
  namePrefix?: string | null;
  @Field(() => String, { description: 'His last name: 1 to 100 characters.' })
  lastName!: string;
  @Field(() => String, { nullable: true, description: 'His telephone number.' })
  phone?: string | null;
  @Field(() => Boolean, {
    description:
      '“Mijn gegevens mogen worden gebruikt voor andere vacatures” (H23). Never tick it for somebody beforehand.',
  })
  otherVacancies!: boolean;
  @Field(() => Boolean, {
    description: 'Whether he said that he read the privacy statement (H21); else it is refused.',
  })
  statementRead!: boolean;
  @Field(() => String, { description: 'The `edition` of the statement that the form showed.' })
  statementEdition!: string;
  @Field(() => String, { nullable: true, description: 'A CV that was sent to /registration-cvs, by its id.' })
  cvId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'A field that people don’t see: whoever fills it in is a program, and is told nothing of it.',
  })
  website?: string | null;
}

@InputType('SendRegistrationInput', { description: 'A CheckIn form, or an application for a vacancy.' })
export class SendRegistrationInput extends FormInput {
  @Field(() => String, { description: 'The label whose form it is.' })
  labelSlug!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The open vacancy that he applies for; left out for a CheckIn form.',
  })
  vacancyId?: string | null;
  @Field(() => String, { description: 'His mail address, to which a link for confirming goes.' })
  email!: string;
}

@InputType('TakeUpInvitationInput', { description: 'A CheckIn form by an invitation.' })
export class TakeUpInvitationInput extends FormInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
}

@InputType('ConfirmRegistrationInput', { description: 'Which form is confirmed.' })
export class ConfirmRegistrationInput {
  @Field(() => String, { description: 'The secret of the link.' })
  token!: string;
}

@ObjectType('RegistrationPayload', {
  description: 'Whether it was taken. It says nothing about whether the agency knows the visitor already (S6).',
})
export class RegistrationPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was taken.' })
  readonly received?: boolean;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}

@ObjectType('FoundInvitation', { description: 'What stands behind a mailed invitation. Only an open one tells more.' })
export class FoundInvitationType {
  @Field(() => LinkStateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => PublicLabelType, { nullable: true, description: 'Who invites.' })
  readonly label?: object;
  @Field(() => String, { nullable: true, description: 'The address that was invited.' })
  readonly email?: string;
}

@ObjectType('RegistrationToConfirm', { description: 'What stands behind the link in a mail that asks to confirm.' })
export class RegistrationToConfirmType {
  @Field(() => LinkStateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => PublicLabelType, { nullable: true, description: 'With whom; empty unless the link is open.' })
  readonly label?: object | null;
}

@ObjectType('CheckInInvitation', {
  implements: NodeType,
  description: 'Somebody was asked by mail to register (CheckIn-uitnodiging, H27).',
})
export class CheckInInvitationType extends NodeType {
  @Field(() => LinkStateEnum, { description: 'Where it stands.' })
  readonly state!: string;
  @Field(() => LabelType, { nullable: true, description: 'For which label.' })
  readonly label?: object;
  @Field(() => String, {
    nullable: true,
    description:
      'Who is invited, for whoever invited him or may see private mail addresses; forgotten once it was used or has expired.',
  })
  readonly email?: string | null;
  @Field(() => DateTimeScalar, { description: 'When it was sent.' })
  readonly invitedAt!: Date;
  @Field(() => DateTimeScalar, { description: 'Until when its link works.' })
  readonly expiresAt!: Date;
}

@InputType('InviteToCheckInInput', { description: 'Who is asked to register.' })
export class InviteToCheckInInput {
  @Field(() => ID, { description: 'The label, which must have a live privacy statement.' })
  labelId!: string;
  @Field(() => String, { description: 'To which address.' })
  email!: string;
  @Field(() => LanguageEnum, { description: 'The language of the mail.' })
  language!: StatementLanguage;
}

@InputType('WithdrawCheckInInvitationInput', { description: 'Which invitation.' })
export class WithdrawCheckInInvitationInput {
  @Field(() => ID, { description: 'The invitation.' })
  id!: string;
}

@ObjectType('CheckInInvitationPayload', { description: 'The invitation as it is now.' })
export class CheckInInvitationPayload {
  @Field(() => CheckInInvitationType, { nullable: true, description: 'The invitation; empty when it was refused.' })
  readonly invitation?: object;
  @Field(() => [UserErrorType], { description: 'What a form has to show.' })
  readonly userErrors!: UserErrorType[];
}
