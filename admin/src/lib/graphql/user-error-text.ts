import { m } from '#messages';
import { getLocale } from '#locale';
import type { UserError } from './user-errors.ts';

const byCode: Readonly<Record<string, () => string>> = {
  MEMO_TRACEABLE: m.memo_traceable,
  RETENTION_HELD: m.refusal_held,
  HELD: m.refusal_held,
  HANDED_OVER: m.refusal_handed_over,
  ALREADY_ANONYMISED: m.refusal_already_anonymised,
  NOT_DUE: m.error_not_due,
  NOT_FOUND: m.failure_not_found,
  CONFLICT: m.error_conflict,
  RATE_LIMITED: m.failure_rate_limited,
};

const byField: readonly (readonly [RegExp, () => string])[] = [
  [/^email/, m.error_email],
  [/^bsn$/, m.error_bsn],
  [/^birthDate$/, m.error_birth_date],
  [/Days/, m.error_days],
];

/** What the server refused, in the reader's language: it writes its own sentences in English only. */
export function userErrorText({ code, field, message }: UserError): string {
  const known = byCode[code];
  if (known) return known();
  if (getLocale() === 'en') return message;
  const name = field?.at(-1) ?? '';
  return byField.find(([pattern]) => pattern.test(name))?.[1]() ?? m.error_value();
}
