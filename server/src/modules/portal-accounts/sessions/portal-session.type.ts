import { Field, ID, InputType, Int, ObjectType, type ClassType } from 'type-graphql';
import { DateTimeScalar, UserErrorType } from '../../../platform/graphql/index.ts';
import { plainPayload } from '../../accounts/index.ts';

export interface RenewedSession {
  readonly sessionToken?: string;
  readonly userErrors: UserErrorType[];
}

/** What a mutation answers that gives the session another secret. */
export function renewedSessionPayload(name: string, description: string): ClassType<RenewedSession> {
  @ObjectType(name, { description })
  class Payload implements RenewedSession {
    @Field(() => String, {
      nullable: true,
      description:
        'For a program with a key alone: the new secret of its visitor’s session. The old one is worth nothing.',
    })
    readonly sessionToken?: string;
    @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
    readonly userErrors!: UserErrorType[];
  }
  return Payload;
}

@ObjectType('PortalSession', { description: 'A browser in which you are signed in to the portal.' })
export class PortalSessionType {
  @Field(() => ID, { description: 'Opaque; to end it by.' })
  readonly id!: string;
  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  readonly current!: boolean;
  @Field(() => DateTimeScalar, { description: 'When you signed in, to five minutes.' })
  readonly startedAt!: Date;
  @Field(() => DateTimeScalar, { description: 'When it was last used, to five minutes.' })
  readonly lastUsedAt!: Date;
  @Field(() => String, { nullable: true, description: 'The kind of browser, such as Firefox; empty when unknown.' })
  readonly browser!: string | null;
  @Field(() => String, { nullable: true, description: 'The kind of system, such as Windows; empty when unknown.' })
  readonly system!: string | null;
}

@InputType('ConfirmPortalPasswordInput', { description: 'Once more, who you are.' })
export class ConfirmPortalPasswordInput {
  @Field(() => String, { description: 'Your password for the portal.' })
  password!: string;
}

@InputType('EndPortalSessionInput', { description: 'Which session.' })
export class EndPortalSessionInput {
  @Field(() => ID, { description: 'One of your own.' })
  id!: string;
}

@ObjectType('EndOtherPortalSessionsPayload', { description: 'That all your other sessions have ended.' })
export class EndOtherPortalSessionsPayload {
  @Field(() => Int, { nullable: true, description: 'How many there were.' })
  readonly ended?: number;
  @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
  readonly userErrors!: UserErrorType[];
}

export const ConfirmPortalPasswordPayload = renewedSessionPayload(
  'ConfirmPortalPasswordPayload',
  'That you may do, for five minutes, what asks for your password.',
);
export const EndPortalSessionPayload = plainPayload('EndPortalSessionPayload', 'That the session has ended.');
