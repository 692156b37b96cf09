import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { rows, sql, type EntityManager } from '../src/platform/database/index.ts';
import { newId } from '../src/platform/ids.ts';

/** Keys of rows by their table: what a new row belongs to. */
export type Owners = ReadonlyMap<string, string>;

/**
 * A row as small as its table allows, made from the ORM's metadata, so that a new table has one too.
 * @param owners the rows that it is to belong to; where there is none, a column that may be empty is.
 * @param values by column, where it matters what they are.
 * @returns the row's key; `undefined` where there may be no second one.
 */
export async function insertAnyRow(
  em: EntityManager,
  meta: EntityMetadata,
  owners: Owners,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, string> | undefined> {
  const record: Record<string, unknown> = {};
  for (const property of meta.props) {
    const column = property.fieldNames[0]!;
    const owner = ownerOf(property, column, owners);
    if (column in values) record[column] = values[column];
    else if (owner !== undefined) record[column] = owner;
    else if (property.nullable !== true) record[column] = anyValue(meta, property);
  }
  const inserted = await rows(
    em,
    sql`insert into ${sql.table(meta.tableName)} select * from jsonb_populate_record(null::${sql.table(meta.tableName)}, ${JSON.stringify(record)}::jsonb)
        on conflict do nothing returning 1`,
  );
  if (inserted.length === 0) return undefined;
  return Object.fromEntries(
    meta.getPrimaryProps().map(({ fieldNames }) => [fieldNames[0]!, String(record[fieldNames[0]!])]),
  );
}

/** Also by the column's name: what outlives a row holds its key without referring to it. */
function ownerOf(property: EntityProperty, column: string, owners: Owners): string | undefined {
  return owners.get(property.targetMeta?.tableName ?? column.replace(/_id$/, ''));
}

function anyValue(meta: EntityMetadata, property: EntityProperty): unknown {
  if (property.targetMeta)
    throw new Error(`${meta.tableName}.${property.name} needs a row of ${property.targetMeta.tableName}.`);
  if (property.enum) return property.items![0];
  const type = property.columnTypes[0]!;
  if (type === 'uuid') return newId();
  if (type === 'text') return newId();
  if (type === 'uuid[]' || type === 'text[]') return [];
  if (type === 'jsonb') return {};
  if (type === 'bytea') return `\\x${newId().replaceAll('-', '')}`;
  if (type === 'date') return '2026-06-01';
  if (type.startsWith('timestamptz')) return '2026-06-01T10:00:00Z';
  if (type === 'boolean') return false;
  return 1;
}
