import type { EntityProperty } from '@mikro-orm/core';
import { rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import {
  definedValue,
  storedTables,
  type ColumnLine,
  type DefinedValue,
  type PersonalDataCatalogue,
  type PersonalDataDeclaration,
  type StoredTable,
} from '../personal-data/index.ts';

/** A column of somebody's row. */
export interface HeldColumn {
  readonly property: string;
  /** As the API calls it. */
  readonly field: string;
  readonly line: ColumnLine;
  readonly value: DefinedValue;
}

/** What is held of one person in one table. */
export interface HeldTable {
  readonly declaration: PersonalDataDeclaration;
  readonly columns: readonly HeldColumn[];
  /** Property → its value as JSON: days as `yyyy-mm-dd`, moments in ISO 8601, what it leads to by its name. */
  readonly rows: readonly HeldRow[];
}
export interface HeldRow {
  readonly id: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** How that to which a row leads is called: the first of these that it has. */
const NAMES = ['title', 'name', 'appliedOn'];

/**
 * All that is held of one person in the columns that `which` asks for: one query, made from the declarations, so that a new column
 * is in it by itself (B1). Of a sealed column it says no more than whether there is something.
 */
export async function heldOf(
  em: EntityManager,
  catalogue: PersonalDataCatalogue,
  candidateId: string,
  which: (line: ColumnLine) => boolean,
): Promise<HeldTable[]> {
  const tables = heldColumns(em, catalogue, which);
  const found = await rows<{ n: number; id: string; row: Record<string, unknown> }>(
    em,
    sql.join(
      tables.map(({ table, columns }, n) => rowsOf(em, table, columns, { n, candidateId })),
      sql` union all `,
    ),
  );
  const byTable = Map.groupBy(found, ({ n }) => n);
  return tables.map(({ table, columns }, n) => ({
    declaration: table.declaration,
    columns,
    rows: (byTable.get(n) ?? []).map(({ id, row }) => ({ id, values: row })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }));
}

/** The tables that have such columns, with those. */
export function heldColumns(
  em: EntityManager,
  catalogue: PersonalDataCatalogue,
  which: (line: ColumnLine) => boolean,
): { table: StoredTable; columns: HeldColumn[] }[] {
  return storedTables(em, catalogue).flatMap((table) => {
    const columns = table.columns
      .filter(({ line }) => which(line))
      .map(({ property, line }) => ({
        property,
        field: typeof line.api === 'string' ? line.api : property,
        line,
        value: definedValue(table.declaration, property),
      }));
    return columns.length === 0 ? [] : [{ table, columns }];
  });
}

function rowsOf(
  em: EntityManager,
  table: StoredTable,
  columns: readonly HeldColumn[],
  { n, candidateId }: { n: number; candidateId: string },
): Sql {
  const stored = new Map(table.columns.map((column) => [column.property, column]));
  const pairs = columns.map(
    ({ property, value }) => sql`${valueOf(em, stored.get(property)!.name, value)} as ${sql.ref(property)}`,
  );
  const key = stored.get('id')?.name ?? table.person;
  return sql`select ${n}::int as n, t.${sql.ref(key)}::text as id, (select to_jsonb(held) from (select ${sql.join(pairs, sql`, `)}) held) as row
    from ${sql.table(table.name)} t where t.${sql.ref(table.person)} = ${candidateId}::uuid`;
}

function valueOf(em: EntityManager, column: string, value: DefinedValue): Sql {
  const stored = sql`t.${sql.ref(column)}`;
  // The database's own seal stays closed; whoever asks opens it.
  if (value.type === 'SEALED') return sql`(${stored} is not null)`;
  if (value.type === 'INSTANT') return sql`to_char(${stored} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  if (value.type !== 'LINK') return stored;
  const target = em.getMetadata().get<object>(value.target!);
  const properties = target.properties as Record<string, EntityProperty>;
  const name = NAMES.find((one) => one in properties);
  if (name === undefined) return stored;
  return sql`(select l.${sql.ref(properties[name]!.fieldNames[0]!)}::text from ${sql.table(target.tableName)} l where l.id = ${stored})`;
}
