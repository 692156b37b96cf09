import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { storedTables, type PersonalDataClass } from '../personal-data/index.ts';
import { openBsn } from '../candidates/index.ts';

/** Classes whose values point at a person. */
const TELLING: readonly PersonalDataClass[] = ['IDENTIFYING', 'CONTACT', 'THIRD_PARTY'];
const SHORTEST = 2;

/**
 * Whether a remark that outlives the person holds one of his own values (D8, C59): any text that the declarations call
 * telling, in any of his tables, and his BSN. Case, accents, spaces and punctuation make no difference.
 */
export async function isTraceable(work: Work, candidateId: string, memo: string): Promise<boolean> {
  const words = ` ${plain(memo).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const squeezed = words.replaceAll(' ', '');
  for (const value of await tellingValues(work, candidateId)) {
    const own = plain(value)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (own.length < SHORTEST) continue;
    if (words.includes(` ${own} `)) return true;
    const joined = own.replaceAll(' ', '');
    // Digits are often spaced differently: 06 12 34 56 78.
    if (/^\d{6,}$/.test(joined) && squeezed.includes(joined)) return true;
  }
  return false;
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

async function tellingValues(work: Work, candidateId: string): Promise<string[]> {
  const values: string[] = [];
  for (const table of storedTables(work.em, work.catalogue)) {
    const columns = table.columns.filter((column) => column.type === 'text' && TELLING.includes(column.line.is));
    if (columns.length === 0) continue;
    const found = await rows<Record<string, string | null>>(
      work.em,
      sql`select ${sql.join(columns.map((column) => sql.ref(column.name)))} from ${sql.table(table.name)}
          where ${sql.ref(table.person)} = ${candidateId}`,
    );
    values.push(...found.flatMap((row) => Object.values(row).filter((value) => value !== null)));
  }
  const bsn = await openBsn(work, candidateId);
  return bsn === null ? values : [...values, bsn];
}
