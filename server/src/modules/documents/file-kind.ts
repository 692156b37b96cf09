import { badInput } from '../../platform/errors.ts';
import { isBsn } from '../candidates/index.ts';

/** The kinds of file that are kept, with the endings that their names may have; the first is given to a name without one. */
const KINDS = {
  pdf: { mimeType: 'application/pdf', endings: ['pdf'] },
  docx: {
    mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  jpg: { mimeType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
  png: { mimeType: 'image/png', endings: ['png'] },
} as const;
export type FileKind = keyof typeof KINDS;
export const mimeTypeOf = (kind: FileKind): string => KINDS[kind].mimeType;

/** @returns undefined for a kind that is not taken any more, or never was. */
export const kindOfMimeType = (mimeType: string): FileKind | undefined =>
  (Object.keys(KINDS) as FileKind[]).find((kind) => KINDS[kind].mimeType === mimeType);

/** What a document of words unpacks to at most; more is a bomb. */
const UNPACKED_LIMIT = 60 * 1024 * 1024;

/**
 * What kind of file this is, by its own bytes and not by what its sender says (S15); `undefined`: none that is kept.
 * @param field by which a refusal names it.
 * @throws DomainError BAD_USER_INPUT for a Word document that unpacks to far too much, or that can't be read
 */
export function fileKindOf(bytes: Buffer, field: string): FileKind | undefined {
  const begins = (start: string) => bytes.subarray(0, start.length).toString('latin1') === start;
  if (begins('%PDF-')) return 'pdf';
  if (begins('\xff\xd8\xff')) return 'jpg';
  if (begins('\x89PNG\r\n\x1a\n')) return 'png';
  const names = begins('PK\x03\x04') ? zipEntries(bytes, field) : [];
  return names.includes('[Content_Types].xml') && names.includes('word/document.xml') ? 'docx' : undefined;
}

const END = 0x06054b50;
const ENTRY = 0x02014b50;

/** The names in a zip's own table of contents, which is read without unpacking anything. */
function zipEntries(bytes: Buffer, field: string): string[] {
  const refused = () => badInput(field, 'This Word document can’t be read.');
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) throw refused();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== ENTRY) throw refused();
    unpacked += bytes.readUInt32LE(at + 24);
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    names.push(bytes.subarray(at + 46, at + 46 + name).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  if (unpacked > UNPACKED_LIMIT || names.some((name) => name.includes('..'))) throw refused();
  return names;
}

const LONGEST_NAME = 200;
// eslint-disable-next-line no-control-regex -- control characters are just what is looked for
const UNUSABLE = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/;

/** Nine digits on their own, with what people put between them. */
const NINE_DIGITS = /(?<!\d)\d(?:[ .-]?\d){8}(?!\d)/g;

/**
 * The name under which a file is kept and later taken along, with the ending of what it really is.
 * @throws DomainError BAD_USER_INPUT for a name with a path, or with characters that a name on somebody’s disk can't have, or with what
 *   could be a BSN: names are shown unmasked (D12)
 */
export function soundFileName(given: string, kind: FileKind): string {
  const name = given.normalize('NFC').trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('fileName', `Give the file a name of 1 to ${String(LONGEST_NAME)} characters.`);
  if (UNUSABLE.test(name) || name.startsWith('.'))
    throw badInput('fileName', 'The file’s name holds characters that can’t be used.');
  if ((name.match(NINE_DIGITS) ?? []).some((digits) => isBsn(digits.replace(/\D/g, ''))))
    throw badInput('fileName', 'The file’s name holds a number that could be a BSN. Give it another name.');
  const { endings } = KINDS[kind];
  const has = endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
  return has ? name : `${name}.${endings[0]}`;
}
