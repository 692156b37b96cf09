import type { EntityProperty } from '@mikro-orm/core';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import type { PersonalDataClass } from '../personal-data/index.ts';
import { openBsn } from '../candidates/index.ts';

/** Classes whose values point at a person. */
const TELLING: readonly PersonalDataClass[] = ['IDENTIFYING', 'CONTACT', 'SPECIAL', 'THIRD_PARTY'];
const TEXT_TYPES = ['text', 'string'];
const SHORTEST = 2;

/**
 * Whether a remark that outlives the person holds one of his own values (D8, C59): any text that the declarations call
 * telling, in any of his tables, and his BSN. Case, accents, spaces and punctuation make no difference.
 */
export async function isTraceable(work: Work, candidateId: string, memo: string): Promise<boolean> {
  const words = ` ${plain(memo).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const squeezed = words.replaceAll(' ', '');
  for (const value of await tellingValues(work, candidateId)) {
    const own = plain(value).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
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
  for (const table of work.catalogue.personal()) {
    const { meta } = table.schema;
    const properties = meta.properties as Record<string, EntityProperty>;
    const columns = Object.entries(table.columns)
      .filter(([property, line]) => TELLING.includes(line.is) && TEXT_TYPES.includes(properties[property]!.runtimeType) && properties[property]!.columnTypes[0] === 'text')
      .map(([property]) => sql`${sql.ref(properties[property]!.fieldNames[0]!)}`);
    if (columns.length === 0) continue;
    const found = await rows<Record<string, string | null>>(
      work.em,
      sql`select ${sql.join(columns)} from ${sql.table(meta.tableName)}
          where ${sql.ref(properties[table.person]!.fieldNames[0]!)} = ${candidateId}`,
    );
    values.push(...found.flatMap((row) => Object.values(row).filter((value) => value !== null)));
  }
  const bsn = await openBsn(work, candidateId);
  return bsn === null ? values : [...values, bsn];
}
