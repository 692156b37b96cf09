import type { ImportProblem } from './import-run.entity.ts';

/** Why a file, a row or a value is refused. The text says what is wrong and never what stands there. */
export const PROBLEMS = {
  EMPTY_FILE: 'The file is empty.',
  NOT_TEXT: 'The file is not a text file with separated values. Save the sheet as CSV first.',
  QUOTE_NOT_CLOSED: 'A quotation mark opens here and is never closed.',
  ROW_TOO_LARGE: 'The row is longer than any row can be; perhaps a quotation mark is not closed.',
  TOO_MANY_COLUMNS: 'The file has more than 1,000 columns.',
  NO_KNOWN_COLUMN: 'None of the headings is known.',
  NO_NAME_COLUMN: 'There is no column with a name: a last name, first names, a call name or initials.',
  NO_IDENTITY_COLUMN:
    'There is no column by which a person can be recognised: a candidate number, a personnel number, an e-mail address, or last name, birth date and postcode together.',
  DUPLICATE_HEADING: 'Two columns are for the same field.',
  TOO_MANY_VALUES: 'The row has more values than there are headings.',
  NAME_MISSING: 'The row has no name.',
  NO_IDENTITY:
    'Nothing in the row tells who it is: no candidate number, no personnel number, no e-mail address, and not last name, birth date and postcode together.',
  INVALID_TEXT: 'The value holds characters that are not text.',
  TEXT_TOO_LONG: 'The text is too long.',
  INVALID_DATE: 'This is not a date; write 31-12-2025 or 2025-12-31.',
  DATE_IN_FUTURE: 'The date is in the future.',
  INVALID_BOOLEAN: 'This is neither yes nor no.',
  INVALID_NUMBER: 'This is not a number.',
  NUMBER_OUT_OF_RANGE: 'The number is too small or too large.',
  UNKNOWN_VALUE: 'The value is none of those that the field can have.',
  INVALID_BSN: 'This is not a valid BSN: it fails the eleven-test.',
  BSN_BEFORE_APPROVAL: 'A BSN may not be kept of somebody who has not been approved.',
  INVALID_EMAIL: 'This is not an e-mail address.',
  INVALID_POSTCODE: 'This is not a Dutch postcode; write 1234 AB.',
  INVALID_PHONE: 'This is not a telephone number.',
  ERASED_BEFORE:
    'This person was erased here before, and an import does not bring him back. Register him by hand if he has come back himself.',
  INTERRUPTED: 'The import was interrupted and nothing was kept. Start it again.',
  FAILED: 'The import failed and nothing was kept.',
} as const;
export type ProblemCode = keyof typeof PROBLEMS;

/** @param column the heading as the file has it. */
export const problemAt = (line: number, column: string | null, code: ProblemCode): ImportProblem => ({
  line,
  column,
  code,
  message: PROBLEMS[code],
});

/** Stops a file that can't be read further; its problem is all that may be told. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly problem: ImportProblem;
  constructor(line: number, code: ProblemCode) {
    super(PROBLEMS[code]);
    this.problem = problemAt(line, null, code);
  }
}
