// cspell:ignore nederland netherlands thenetherlands holland
import type { LocalDate } from '../../platform/clock.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { bsnHashOf, identitiesOf } from '../candidates/index.ts';
import { RUNNING_STATUSES } from '../applications/index.ts';
import type { CONSENT_PURPOSES } from '../consent/index.ts';
import type { FileColumn } from './import-file.ts';
import { IMPORTED_RECORDS, type ImportedRecord } from './import-fields.ts';
import { problemAt, type ProblemCode } from './import-problem.ts';
import type { ImportProblem } from './import-run.entity.ts';
import type { FileRecord } from './read-records.ts';
import { dutchPostcode, readValue, type ReadValue } from './read-value.ts';
import { plainWord } from './value-words.ts';

export type Values = Readonly<Record<string, ReadValue>>;

export interface ImportedApplication {
  readonly vacancy: string | null;
  readonly vacancyTitle: string | null;
  readonly type: 'VACANCY' | 'OPEN';
  readonly appliedOn: LocalDate;
  /** Whether the file says when; else any application to the same vacancy is the same one. */
  readonly dated: boolean;
  readonly freeFields: Readonly<Record<string, string>> | null;
  readonly values: Values;
}

export interface ImportedConsent {
  readonly purpose: (typeof CONSENT_PURPOSES)[number];
  readonly givenOn: LocalDate;
  /** Whether the file says when; else any consent for the same purpose is the same one. */
  readonly dated: boolean;
  readonly statementVersion: string | null;
}

/** A row in which everything is right: a candidate, and what it adds to him. */
export interface ImportedRow {
  readonly line: number;
  /** Keyed hash, in hexadecimal, by which the same person is recognised within the agency. */
  readonly identity: string;
  /** All such hashes that the row gives. */
  readonly identities: readonly string[];
  /** By property; what is empty is absent. */
  readonly candidate: Values;
  readonly bsn: string | null;
  readonly registeredOn: LocalDate;
  readonly application: ImportedApplication | null;
  readonly consents: readonly ImportedConsent[];
  readonly workExperience: Values | null;
}

export interface RowSetting {
  readonly agencyId: string;
  readonly columns: readonly FileColumn[];
  readonly today: LocalDate;
  readonly secrets: Secrets;
  /** Whether the agency may hold a BSN before there is a contract (D18). */
  readonly bsnBeforeApproval: boolean;
}

const NAMES = new Set(['lastName', 'firstNames', 'callName', 'initials']);
const LONGEST_FREE_FIELD = 1_000;
const DUTCH = new Set(['nederland', 'nl', 'nld', 'netherlands', 'thenetherlands', 'holland']);

/** Checks a row, value by value. All its problems are told, not the first alone. */
export function interpretRow(record: FileRecord, setting: RowSetting): ImportedRow | { problems: ImportProblem[] } {
  const { columns, today } = setting;
  const problems: ImportProblem[] = [];
  const report = (name: string | null, code: ProblemCode) => {
    const heading = columns.find(({ field }) => field?.name === name)?.heading ?? null;
    problems.push(problemAt(record.line, heading, code));
  };
  const found = Object.fromEntries(IMPORTED_RECORDS.map((name) => [name, {}])) as Record<
    ImportedRecord,
    Record<string, ReadValue>
  >;
  const freeFields: Record<string, string> = {};

  columns.forEach(({ field, freeField, heading, allowed }, index) => {
    if (!allowed) return;
    const raw = record.values[index] ?? '';
    const shape = freeField === null ? field!.shape : ({ is: 'text', longest: LONGEST_FREE_FIELD } as const);
    const reading = readValue(raw, shape, today);
    if ('problem' in reading) problems.push(problemAt(record.line, heading, reading.problem));
    else if (reading.value === null) return;
    else if (freeField !== null) freeFields[freeField] = reading.value as string;
    else found[field!.record][field!.property] = reading.value;
  });
  if (record.values.slice(columns.length).some((value) => value.trim() !== '')) report(null, 'TOO_MANY_VALUES');

  const { bsnCipher: bsn = null, externalReference, ...candidate } = found.Candidate;
  if (bsn !== null && candidate['approvedOn'] === undefined && !setting.bsnBeforeApproval)
    report('Candidate.bsn', 'BSN_BEFORE_APPROVAL');
  if (
    candidate['postcode'] !== undefined &&
    (candidate['country'] === undefined || DUTCH.has(plainWord(candidate['country'] as string)))
  ) {
    const postcode = dutchPostcode(candidate['postcode'] as string);
    if (postcode === null) report('Candidate.postcode', 'INVALID_POSTCODE');
    else candidate['postcode'] = postcode;
  }
  const named = columns.some(
    ({ field, allowed }, index) =>
      allowed && field?.record === 'Candidate' && NAMES.has(field.property) && record.values[index]?.trim(),
  );
  if (!named) report(null, 'NAME_MISSING');
  const identities = identitiesIn(setting, candidate, externalReference, bsn);
  const [identity = null] = identities;
  // A value that could not be read may have been what tells who it is.
  if (identity === null && problems.length === 0) report(null, 'NO_IDENTITY');
  if (problems.length > 0 || identity === null) return { problems };

  const { appliedOn, ...rest } = found.Application;
  const givenDate = (candidate['registeredOn'] ?? appliedOn) as LocalDate | undefined;
  const application =
    Object.keys(found.Application).length + Object.keys(freeFields).length === 0
      ? null
      : applicationOf(rest, (appliedOn ?? givenDate) as LocalDate | undefined, freeFields, today);
  return {
    line: record.line,
    identity,
    identities,
    candidate,
    bsn: bsn as string | null,
    registeredOn: givenDate ?? today,
    application,
    consents: consentsOf(found.Consent, givenDate, today),
    workExperience: Object.keys(found.WorkExperience).length === 0 ? null : found.WorkExperience,
  };
}

function identitiesIn(
  { secrets, agencyId }: RowSetting,
  candidate: Record<string, ReadValue>,
  reference: ReadValue | undefined,
  bsn: ReadValue | null,
): string[] {
  const text = (value: ReadValue | undefined) => (typeof value === 'string' ? value : undefined);
  return identitiesOf(secrets, agencyId, {
    reference: text(reference),
    personnelNumber: text(candidate['personnelNumber']),
    emails: [text(candidate['emailPrivate']), text(candidate['emailWork'])],
    lastName: text(candidate['lastName']),
    birthDate: text(candidate['birthDate']),
    postcode: text(candidate['postcode']),
    bsnHash: typeof bsn === 'string' ? bsnHashOf(secrets, bsn) : undefined,
  });
}

function applicationOf(
  found: Values,
  appliedOn: LocalDate | undefined,
  freeFields: Record<string, string>,
  today: LocalDate,
): ImportedApplication {
  const { vacancy = null, vacancyTitle = null, type, status, ...values } = found;
  const closed = values['deregisteredOn'] !== undefined;
  return {
    vacancy: (vacancy ?? vacancyTitle) as string | null,
    vacancyTitle: vacancyTitle as string | null,
    type: (type ?? (vacancy === null && vacancyTitle === null ? 'OPEN' : 'VACANCY')) as 'VACANCY' | 'OPEN',
    appliedOn: appliedOn ?? today,
    dated: appliedOn !== undefined,
    freeFields: Object.keys(freeFields).length === 0 ? null : freeFields,
    values: { ...values, status: status ?? (closed ? 'CLOSED' : RUNNING_STATUSES[0]!) },
  };
}

function consentsOf(found: Values, fallback: LocalDate | undefined, today: LocalDate): ImportedConsent[] {
  const statementVersion = (found['statementVersion'] ?? null) as string | null;
  return (
    [
      ['OTHER_VACANCIES', found['otherVacancies'], found['otherVacanciesOn']],
      ['PRIVACY_STATEMENT', found['privacyStatement'], found['privacyStatementOn']],
    ] as const
  ).flatMap(([purpose, given, on]) => {
    // A date alone says that it was given; "no" says that it was not, whatever the date.
    if (given === false || (given === undefined && on === undefined)) return [];
    return [{ purpose, givenOn: (on ?? fallback ?? today) as LocalDate, dated: on !== undefined, statementVersion }];
  });
}
