import { Field, ObjectType } from 'type-graphql';
import { DomainError, type ErrorCode } from '../errors.ts';

@ObjectType('UserError', { description: 'A refusal that a form can show beside its field.' })
export class UserErrorType {
  @Field(() => [String], { nullable: true, description: 'Path of the input field that caused it.' })
  readonly field!: readonly string[] | null;
  @Field(() => String, { description: 'What is wrong, in English; never repeats what was typed.' })
  readonly message!: string;
  @Field(() => String, { description: 'Stable code, listed in the documentation.' })
  readonly code!: string;
}

/** Codes that are no fault of a form: they go to the top of the answer. */
const TOP_LEVEL: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'REAUTHENTICATION_REQUIRED'];

/** Runs a mutation: expected refusals come back as `userErrors`, everything else as an error of the answer. */
export async function withUserErrors<Payload extends object>(
  work: () => Promise<Payload>,
): Promise<Payload & { userErrors: UserErrorType[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof DomainError) || TOP_LEVEL.includes(error.code)) throw error;
    return { userErrors: [{ field: error.field ?? null, message: error.message, code: error.code }] } as Payload & {
      userErrors: UserErrorType[];
    };
  }
}
