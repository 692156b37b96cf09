import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
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
      return { ...where, message: withoutValues(formatted.message), extensions: { code } };
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

/** graphql-js quotes what it rejects. What is kept: the variable, the place in it, and the type that was wanted. */
function withoutValues(message: string): string {
  const variable =
    /^Variable "(\$\w+)" got invalid value .*?(?: at "([\w.[\]]+)")?; (?:(Field "\w+" .*)|(Expected type "[\w![\]]+").*|.*)$/s.exec(
      message,
    );
  if (variable) {
    const [, name, place, field, expected] = variable;
    const reason = field ?? expected ?? 'It has the wrong form';
    return `Variable "${name!}" has a value that can’t be used${place ? ` at "${place}"` : ''}. ${reason.replace(/ of type .*| Did you mean.*|\.$/s, '')}.`;
  }
  if (/cannot represent|does not exist in|A Date is|Invalid DateTime|invalid value/i.test(message))
    return 'A value in the document has the wrong form.';
  return message.replace(/, found .*$| Did you mean.*$/s, '.').replace(/\.\.$/, '.');
}
