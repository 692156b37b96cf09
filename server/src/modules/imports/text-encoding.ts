import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';
import { UnreadableFile } from './import-problem.ts';

/** The bytes of a file, from the start, as often as asked. */
export type OpenSource = () => Readable;

export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

export interface TextForm {
  readonly encoding: TextEncoding;
  /** In bytes. */
  readonly size: number;
}

const BYTE_ORDER_MARKS: readonly { encoding: TextEncoding; bytes: readonly number[] }[] = [
  { encoding: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16LE', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16BE', bytes: [0xfe, 0xff] },
];

/**
 * Reads the whole file once, in bounded memory. A byte order mark decides; else it is UTF-8 when every byte agrees, and
 * Windows-1252, which Excel writes, when one does not.
 * @throws UnreadableFile when it is empty, or a spreadsheet or some other file that is not text.
 */
export async function detectTextForm(open: OpenSource): Promise<TextForm> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let head = Buffer.alloc(0);
  let valid = true;
  let zeros = false;
  let size = 0;
  for await (const chunk of open() as AsyncIterable<Buffer>) {
    if (head.length < 3) head = Buffer.concat([head, chunk.subarray(0, 3)]);
    zeros ||= chunk.includes(0);
    size += chunk.length;
    valid &&= decodes(utf8, chunk);
  }
  if (head.length === 0) throw new UnreadableFile(1, 'EMPTY_FILE');
  valid &&= decodes(utf8);
  const marked = BYTE_ORDER_MARKS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  const encoding =
    marked && (marked.encoding !== 'UTF-8' || valid) ? marked.encoding : valid ? 'UTF-8' : 'Windows-1252';
  if (zeros && !encoding.startsWith('UTF-16')) throw new UnreadableFile(1, 'NOT_TEXT');
  return { encoding, size };
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    if (chunk) decoder.decode(chunk, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** The file's text piece by piece, without its byte order mark and with `\n` at the end of every line. */
export async function* readText(open: OpenSource, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  let carriageReturn = false;
  for await (const chunk of open() as AsyncIterable<Buffer>) {
    let text: string = (carriageReturn ? '\r' : '') + decoder.write(chunk);
    // A line may end in the next piece.
    carriageReturn = text.endsWith('\r');
    if (carriageReturn) text = text.slice(0, -1);
    if (text !== '') yield withNewlines(text);
  }
  yield withNewlines((carriageReturn ? '\r' : '') + (decoder.end() ?? ''));
}

const withNewlines = (text: string) => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
