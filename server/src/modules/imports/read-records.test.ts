// cspell:ignore hertogenbosch
import { Readable } from 'node:stream';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { detectDelimiter, readRecords, type FileRecord } from './read-records.ts';
import { detectTextForm, readText, type OpenSource } from './text-encoding.ts';

/** A file that comes in pieces of so many bytes. */
const fileOf =
  (bytes: Buffer | string, piece = 7): OpenSource =>
  () => {
    const whole = Buffer.from(bytes as string);
    return Readable.from(
      Array.from({ length: Math.ceil(whole.length / piece) }, (_, index) =>
        whole.subarray(index * piece, (index + 1) * piece),
      ),
    );
  };

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function readWhole(source: OpenSource): Promise<FileRecord[]> {
  const { encoding } = await detectTextForm(source);
  return all(readRecords(source, { encoding, ...(await detectDelimiter(source, encoding)) }));
}
const read = async (source: OpenSource) =>
  (await readWhole(source)).map(({ line, values }): Omit<FileRecord, 'ends'> => ({ line, values }));
const textOf = async (source: OpenSource) =>
  (await all(readText(source, (await detectTextForm(source)).encoding))).join('');

describe('an agency’s file, in whatever encoding it was exported', () => {
  const text = 'Achternaam;Plaats\nJosé;’s-Hertogenbosch €\n';
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8', Buffer.from(`\ufeff${text}`)],
    ['Windows-1252', iconv.encode(text, 'windows-1252')],
    ['UTF-16LE', iconv.encode(text, 'utf-16le', { addBOM: true })],
    ['UTF-16BE', iconv.encode(text, 'utf-16be', { addBOM: true })],
  ] as const)('is recognised as %s and read without its byte order mark', async (encoding, bytes) => {
    for (const piece of [1, 2, 3, 1000]) {
      expect((await detectTextForm(fileOf(bytes, piece))).encoding).toBe(encoding);
      expect(await textOf(fileOf(bytes, piece))).toBe(text);
    }
  });

  it('is Windows-1252 when a single byte at its very end is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('Naam\n'.repeat(10_000)), Buffer.from([0xe9])]);
    expect((await detectTextForm(fileOf(bytes, 4096))).encoding).toBe('Windows-1252');
  });

  it('is refused when it is a spreadsheet, or empty', async () => {
    await expect(detectTextForm(fileOf(Buffer.from('PK\u0003\u0004\u0000\u0000rest')))).rejects.toMatchObject({
      problem: { code: 'NOT_TEXT' },
    });
    await expect(detectTextForm(fileOf(''))).rejects.toMatchObject({ problem: { code: 'EMPTY_FILE' } });
  });

  it('gives any text back, whatever pieces it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        async (any, piece) => {
          fc.pre(!any.includes('\0') && !any.startsWith('\ufeff') && any.isWellFormed());
          expect(await textOf(fileOf(any, piece))).toBe(any.replace(/\r\n?/g, '\n'));
        },
      ),
    );
  });
});

describe('the records of a file', () => {
  it.each([
    [';', 'Naam;Plaats, land\nJansen;Ede\n'],
    [',', 'Naam,"Plaats; land; of; iets"\nJansen,Ede\n'],
    ['\t', 'Naam\tPlaats\nJansen\tEde\n'],
    [';', 'Naam\nJansen\n'],
    [';', '\n\nNaam;Plaats\nJansen;Ede\n'],
  ] as const)('are separated by %j, as the headings say', async (delimiter, text) => {
    expect((await detectDelimiter(fileOf(text), 'UTF-8')).delimiter).toBe(delimiter);
  });

  it('are separated by what Excel’s first line announces, which is no record', async () => {
    expect(await read(fileOf('sep=,\r\nNaam,Plaats;X\r\nJansen,Ede\r\n'))).toEqual([
      { line: 2, values: ['Naam', 'Plaats;X'] },
      { line: 3, values: ['Jansen', 'Ede'] },
    ]);
  });

  it.each(['\n', '\r\n', '\r'])(
    'know the line on which they start, with quoted line breaks and empty lines, ending in %j',
    async (end) => {
      const text = ['Naam;Memo', 'Jansen;"een', '', 'twee"', '', ';', 'Bos;"zei ""ja"""', 'Vos;hij zei "ja"'].join(end);
      expect(await read(fileOf(text))).toEqual([
        { line: 1, values: ['Naam', 'Memo'] },
        { line: 2, values: ['Jansen', 'een\n\ntwee'] },
        { line: 7, values: ['Bos', 'zei "ja"'] },
        { line: 8, values: ['Vos', 'hij zei "ja"'] },
      ]);
    },
  );

  it('know where in the text they end', async () => {
    const text = 'Naam;Memo\nJosé;"een\ntwee"\nBos;\n';
    const ends = (await readWhole(fileOf(text))).map((record) => record.ends);
    expect(ends).toEqual(['Naam;Memo\n', 'Naam;Memo\nJosé;"een\ntwee"\n', text].map((part) => Buffer.byteLength(part)));
  });

  it('stop at a quotation mark that is never closed, with the line on which its record starts', async () => {
    await expect(read(fileOf('Naam;Memo\nBos;ja\nVos;"open\nmeer;\n'))).rejects.toMatchObject({
      problem: { code: 'QUOTE_NOT_CLOSED', line: 3 },
    });
    await expect(read(fileOf(`Naam;Memo\nBos;"${'x'.repeat(1_100_000)}"\n`, 65_536))).rejects.toMatchObject({
      problem: { code: 'ROW_TOO_LARGE', line: 2 },
    });
  });

  it('come back as they were written, whatever stands in them', async () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\0\r\ufeff]/g, ''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(';', ',', '\t'),
        async (wanted, delimiter) => {
          const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
          const file = fileOf([['A', 'B'], ...wanted].map((row) => row.map(quoted).join(delimiter)).join('\n'));
          const found = (await read(file)).slice(1);
          expect(found.map((one) => one.values)).toEqual(
            wanted.filter((row) => row.some((value) => value.trim() !== '')),
          );
        },
      ),
    );
  });
});
