import { localDate, type LocalDate } from '../../platform/clock.ts';
import { isMailAddress } from '../../platform/mail-address.ts';
import { writtenNumber } from '../../platform/written-number.ts';
import { isBsn } from '../candidates/index.ts';
import type { ProblemCode } from './import-problem.ts';
import { NO, plainWord, VALUE_WORDS, YES } from './value-words.ts';

/** How a column's values are read. */
export type ValueShape =
  | { readonly is: 'text'; readonly longest: number }
  | { readonly is: 'date'; readonly past: boolean }
  | { readonly is: 'number'; readonly limit: number; readonly whole: boolean }
  | { readonly is: 'choice'; readonly field: string; readonly choices: readonly string[] }
  | { readonly is: 'boolean' | 'bsn' | 'email' | 'phone' | 'list' };

export type ReadValue = string | number | boolean | readonly string[];
export type Reading = { readonly value: ReadValue | null } | { readonly problem: ProblemCode };

const EMPTY: Reading = { value: null };
const refused = (problem: ProblemCode): Reading => ({ problem });
const LONGEST_CONTACT = 254;

/** Reads one value by its column's shape. An empty one is null; a problem never repeats the value. */
export function readValue(raw: string, shape: ValueShape, today: LocalDate): Reading {
  const text = raw.trim();
  if (text === '') return EMPTY;
  if (!text.isWellFormed() || text.includes('\0')) return refused('INVALID_TEXT');
  switch (shape.is) {
    case 'text':
      return text.length > shape.longest ? refused('TEXT_TOO_LONG') : { value: text };
    case 'date':
      return readDate(text, shape.past ? today : null);
    case 'number':
      return readNumber(text, shape);
    case 'choice':
      return readChoice(text, shape);
    case 'boolean':
      return readBoolean(text);
    case 'bsn':
      return readBsn(text);
    case 'email':
      return readEmail(text);
    case 'phone':
      return text.length > LONGEST_CONTACT
        ? refused('TEXT_TOO_LONG')
        : /\d/.test(text)
          ? { value: text }
          : refused('INVALID_PHONE');
    case 'list':
      return { value: text.split(/[;,|\n]/).map((one) => one.trim()).filter((one) => one !== '') }; // prettier-ignore
  }
}

const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)?`;
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`);
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/])(\d{1,2})\2(\d{1,2})${TIME}$`);
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/;
const NEVER = /^0{1,4}[-/.]0{1,2}[-/.]0{1,4}$/;

function readDate(text: string, latest: LocalDate | null): Reading {
  if (NEVER.test(text)) return EMPTY;
  const day = INSTANT.test(text) ? instantDay(text) : writtenDay(text);
  if (day === null) return refused('INVALID_DATE');
  return latest !== null && day > latest ? refused('DATE_IN_FUTURE') : { value: day };
}

function instantDay(text: string): LocalDate | null {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) || writtenDay(text.slice(0, 10)) === null ? null : localDate(instant);
}

function writtenDay(text: string): LocalDate | null {
  const dayFirst = DAY_FIRST.exec(text);
  const [year, month, day] = dayFirst
    ? [dayFirst[4], dayFirst[3], dayFirst[1]]
    : (YEAR_FIRST.exec(text)?.filter((_, index) => [1, 3, 4].includes(index)) ?? []);
  if (year === undefined || Number(year) < 1900 || Number(year) > 2100) return null;
  const written = `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  const real = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(real.getTime()) && real.toISOString().startsWith(written) ? written : null;
}

function readNumber(text: string, { limit, whole }: { limit: number; whole: boolean }): Reading {
  const value = writtenNumber(text);
  if (value === null) return refused('INVALID_NUMBER');
  if (whole && !Number.isInteger(value)) return refused('INVALID_NUMBER');
  return value < 0 || value >= limit ? refused('NUMBER_OUT_OF_RANGE') : { value };
}

function readChoice(text: string, { field, choices }: { field: string; choices: readonly string[] }): Reading {
  const word = plainWord(text);
  const choice = choices.find((one) => plainWord(one) === word || VALUE_WORDS[field]?.[one]?.includes(word));
  return choice === undefined ? refused('UNKNOWN_VALUE') : { value: choice };
}

function readBoolean(text: string): Reading {
  const word = plainWord(text);
  return YES.has(word) ? { value: true } : NO.has(word) ? { value: false } : refused('INVALID_BOOLEAN');
}

function readBsn(text: string): Reading {
  // Sheets drop a nought at the front.
  const digits = text.replace(/[\s.-]/g, '').replace(/^\d{8}$/, '0$&');
  return isBsn(digits) ? { value: digits } : refused('INVALID_BSN');
}

function readEmail(text: string): Reading {
  const address = text.replace(/^mailto:/i, '');
  if (address.length > LONGEST_CONTACT) return refused('TEXT_TOO_LONG');
  return isMailAddress(address) ? { value: address } : refused('INVALID_EMAIL');
}

/** `1234 AB`, or null when it is not a Dutch postcode. */
export function dutchPostcode(text: string): string | null {
  const found = /^([1-9]\d{3})\s*([a-z]{2})$/i.exec(text);
  return found ? `${found[1]!} ${found[2]!.toUpperCase()}` : null;
}
