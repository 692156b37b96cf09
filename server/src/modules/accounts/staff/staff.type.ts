import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, DateTimeScalar, NodeType, UserErrorType } from '../../../platform/graphql/index.ts';
import { publishEnum } from '../../personal-data/index.ts';
import { STAFF_LANGUAGES, type StaffLanguage } from '../staff.ts';
import type { ListedStaff } from './listed-staff.ts';
import { STAFF_STATES, type StaffState } from './staff-state.ts';

const StaffStateEnum = publishEnum('StaffState', STAFF_STATES, 'Where an account stands.', {
  INVITED: 'A link was mailed; nobody has signed in yet.',
  ACTIVE: 'Can sign in.',
  DISABLED: 'Can’t sign in.',
});
const StaffLanguageEnum = publishEnum('StaffLanguage', STAFF_LANGUAGES, 'In which mails are written to somebody.', {
  nl: 'Dutch.',
  en: 'English.',
});

@ObjectType('StaffUser', { implements: NodeType, description: 'An employee of one of your agencies.' })
export class StaffUserType extends NodeType {
  @Field(() => String, { description: 'The name.' })
  readonly name!: string;
  @Field(() => String, { description: 'The mail address with which he signs in.' })
  readonly email!: string;
  @Field(() => StaffStateEnum, { description: 'Where the account stands.' })
  readonly state!: StaffState;
  @Field(() => StaffLanguageEnum, { description: 'In which mails are written to him.' })
  readonly language!: StaffLanguage;
  @Field(() => Boolean, { description: 'Whether signing in asks for a code besides.' })
  readonly secondFactor!: boolean;
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the mailed invitation can be used.' })
  readonly invitationUntil!: Date | null;
}

export const StaffUserConnection = connectionOf<ListedStaff>(StaffUserType, 'StaffUser');

@InputType('InviteStaffInput', { description: 'Whom, and as what.' })
export class InviteStaffInput {
  @Field(() => String, { description: 'The name.' })
  name!: string;
  @Field(() => String, { description: 'The mail address; a link is mailed to it that works for a week.' })
  email!: string;
  @Field(() => ID, { description: 'The role: one that may do nothing that you may not.' })
  roleId!: string;
  @Field(() => [ID], { description: 'The agencies: at least one, of your own.' })
  agencyIds!: string[];
  @Field(() => StaffLanguageEnum, { nullable: true, description: 'In which mails are written; Dutch unless told.' })
  language?: StaffLanguage | null;
}

@InputType('UpdateStaffInput', { description: 'What is to be different about an employee.' })
export class UpdateStaffInput {
  @Field(() => ID, { description: 'Who.' })
  id!: string;
  @Field(() => String, { nullable: true, description: 'Another name.' })
  name?: string | null;
  @Field(() => ID, { nullable: true, description: 'Another role: one that may do nothing that you may not.' })
  roleId?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Other agencies: at least one, of your own.' })
  agencyIds?: string[] | null;
}

@InputType('StaffUserInput', { description: 'Which employee.' })
export class StaffUserInput {
  @Field(() => ID, { description: 'Who.' })
  id!: string;
}

@ObjectType('StaffUserPayload', { description: 'The employee as he is now.' })
export class StaffUserPayload {
  @Field(() => StaffUserType, { nullable: true, description: 'The employee; empty when refused, or when he is gone.' })
  readonly staffUser?: StaffUserType | null;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  readonly userErrors!: UserErrorType[];
}
