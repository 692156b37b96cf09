import { m } from '#messages';

const texts: Readonly<Record<string, () => string>> = {
  EMPTY_FILE: m.problem_empty_file,
  NOT_TEXT: m.problem_not_text,
  QUOTE_NOT_CLOSED: m.problem_quote_not_closed,
  ROW_TOO_LARGE: m.problem_row_too_large,
  NO_KNOWN_COLUMN: m.problem_no_known_column,
  NO_NAME_COLUMN: m.problem_no_name_column,
  NO_IDENTITY_COLUMN: m.problem_no_identity_column,
  DUPLICATE_HEADING: m.problem_duplicate_heading,
  TOO_MANY_VALUES: m.problem_too_many_values,
  NAME_MISSING: m.problem_name_missing,
  NO_IDENTITY: m.problem_no_identity,
  INVALID_TEXT: m.problem_invalid_text,
  TEXT_TOO_LONG: m.problem_text_too_long,
  INVALID_DATE: m.problem_invalid_date,
  DATE_IN_FUTURE: m.problem_date_in_future,
  INVALID_BOOLEAN: m.problem_invalid_boolean,
  INVALID_NUMBER: m.problem_invalid_number,
  NUMBER_OUT_OF_RANGE: m.problem_number_out_of_range,
  UNKNOWN_VALUE: m.problem_unknown_value,
  INVALID_BSN: m.problem_invalid_bsn,
  BSN_BEFORE_APPROVAL: m.problem_bsn_before_approval,
  INVALID_EMAIL: m.problem_invalid_email,
  INVALID_POSTCODE: m.problem_invalid_postcode,
  INVALID_PHONE: m.problem_invalid_phone,
  ERASED_BEFORE: m.problem_erased_before,
  INTERRUPTED: m.problem_interrupted,
  FAILED: m.problem_failed,
};

/** Why a row or a file is refused; a code without words of its own falls back on the server's sentence. */
export const problemText = ({ code, message }: { readonly code: string; readonly message: string }): string =>
  texts[code]?.() ?? message;
