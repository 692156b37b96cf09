import { DomainError } from '../../platform/errors.ts';

/** What a visitor is told of a store that is full or away; why stands in `cause`, for the log alone. */
export function filesUnavailable(cause: unknown): DomainError {
  const error = new DomainError('FILES_UNAVAILABLE', 'Files can’t be stored or read now. Try again later.');
  error.cause = cause;
  return error;
}
