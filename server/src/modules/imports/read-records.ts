import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UnreadableFile } from './import-problem.ts';
import { readText, type OpenSource, type TextEncoding } from './text-encoding.ts';

export type Delimiter = ';' | ',' | '\t';
const DELIMITERS: readonly Delimiter[] = [';', ',', '\t'];

export interface FileRecord {
  /** Line on which it starts; a value in quotes may go on for several. */
  readonly line: number;
  readonly values: readonly string[];
  /** Where it ends: bytes of text, as UTF-8 has them, from the start of the file. */
  readonly ends: number;
}

const LONGEST_RECORD = 1_000_000;
const LONGEST_HEADING = 100_000;
/** With which Excel is told the delimiter, above the headings. */
const ANNOUNCEMENT = /^sep=([;,\t])\n/i;

/** What separates the values: as announced, or what stands most often in the headings, outside quotation marks. */
export async function detectDelimiter(
  open: OpenSource,
  encoding: TextEncoding,
): Promise<{ delimiter: Delimiter; announced: boolean }> {
  let head = '';
  for await (const text of readText(open, encoding)) {
    head += text;
    if (head.length > LONGEST_HEADING) break;
  }
  const announced = ANNOUNCEMENT.exec(head);
  if (announced) return { delimiter: announced[1] as Delimiter, announced: true };
  const counts = countOutsideQuotes(head.replace(/^\s*\n/, ''));
  // The first of those that stand equally often, which is how Dutch Excel writes.
  return { delimiter: DELIMITERS.toSorted((a, b) => counts[b] - counts[a])[0]!, announced: false };
}

function countOutsideQuotes(head: string): Record<Delimiter, number> {
  const counts = { ';': 0, ',': 0, '\t': 0 };
  let quoted = false;
  for (const letter of head) {
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '\n') break;
    else if (letter in counts) counts[letter as Delimiter] += 1;
  }
  return counts;
}

/**
 * The records of a file, one at a time; lines without any value are passed over.
 * @throws UnreadableFile at a quotation mark that is never closed, or a record of more than a million characters.
 */
export async function* readRecords(
  open: OpenSource,
  form: { encoding: TextEncoding; delimiter: Delimiter; announced: boolean },
): AsyncGenerator<FileRecord> {
  // The parser runs ahead of whoever reads; an error says where it stands, not where the reader is.
  let parsedLines = 0;
  const parser = parse({
    delimiter: form.delimiter,
    record_delimiter: '\n',
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
    on_record: (record: string[], { lines }) => {
      parsedLines = lines;
      return record;
    },
  });
  // Errors of either end come out of the parser.
  pipeline(Readable.from(readText(open, form.encoding)), parser, () => undefined);
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number; bytes: number };
    }>) {
      const announcement = form.announced && line === 1;
      if (!announcement && record.some((value) => value.trim() !== ''))
        yield { line, values: record, ends: info.bytes };
      line = info.lines + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFile(
      parsedLines + 1,
      error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'QUOTE_NOT_CLOSED' : 'ROW_TOO_LARGE',
    );
  }
}
