import { DomainError, forbidden } from '../../platform/errors.ts';
import type { LocalDate } from '../../platform/clock.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { publishedFieldsOf } from '../personal-data/index.ts';
import type { Rights } from '../permissions/index.ts';
import { sealBsn } from './bsn.ts';
import { candidateData } from './candidate.personal-data.ts';

const LONGEST_NOTE = 10_000;
const LONGEST = 200;
const MOST_IN_LIST = 50;
const MAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]{2,}$/;

const PROPERTY_OF = new Map(
  publishedFieldsOf(candidateData).map(({ field, property, line }) => [field, { property, line }]),
);

/**
 * Turns what a client sent into what is stored, field by field; nothing else of the input reaches the entity.
 * @param input published field → value; `undefined` means: not given.
 * @throws DomainError FORBIDDEN for a field that the role may not change (H6), BAD_USER_INPUT with the field's name
 */
export function candidateChanges(
  rights: Rights,
  secrets: Secrets,
  today: LocalDate,
  candidateId: string,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(input)) {
    const known = PROPERTY_OF.get(field);
    if (value === undefined || !known) continue;
    if (!rights.change.has(`Candidate.${field}`)) throw forbidden(`Your role may not change Candidate.${field}.`);
    if (field === 'bsn') Object.assign(changes, bsnChange(secrets, candidateId, value as string | null));
    else changes[known.property] = checked(field, known.line.is === 'FREE_TEXT' ? LONGEST_NOTE : LONGEST, today, value);
  }
  return changes;
}

function bsnChange(secrets: Secrets, candidateId: string, bsn: string | null) {
  return bsn === null || bsn.trim() === '' ? { bsnCipher: null, bsnHash: null } : sealBsn(secrets, candidateId, bsn);
}

function checked(field: string, longest: number, today: LocalDate, value: unknown): unknown {
  if (value === null && REQUIRED.includes(field))
    throw new DomainError('BAD_USER_INPUT', 'This field can’t be emptied.', [field]);
  if (Array.isArray(value)) {
    if (value.length > MOST_IN_LIST)
      throw new DomainError('BAD_USER_INPUT', `Give at most ${String(MOST_IN_LIST)} values.`, [field]);
    return value.map((one) => checked(field, longest, today, one));
  }
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (text === '') return null;
  if (text.length > longest)
    throw new DomainError('BAD_USER_INPUT', `Give at most ${String(longest)} characters.`, [field]);
  // eslint-disable-next-line no-control-regex -- control characters are just what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text))
    throw new DomainError('BAD_USER_INPUT', 'This text holds characters that can’t be stored.', [field]);
  if (field.startsWith('email') && !MAIL.test(text))
    throw new DomainError('BAD_USER_INPUT', 'This is not a mail address.', [field]);
  if (field === 'birthDate' && (text > today || text < '1900-01-01'))
    throw new DomainError('BAD_USER_INPUT', 'This can’t be a birth date.', [field]);
  return text;
}

const REQUIRED = ['blocked', 'language'];
