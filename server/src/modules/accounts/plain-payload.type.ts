import { Field, type ClassType, ObjectType } from 'type-graphql';
import { UserErrorType } from '../../platform/graphql/index.ts';

export interface PlainPayload {
  readonly userErrors: UserErrorType[];
}

/** What a mutation answers that has nothing to show but why it was refused. */
export function plainPayload(name: string, description: string): ClassType<PlainPayload> {
  @ObjectType(name, { description })
  class Payload implements PlainPayload {
    @Field(() => [UserErrorType], { description: 'Why it was not done; empty when it was.' })
    readonly userErrors!: UserErrorType[];
  }
  return Payload;
}
