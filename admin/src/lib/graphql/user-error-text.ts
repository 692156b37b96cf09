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
  NOTICE_TOO_SHORT: m.error_notice_too_short,
  DATA_REFUSED: m.run_reason_data_refused,
  STOPPED: m.error_run_stopped,
  NOT_FOUND: m.failure_not_found,
  CONFLICT: m.error_conflict,
  RATE_LIMITED: m.failure_rate_limited,
  FILES_UNAVAILABLE: m.document_store_away,
  PASSWORD_TOO_EASY: m.error_password_too_easy,
  ADDRESS_IN_USE: m.error_address_in_use,
  LAST_ADMIN: m.error_last_admin,
  PROVIDER_FAILED: m.error_provider_failed,
  BACK_OFFICE_MISSING: m.error_back_office_missing,
  NOT_HANDED_OVER: m.error_not_handed_over,
  REAUTHENTICATION_REQUIRED: m.check_too_late,
  LINK_EXPIRED: m.link_expired,
  LINK_UNKNOWN: m.link_unknown,
};

const byField: readonly (readonly [RegExp, () => string])[] = [
  [/^email/, m.error_email],
  [/^bsn$/, m.error_bsn],
  [/^birthDate$/, m.error_birth_date],
  [/[dD]ays/, m.error_days],
  [/On$|From$|^from$|^to$/, m.error_day],
];

/** What the server refused, in the reader's language: it writes its own sentences in English only. */
export function userErrorText({ code, field, message }: UserError): string {
  const known = byCode[code];
  if (known) return known();
  if (getLocale() === 'en') return message;
  const name = field?.at(-1) ?? '';
  return byField.find(([pattern]) => pattern.test(name))?.[1]() ?? m.error_value();
}
