import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, TokenKind, type GraphQLFormattedError } from 'graphql';
import { isOutOfConnections } from '../database/lost-connections.ts';
import { DomainError } from '../errors.ts';
import type { Logger } from '../logger.ts';

/** Codes that Apollo, and what is plugged into it, give to what a client did wrong. */
const CLIENT_FAULTS = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'UNKNOWN_DOCUMENT',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'RATE_LIMITED',
];

/** The answer to whoever waited in vain for a connection to the database. What he did before that in the same request stands. */
export const BUSY = {
  code: 'BUSY',
  message: 'It is too busy now. Try again in a minute; look first whether a change that you made was kept.',
} as const;

/**
 * What of an error may leave: a stable code, a sentence, and the field. No stack, no SQL, no rejected value. An error that
 * nobody foresaw leaves as a reference number; its details are in the log.
 */
export function createFormatError(
  logger: Logger,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const where = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    const cause = unwrapResolverError(error);
    if (cause instanceof DomainError) {
      return {
        ...where,
        message: cause.message,
        extensions: { code: cause.code, ...(cause.field ? { field: cause.field } : {}) },
      };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && CLIENT_FAULTS.includes(code)) {
      const { message, field = fieldOfLiteral(error) } = withoutValues(formatted.message);
      return { ...where, message, extensions: { code, ...(field ? { field } : {}) } };
    }
    if (isOutOfConnections(cause) || isOutOfConnections(beforeAnyField(error))) {
      logger.warn({ path: formatted.path }, 'all connections to the database were lent out');
      return { ...where, message: BUSY.message, extensions: { code: BUSY.code } };
    }
    const reference = randomUUID();
    logger.error({ err: cause, reference, path: formatted.path }, 'an unexpected error in a request');
    return {
      ...where,
      message: `Something went wrong on our side. Reference: ${reference}.`,
      extensions: { code: 'INTERNAL_SERVER_ERROR', reference },
    };
  };
}

/** What went wrong while it was found out who asks: Apollo wraps that too, but unwraps only what has a path. */
const beforeAnyField = (error: unknown): unknown => (error instanceof GraphQLError ? error.originalError : undefined);

interface Told {
  readonly message: string;
  /** Which input it is about, as far as the message says so. */
  readonly field?: readonly string[] | undefined;
}

const MISSING =
  /^Variable "\$(\w+)" of (?:required|non-null) type "[\w![\]]+" (?:was not provided|must not be null)\.$/;
const INVALID = /^Variable "\$(\w+)" got invalid value .*?(?: at "([\w.[\]]+)")?; (.*)$/s;
const MEMBER = /^Field "(?:\w+\.)?(\w+)" (of required type "[\w![\]]+" was not provided|is not defined by type "\w+")/;
const ARGUMENT = /^(?:Field|Argument|Directive) .*?argument "(\w+)" of type "[\w![\]]+" is required/;

/** graphql-js quotes what it rejects. What is kept: the variable, the place in it, and the type that was wanted. */
function withoutValues(message: string): Told {
  const missing = MISSING.exec(message);
  if (missing) return { message, field: [missing[1]!] };
  const invalid = INVALID.exec(withoutTexts(message));
  if (invalid) return invalidVariable(invalid[1]!, invalid[2], invalid[3]!);
  const name = (MEMBER.exec(message) ?? ARGUMENT.exec(message))?.[1];
  const field = name === undefined ? undefined : [name];
  if (/cannot represent|does not exist in|A Date is|Invalid DateTime|invalid value/i.test(message))
    return { message: 'A value in the document has the wrong form.', field };
  return { message: message.replace(/, found .*$| Did you mean.*$/s, '.').replace(/\.\.$/, '.'), field };
}

/** What is quoted and no name is a value, in which anything may stand, also what looks like the rest of the message. */
const withoutTexts = (message: string): string =>
  message.replaceAll(/"(?:[^"\\]|\\.)*"/gs, (quoted) => (/^"[\w.$[\]!]+"$/.test(quoted) ? quoted : '""'));

/** @param place `input.lines[0].amountCents`, and nothing for the variable itself. */
function invalidVariable(name: string, place: string | undefined, reason: string): Told {
  const member = MEMBER.exec(reason);
  const expected = /^Expected type "[\w![\]]+"/.exec(reason)?.[0];
  const why = member ? `Field "${member[1]!}" ${member[2]!}` : (expected ?? 'It has the wrong form');
  const steps = (place ?? name).split(/[.[\]]+/).filter((step) => step !== '');
  const inside = [...steps.slice(1), ...(member ? [member[1]!] : [])];
  return {
    message: `Variable "$${name}" has a value that can’t be used${place === undefined ? '' : ` at "${place}"`}. ${why}.`,
    // What an input is about is named as it is in userErrors: by its members, without the name of the variable.
    field: inside.length === 0 || /^\d+$/.test(inside[0]!) ? [name, ...inside] : inside,
  };
}

/** The name before the colon, or before the list in which it stands: of a value that is written in the document itself. */
function fieldOfLiteral(error: unknown): readonly string[] | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  let token = error.nodes?.[0]?.loc?.startToken.prev;
  while (token?.kind === TokenKind.BRACKET_L) token = token.prev;
  const name = token?.kind === TokenKind.COLON ? token.prev : undefined;
  return name?.kind === TokenKind.NAME ? [name.value] : undefined;
}
