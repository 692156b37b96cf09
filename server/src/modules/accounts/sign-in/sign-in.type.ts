import { Field, InputType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../../platform/graphql/index.ts';
import { plainPayload } from '../plain-payload.type.ts';
import { ViewerType } from '../viewer.type.ts';

@InputType('SignInInput', { description: 'Who you are.' })
export class SignInInput {
  @Field(() => String, { description: 'Your mail address.' })
  email!: string;
  @Field(() => String, { description: 'Your password; at most 200 characters.' })
  password!: string;
}

@InputType('SignInWithCodeInput', { description: 'The second step of signing in.' })
export class SignInWithCodeInput {
  @Field(() => String, { description: 'Six digits of your app, or one of your recovery codes.' })
  code!: string;
}

@ObjectType('SignInPayload', { description: 'You, or why not. The session is in a cookie.' })
export class SignInPayload {
  @Field(() => ViewerType, { nullable: true, description: 'You; empty when you are not, or not yet, signed in.' })
  viewer?: ViewerType;
  @Field(() => Boolean, {
    description: 'Whether a code is asked for besides: go on with signInWithCode within five minutes.',
  })
  codeRequired!: boolean;
  @Field(() => [UserErrorType], { description: 'Why not; empty when you are signed in, or a code is asked for.' })
  userErrors!: UserErrorType[];
}

export const SignOutPayload = plainPayload('SignOutPayload', 'That the session has ended.');
