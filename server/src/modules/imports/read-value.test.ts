// cspell:ignore teke
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dutchPostcode, readValue, type ValueShape } from './read-value.ts';

const TODAY = '2026-06-01';
const read = (text: string, shape: ValueShape) => {
  const reading = readValue(text, shape, TODAY);
  return 'problem' in reading ? reading.problem : reading.value;
};
const DATE = { is: 'date', past: false } as const;
const AMOUNT = { is: 'number', whole: false, limit: 1_000_000 } as const;

describe('a value in a file', () => {
  it.each([
    ['31-12-2025', '2025-12-31'],
    ['1-2-2025', '2025-02-01'],
    ['01/02/2025', '2025-02-01'],
    ['1.2.2025', '2025-02-01'],
    ['2025-02-01', '2025-02-01'],
    ['2025/2/1', '2025-02-01'],
    ['01-02-2025 13:45', '2025-02-01'],
    ['2025-02-01T13:45:00', '2025-02-01'],
    ['2025-01-31T23:30:00Z', '2025-02-01'],
    ['2025-01-31T23:30:00.000+01:00', '2025-01-31'],
    ['29-02-2024', '2024-02-29'],
    ['00-00-0000', null],
    ['0000-00-00', null],
    ['  ', null],
    ['29-02-2025', 'INVALID_DATE'],
    ['31-04-2025', 'INVALID_DATE'],
    ['01-13-2025', 'INVALID_DATE'],
    ['01-02-25', 'INVALID_DATE'],
    ['1-2/2025', 'INVALID_DATE'],
    ['01-01-1899', 'INVALID_DATE'],
    ['45321', 'INVALID_DATE'],
    ['gisteren', 'INVALID_DATE'],
  ])('%j is the day %j', (text, day) => {
    expect(read(text, DATE)).toBe(day);
  });

  it('may not be a day to come where that can’t be, counted in Amsterdam', () => {
    expect(read('01-06-2026', { is: 'date', past: true })).toBe('2026-06-01');
    expect(read('02-06-2026', { is: 'date', past: true })).toBe('DATE_IN_FUTURE');
    expect(read('2026-06-01T22:30:00Z', { is: 'date', past: true })).toBe('DATE_IN_FUTURE');
    expect(read('02-06-2026', DATE)).toBe('2026-06-02');
  });

  it('is the same day in every way of writing it', () => {
    const day = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2100-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (any) => {
        const iso = any.toISOString().slice(0, 10);
        const [year, month, date] = iso.split('-') as [string, string, string];
        const ways = [
          iso,
          `${date}-${month}-${year}`,
          `${String(Number(date))}-${String(Number(month))}-${year}`,
          `${date}/${month}/${year}`,
          `${iso} 12:00:00`,
        ];
        expect(ways.map((way) => read(way, DATE))).toEqual(ways.map(() => iso));
      }),
    );
  });

  it.each([
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['2.500', 2500],
    ['2500', 2500],
    ['2,5', 2.5],
    ['2.5', 2.5],
    ['€ 2.500,-', 2500],
    ['EUR 1 200,50', 1200.5],
    ['1.000.000', 'NUMBER_OUT_OF_RANGE'],
    ['-5', 'NUMBER_OUT_OF_RANGE'],
    ['veel', 'INVALID_NUMBER'],
    ['1.2.3', 'INVALID_NUMBER'],
    ['1e5', 'INVALID_NUMBER'],
  ])('%j is the number %j', (text, number) => {
    expect(read(text, AMOUNT)).toBe(number);
  });

  it('must be whole where the field is', () => {
    expect(read('12,5', { ...AMOUNT, whole: true })).toBe('INVALID_NUMBER');
    expect(read('12.000', { ...AMOUNT, whole: true })).toBe(12_000);
  });

  it('is yes or no in the words of either language', () => {
    for (const yes of ['ja', 'J', 'Yes', '1', 'true', 'WAAR', 'x']) expect(read(yes, { is: 'boolean' })).toBe(true);
    for (const no of ['nee', 'N', 'no', '0', 'false', 'onwaar']) expect(read(no, { is: 'boolean' })).toBe(false);
    expect(read('misschien', { is: 'boolean' })).toBe('INVALID_BOOLEAN');
  });

  it('is one of a fixed set, by its Dutch or English word or its own name', () => {
    const gender = {
      is: 'choice',
      field: 'Candidate.gender',
      choices: ['FEMALE', 'MALE', 'OTHER', 'UNKNOWN'],
    } as const;
    expect(
      ['Vrouw', 'm', 'Dhr.', 'female', 'MALE', 'onbekend', 'non-binair'].map((word) => read(word, gender)),
    ).toEqual(['FEMALE', 'MALE', 'MALE', 'FEMALE', 'MALE', 'UNKNOWN', 'OTHER']);
    expect(read('Piet', gender)).toBe('UNKNOWN_VALUE');
    expect(read('In process', { is: 'choice', field: 'Application.status', choices: ['NEW', 'IN_PROCESS'] })).toBe(
      'IN_PROCESS',
    );
  });

  it('is a BSN when it passes the eleven-test (D18)', () => {
    expect(read('111222333', { is: 'bsn' })).toBe('111222333');
    expect(read('1112.22.333', { is: 'bsn' })).toBe('111222333');
    for (const wrong of ['111222334', '000000000', '12', 'geen'])
      expect(read(wrong, { is: 'bsn' })).toBe('INVALID_BSN');
  });

  it.each([
    ['jan@bureau.example', 'jan@bureau.example'],
    ['mailto:jan@bureau.example', 'jan@bureau.example'],
    ['jan@bureau', 'INVALID_EMAIL'],
    ['jan bureau.example', 'INVALID_EMAIL'],
    ['jan@a.nl, piet@b.nl', 'INVALID_EMAIL'],
    ['jan@[127.0.0.1]', 'INVALID_EMAIL'],
    [`${'x'.repeat(250)}@a.nl`, 'TEXT_TOO_LONG'],
  ])('%j is the address %j', (text, address) => {
    expect(read(text, { is: 'email' })).toBe(address);
  });

  it('is a Dutch postcode in any spacing and case', () => {
    expect([
      dutchPostcode('1234ab'),
      dutchPostcode('1234 AB'),
      dutchPostcode('0123 AB'),
      dutchPostcode('1234'),
    ]).toEqual(['1234 AB', '1234 AB', null, null]);
  });

  it('is text of a limited length, that PostgreSQL can hold', () => {
    const note = { is: 'text', longest: 10 } as const;
    expect(read(' tien tekens'.slice(0, 10), note)).toBe('tien teke');
    expect(read('elf tekens!', note)).toBe('TEXT_TOO_LONG');
    expect(read('a\0b', note)).toBe('INVALID_TEXT');
    expect(read('\ud800', note)).toBe('INVALID_TEXT');
  });

  it('is never repeated in a problem, and never breaks the reading, whatever stands there', () => {
    const shapes: ValueShape[] = [
      DATE,
      AMOUNT,
      { is: 'boolean' },
      { is: 'bsn' },
      { is: 'email' },
      { is: 'phone' },
      { is: 'list' },
      { is: 'text', longest: 5 },
    ];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...shapes), (any, shape) => {
        const reading = readValue(any, shape, TODAY);
        if ('problem' in reading) expect(Object.keys(reading)).toEqual(['problem']);
        else expect(reading.value).not.toBeUndefined();
      }),
    );
  });
});
