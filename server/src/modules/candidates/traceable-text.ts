import { writtenDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { storedTables, type PersonalDataClass, type StoredColumn } from '../personal-data/index.ts';

/** Classes whose values point at a person. */
const TELLING: readonly PersonalDataClass[] = ['IDENTIFYING', 'CONTACT', 'THIRD_PARTY'];
/** Letters from which on a part of a name tells something by itself. */
const TELLING_PART = 3;
/** What stands between the parts of very many names. */
const COMMON_PARTS = new Set([
  'van',
  'von',
  'der',
  'den',
  'ter',
  'ten',
  'het',
  'aan',
  'bij',
  'the',
  'and',
  'del',
  'dos',
  'las',
  'los',
]);
/** A run of digits, with what people put between them; a date is looked at apart. */
const LONG_NUMBER = /\d(?:[\s().+/-]?\d){5,}/;
const NUMERIC_DATE = /\b(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}-\d{2}-\d{2})\b/g;

/**
 * Whether a text that outlives the person, a memo or a reason, could point at him (D8, C59): a mail address or a long number,
 * whosever it is, so that nobody learns a BSN or a telephone number by trying; his birth date; and any text of his that the
 * declarations call telling, in whole or, of a name, in part. Case, accents and punctuation make no difference.
 */
export async function isTraceable(work: Work, candidateId: string, given: string): Promise<boolean> {
  if (given.includes('@')) return true;
  if (LONG_NUMBER.test(given.replace(NUMERIC_DATE, ' '))) return true;
  const words = wordsOf(given);
  const text = ` ${words.join(' ')} `;
  const known = new Set(words);
  const values = await tellingValues(work, candidateId);
  return values.some(({ value, isName }) => {
    const own = wordsOf(value);
    if (own.join('').length < 2) return false;
    if (text.includes(` ${own.join(' ')} `) || known.has(own.join(''))) return true;
    return isName && own.some((part) => part.length >= TELLING_PART && !COMMON_PARTS.has(part) && known.has(part));
  });
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

interface TellingValue {
  value: string;
  isName: boolean;
}

async function tellingValues(work: Work, candidateId: string): Promise<TellingValue[]> {
  const values: TellingValue[] = [];
  for (const table of storedTables(work.em, work.catalogue)) {
    const columns = table.columns.filter((column) => column.type === 'text' && TELLING.includes(column.line.is));
    if (columns.length === 0) continue;
    const found = await rows<Record<string, string | null>>(
      work.em,
      sql`select ${sql.join(columns.map((column) => sql.ref(column.name)))} from ${sql.table(table.name)}
          where ${sql.ref(table.person)} = ${candidateId}`,
    );
    for (const row of found) {
      for (const column of columns) {
        const value = row[column.name];
        if (value != null) values.push({ value, isName: isName(column) });
      }
    }
  }
  return [...values, ...(await birthDateForms(work, candidateId))];
}

const isName = ({ line }: StoredColumn) =>
  (line.is === 'IDENTIFYING' && line.group === 'personalia') || line.is === 'THIRD_PARTY';

async function birthDateForms({ em }: Work, candidateId: string): Promise<TellingValue[]> {
  const [found] = await rows<{ day: string | null }>(
    em,
    sql`select birth_date::text as day from candidate where id = ${candidateId}`,
  );
  if (!found?.day) return [];
  const [year, month, day] = found.day.split('-') as [string, string, string];
  const forms = [
    `${year} ${month} ${day}`,
    `${day} ${month} ${year}`,
    `${String(Number(day))} ${String(Number(month))} ${year}`,
    writtenDate(found.day, 'nl'),
    writtenDate(found.day, 'en'),
  ];
  return forms.map((value) => ({ value, isName: false }));
}
