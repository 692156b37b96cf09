import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, UserErrorType } from '../../../platform/graphql/index.ts';
import { SignInProviderType } from '../sign-in/sign-in-provider.type.ts';
import { plainPayload } from '../plain-payload.type.ts';

@ObjectType('Session', { description: 'A browser in which you are signed in.' })
export class SessionType {
  @Field(() => ID, { description: 'Opaque; to end it by.' })
  readonly id!: string;
  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  readonly current!: boolean;
  @Field(() => DateTimeScalar, { description: 'When you signed in.' })
  readonly startedAt!: Date;
  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute.' })
  readonly lastUsedAt!: Date;
  @Field(() => String, { nullable: true, description: 'The kind of browser, such as Firefox; empty when unknown.' })
  readonly browser!: string | null;
  @Field(() => String, { nullable: true, description: 'The kind of system, such as Windows; empty when unknown.' })
  readonly system!: string | null;
}

@ObjectType('Confirmation', {
  description: 'How you can show once more that it is you, for what answers REAUTHENTICATION_REQUIRED.',
})
export class ConfirmationType {
  @Field(() => Boolean, { description: 'Whether you have a password that is taken here, for confirmPassword.' })
  readonly byPassword!: boolean;
  @Field(() => [SignInProviderType], {
    description:
      'Logins of your agencies that know you; `/auth/oidc/start?agency=<id>&confirm=1&next=<page>` goes there.',
  })
  readonly logins!: SignInProviderType[];
  @Field(() => Int, { description: 'For how many seconds more what you showed last still holds; 0: it does not.' })
  readonly secondsLeft!: number;
}

@InputType('ConfirmPasswordInput', { description: 'Once more, who you are.' })
export class ConfirmPasswordInput {
  @Field(() => String, { description: 'Your password.' })
  password!: string;
  @Field(() => String, { nullable: true, description: 'A code, if you have a second factor.' })
  code?: string | null;
}

@InputType('EndSessionInput', { description: 'Which session.' })
export class EndSessionInput {
  @Field(() => ID, { description: 'One of your own.' })
  id!: string;
}

@ObjectType('EndOtherSessionsPayload', { description: 'That all your other sessions have ended.' })
export class EndOtherSessionsPayload {
  @Field(() => Int, { nullable: true, description: 'How many there were.' })
  readonly ended?: number;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  readonly userErrors!: UserErrorType[];
}

export const ConfirmPasswordPayload = plainPayload(
  'ConfirmPasswordPayload',
  'That you may do, for five minutes, what asks for a confirmation.',
);
export const EndSessionPayload = plainPayload('EndSessionPayload', 'That the session has ended.');
