import type { EntitySchema } from '@mikro-orm/core';
import type { EntityManager } from './orm.ts';
import { affected, sql } from './sql.ts';

/** Rows a statement: large enough to cost nothing each, small enough to stay a small string. */
const BATCH = 1_000;

type Value =
  | string
  | number
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly string[]
  | readonly object[]
  | Readonly<Record<string, string | number | boolean>>;
export type NewRecord = Readonly<Record<string, Value | undefined>>;

/**
 * Inserts many records of one table at once, set-based; nothing is loaded, and nothing is checked but by the database.
 * @param records by the entity's property names; what is absent gets the property's default, else null.
 * @returns how many were inserted.
 */
export async function insertRecords(
  em: EntityManager,
  schema: EntitySchema,
  records: readonly NewRecord[],
): Promise<number> {
  const meta = em.getMetadata().get(schema);
  // The other side of a relation is a property without a column.
  const properties = Object.entries(
    meta.properties as Record<string, { fieldNames?: string[]; default?: unknown }>,
  ).flatMap(([name, { fieldNames, default: fallback }]) =>
    fieldNames ? [{ name, column: fieldNames[0]!, fallback: fallback ?? null }] : [],
  );
  const table = sql.table(meta.tableName);
  let inserted = 0;
  for (let start = 0; start < records.length; start += BATCH) {
    const columns = records.slice(start, start + BATCH).map((record) => {
      const row: Record<string, unknown> = {};
      for (const { name, column, fallback } of properties) {
        const value = record[name] ?? fallback;
        // What is absent becomes null: of some tables that is most of a row, which need not be written and read.
        if (value !== null) row[column] = forJson(value);
      }
      return row;
    });
    inserted += await affected(
      em,
      sql`insert into ${table} select * from jsonb_populate_recordset(null::${table}, ${JSON.stringify(columns)}::jsonb)`,
    );
  }
  return inserted;
}

const forJson = (value: unknown) => (value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value);
