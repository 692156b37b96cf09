import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { ROLES, type Role } from '../permissions/index.ts';

const RoleEnum = publishEnum('Role', ROLES, 'What somebody is to an agency.', {
  ADMIN: 'Runs the agency’s settings and rights.',
  PRIVACY_OFFICER: 'Watches over privacy, and proves it.',
  CONSULTANT: 'Sets up anonymisation rules; sees nobody’s data.',
  RECRUITER: 'Works with candidates.',
});

@ObjectType('Viewer', { description: 'You, as an employee who is signed in.' })
export class ViewerType {
  @Field(() => ID, { description: 'Opaque.' })
  readonly id!: string;
  @Field(() => String, { description: 'Your name.' })
  readonly name!: string;
  @Field(() => String, { description: 'The mail address with which you sign in.' })
  readonly email!: string;
  @Field(() => RoleEnum, { description: 'Your role.' })
  readonly role!: Role;
  @Field(() => [String], {
    description: 'What your role may do, apart from fields: candidate:anonymise, mail:read, and so on.',
  })
  readonly permissions!: string[];
}

@InputType('SignInInput', { description: 'Who you are.' })
export class SignInInput {
  @Field(() => String, { description: 'Your mail address.' })
  email!: string;
  @Field(() => String, { description: 'Your password; at most 200 characters.' })
  password!: string;
}

@ObjectType('SignInPayload', { description: 'You, or why not. The session is in a cookie.' })
export class SignInPayload {
  @Field(() => ViewerType, { nullable: true, description: 'You.' })
  viewer?: ViewerType;
  @Field(() => [UserErrorType], { description: 'Why not; empty when you are signed in.' })
  userErrors!: UserErrorType[];
}

@ObjectType('SignOutPayload', { description: 'That the session has ended.' })
export class SignOutPayload {
  @Field(() => [UserErrorType], { description: 'Always empty.' })
  userErrors!: UserErrorType[];
}
