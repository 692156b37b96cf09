import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import type { Failure } from '#lib/graphql/failure.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { UserError } from '#lib/graphql/user-errors.ts';

export interface FormError {
  readonly id?: string;
  readonly message: string;
}

const words: Readonly<Record<string, () => string>> = {
  MEMO_TRACEABLE: m.bsn_reason_traceable,
  RATE_LIMITED: m.bsn_rate_limited,
};

/** What was refused, beside the control that it is about. */
export function bsnErrors(failure: Failure | undefined, errors: readonly UserError[]): FormError[] {
  if (failure) return [{ message: failureText(failure) }];
  return errors.map((one) => {
    const field = one.field?.at(-1);
    const text = words[one.code]?.() ?? (field === 'id' ? m.bsn_none() : userErrorText(one));
    return field === 'reason' || field === 'bsn' ? { id: `bsn-${field}`, message: text } : { message: text };
  });
}
