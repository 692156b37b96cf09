/** The stable codes that clients may rely on; documented in docs/api.md. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'RETENTION_HELD'
  | 'HANDED_OVER'
  | 'ALREADY_ANONYMISED'
  | 'MEMO_TRACEABLE'
  | 'BSN_BEFORE_APPROVAL'
  | 'LINK_EXPIRED'
  | 'LINK_UNKNOWN'
  | 'NOT_DUE'
  | 'DATA_REFUSED'
  | 'STOPPED'
  | 'RATE_LIMITED'
  | 'REAUTHENTICATION_REQUIRED'
  | 'PASSWORD_TOO_EASY'
  | 'ADDRESS_IN_USE'
  | 'USER_NAME_TAKEN'
  | 'LAST_ADMIN'
  | 'PROVIDER_FAILED'
  | 'TERMS_MISSING'
  | 'NOTICE_TOO_SHORT'
  | 'STATEMENT_CHANGED'
  | 'CONTRAST_TOO_LOW'
  | 'BACK_OFFICE_MISSING'
  | 'NOT_HANDED_OVER'
  | 'FILES_UNAVAILABLE'
  | 'CONFLICT';

/**
 * A refusal that a user may read: never holds personal data, SQL or a rejected value.
 * @param field path of the input field that caused it, if one did.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly field?: readonly string[],
  ) {
    super(message);
  }
}

export const forbidden = (message = 'Your role may not do this.') => new DomainError('FORBIDDEN', message);
export const notFound = () => new DomainError('NOT_FOUND', 'There is nothing here with this id.');
export const badInput = (field: string, message: string) => new DomainError('BAD_USER_INPUT', message, [field]);

/** A condition of the machine that stops the product from starting; shown as one sentence, without a stack. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
