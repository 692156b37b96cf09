import type { Work } from '../permissions/index.ts';
import { FREE_FIELD, fieldsByHeading, importFields, mayFillFreeFields, type ImportField } from './import-fields.ts';
import { problemAt, UnreadableFile } from './import-problem.ts';
import type { ImportProblem } from './import-run.entity.ts';
import { detectDelimiter, readRecords, type Delimiter, type FileRecord } from './read-records.ts';
import { detectTextForm, type OpenSource, type TextEncoding } from './text-encoding.ts';
import { plainWord } from './value-words.ts';

/** A column of the file, and what it fills. */
export interface FileColumn {
  readonly heading: string;
  readonly field: ImportField | null;
  /** The name of the free field that it is for. */
  readonly freeField: string | null;
  /** Whether whoever imports may fill what it is for (H6). */
  readonly allowed: boolean;
}

/** A file whose headings have been read. */
export interface ImportFile {
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
  /** Of its text, in bytes as UTF-8 has them; an estimate. */
  readonly length: number;
  readonly columns: readonly FileColumn[];
  /** What makes the whole file unfit. */
  readonly problems: readonly ImportProblem[];
  /** The rows under the headings. */
  readonly records: () => AsyncGenerator<FileRecord>;
}

const NAMES = ['lastName', 'firstNames', 'callName', 'initials'].map((name) => `Candidate.${name}`);
const IDENTITIES = ['externalReference', 'personnelNumber', 'emailPrivate', 'emailWork'].map(
  (name) => `Candidate.${name}`,
);
const IDENTITY_TOGETHER = ['lastName', 'birthDate', 'postcode'].map((name) => `Candidate.${name}`);

/** Far more than anybody can fill; each costs time and memory in every row. */
const MOST_COLUMNS = 1_000;

/**
 * Finds out how a file is written and what its columns mean.
 * @throws UnreadableFile when it holds no rows of text, or more than 1,000 columns.
 */
export async function openImportFile(work: Work, source: OpenSource): Promise<ImportFile> {
  const { encoding, size } = await detectTextForm(source);
  const form = { encoding, ...(await detectDelimiter(source, encoding)) };
  const heading = await firstRecord(readRecords(source, form));
  if (heading.values.length > MOST_COLUMNS) throw new UnreadableFile(heading.line, 'TOO_MANY_COLUMNS');
  const known = fieldsByHeading(importFields(work));
  const columns = heading.values.map((text) => columnOf(text, known, mayFillFreeFields(work.actor)));
  return {
    encoding,
    delimiter: form.delimiter,
    length: encoding.startsWith('UTF-16') ? size / 2 : size,
    columns,
    problems: problemsOf(columns, heading.line),
    async *records() {
      for await (const record of readRecords(source, form)) if (record.line > heading.line) yield record;
    },
  };
}

async function firstRecord(records: AsyncGenerator<FileRecord>): Promise<FileRecord> {
  for await (const record of records) return record;
  throw new UnreadableFile(1, 'EMPTY_FILE');
}

function columnOf(text: string, known: ReadonlyMap<string, ImportField>, freeFields: boolean): FileColumn {
  const heading = text.trim();
  const freeField = FREE_FIELD.exec(heading)?.[1]?.trim() ?? null;
  if (freeField !== null) return { heading, freeField, field: null, allowed: freeFields };
  const field = known.get(plainWord(heading)) ?? null;
  return { heading, freeField, field, allowed: field?.allowed === true };
}

function problemsOf(columns: readonly FileColumn[], line: number): ImportProblem[] {
  const names = columns.flatMap(({ field, allowed }) => (field && allowed ? [field.name] : []));
  if (names.length === 0) return [problemAt(line, null, 'NO_KNOWN_COLUMN')];
  const filled = columns.filter(({ allowed }) => allowed);
  const fills = ({ field, freeField }: FileColumn) => field?.name ?? `: ${freeField!}`;
  const met = new Set<string>();
  const problems: ImportProblem[] = [];
  for (const column of filled) {
    if (met.has(fills(column))) problems.push(problemAt(line, column.heading, 'DUPLICATE_HEADING'));
    met.add(fills(column));
  }
  if (!NAMES.some((name) => names.includes(name))) problems.push(problemAt(line, null, 'NO_NAME_COLUMN'));
  if (!IDENTITIES.some((name) => names.includes(name)) && !IDENTITY_TOGETHER.every((name) => names.includes(name)))
    problems.push(problemAt(line, null, 'NO_IDENTITY_COLUMN'));
  return problems;
}
