import { Field, InputType, ObjectType } from 'type-graphql';
import { DateTimeScalar, UserErrorType } from '../../../platform/graphql/index.ts';
import { plainPayload } from '../../accounts/index.ts';

@InputType('SignInToPortalInput', { description: 'Who you are, on the portal.' })
export class SignInToPortalInput {
  @Field(() => String, { description: 'Your user name, or the mail address of your account.' })
  login!: string;
  @Field(() => String, { description: 'Your password; at most 200 characters.' })
  password!: string;
}

@ObjectType('SignInToPortalPayload', { description: 'That you are signed in to the portal, or why not.' })
export class SignInToPortalPayload {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the session ends at the latest; it ends earlier when nobody uses it for an hour.',
  })
  readonly expiresAt?: Date;
  @Field(() => String, {
    nullable: true,
    description:
      'For a program with a key alone: the secret of its visitor’s session, for the header x-wisbaar-portal-session. A browser gets a cookie instead.',
  })
  readonly sessionToken?: string;
  @Field(() => String, {
    nullable: true,
    description:
      'For a program with a key alone: keep it in your visitor’s browser, and hand it on in x-wisbaar-visitor-device. Strangers then never make him wait.',
  })
  readonly deviceToken?: string;
  @Field(() => [UserErrorType], { description: 'Why not; empty when you are signed in.' })
  readonly userErrors!: UserErrorType[];
}

export const SignOutOfPortalPayload = plainPayload('SignOutOfPortalPayload', 'That the session has ended.');
