import type { LocalDate } from '../../platform/clock.ts';
import { DomainError, forbidden } from '../../platform/errors.ts';
import {
  definedValue,
  publishedFieldsOf,
  type ColumnLine,
  type PersonalDataDeclaration,
} from '../personal-data/index.ts';
import { isMailAddress } from '../../platform/mail-address.ts';
import type { Rights } from './rights.ts';

const LONGEST_NOTE = 10_000;
const LONGEST = 200;
const MOST_IN_LIST = 50;
const MOST_FREE_FIELDS = 50;
// eslint-disable-next-line no-control-regex -- control characters are just what is looked for
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/**
 * Turns what a client sent into what is stored, field by field; nothing else of the input reaches an entity.
 * @param input published field → value; `undefined` means: not given.
 * @returns property → value to store.
 * @throws DomainError FORBIDDEN for a field that the role may not change (H6), BAD_USER_INPUT with the field's name
 */
export function fieldChanges(
  declaration: PersonalDataDeclaration,
  rights: Rights,
  today: LocalDate,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const { type, field, property, line } of publishedFieldsOf(declaration)) {
    const value = input[field];
    if (value === undefined) continue;
    if (!rights.change.has(`${type}.${field}`)) throw forbidden(`Your role may not change ${type}.${field}.`);
    changes[property] = checked(field, line, today, value);
    const { most } = definedValue(declaration, property);
    if (most !== undefined && typeof value === 'number' && value > most)
      throw bad(field, `Give a number of at most ${String(most)}.`);
  }
  return changes;
}

const bad = (field: string, message: string) => new DomainError('BAD_USER_INPUT', message, [field]);

function checked(field: string, line: ColumnLine, today: LocalDate, value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.length > MOST_IN_LIST) throw bad(field, `Give at most ${String(MOST_IN_LIST)} values.`);
    return value.map((one) => checked(field, line, today, one)).filter((one) => one !== null);
  }
  if (typeof value === 'number' && value < 0) throw bad(field, 'Give a number that is not negative.');
  if (typeof value === 'object' && value !== null) return checkedFreeFields(field, value);
  return typeof value === 'string' ? checkedText(field, line, today, value) : value;
}

function checkedText(field: string, line: ColumnLine, today: LocalDate, value: string): string | null {
  const text = value.trim();
  if (text === '') return null;
  const longest = line.is === 'FREE_TEXT' ? LONGEST_NOTE : LONGEST;
  if (text.length > longest) throw bad(field, `Give at most ${String(longest)} characters.`);
  if (UNPRINTABLE.test(text)) throw bad(field, 'This text holds characters that can’t be stored.');
  if (field.startsWith('email') && !isMailAddress(text)) throw bad(field, 'This is not a mail address.');
  if (field === 'birthDate' && (text > today || text < '1900-01-01')) throw bad(field, 'This can’t be a birth date.');
  return text;
}

/** The agency's own fields: a name and a text each. */
function checkedFreeFields(field: string, value: object): Record<string, string> {
  const entries = Object.entries(value);
  const fits =
    entries.length <= MOST_FREE_FIELDS &&
    entries.every(([name, text]) => name.length <= LONGEST && typeof text === 'string' && text.length <= LONGEST_NOTE);
  if (!fits) throw bad(field, `Give at most ${String(MOST_FREE_FIELDS)} names, each with a text.`);
  return Object.fromEntries(entries);
}
