import { rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import {
  erasedValue,
  storedTables,
  type ColumnLine,
  type StoredColumn,
  type StoredTable,
} from '../personal-data/index.ts';

/** Fewer people alike than this, and one of them can be told apart together with other sources: then he is pseudonymised. */
export const ENOUGH_ALIKE = 5;

/** How far people who have been anonymised, or would be, can still be told apart by what remains of them (B11). */
export interface ResidualIdentifiability {
  /** With Anonimisering Plus, for whoever is still to be anonymised. */
  readonly plus: boolean;
  /** Names of the fields that remain and say something, as `Type.field`. */
  readonly fields: readonly string[];
  readonly people: number;
  /** Of these people, whoever is in a small group: pseudonymised, and not anonymous. */
  readonly pseudonymised: number;
  /** Of groups that are alike in all of those fields and smaller than ENOUGH_ALIKE, by their size. */
  readonly small: readonly { readonly size: number; readonly groups: number }[];
}

/**
 * Groups people by all that is left of them once they are anonymised, in every table, made from the declarations, and counts the
 * small groups; of the values themselves nothing is told.
 * @param people SQL over `candidate c`: who is looked at; whoever is not anonymous yet is looked at as he will be.
 * @param counted SQL over `candidate c`: of whom it is told, everybody when left out; the others are those among whom they are hidden.
 *   With Plus these are looked at as if they had gone with it, also when they went without.
 */
export async function residualIdentifiability(
  work: Work,
  em: EntityManager,
  people: Sql<boolean>,
  counted?: Sql<boolean>,
): Promise<ResidualIdentifiability[]> {
  const isDone = (plus: boolean) =>
    plus && counted ? sql<boolean>`(c.anonymised and not l.counted)` : sql<boolean>`c.anonymised`;
  // Who of them counts is found out once, and not anew for each of their columns.
  const lookedAt = counted
    ? sql`looked_at as materialized (select c.id, (${counted}) as counted from candidate c where ${people}),`
    : sql``;
  const among = counted ? sql`candidate c join looked_at l on l.id = c.id` : sql`candidate c`;
  const which = counted ? sql<boolean>`true` : people;
  const left = storedTables(em, work.catalogue).flatMap((table) => {
    const columns = table.columns.filter(
      ({ line }) => line.is === 'QUASI_IDENTIFYING' && [false, true].some((plus) => saysSomething(table, line, plus)),
    );
    return columns.length === 0 ? [] : [{ table, columns }];
  });
  const own = left.filter(({ table }) => table.person === 'id');
  const records = left.filter(({ table }) => table.person !== 'id');
  /** All that is left of a person, as one text. */
  const remains = (plus: boolean) =>
    sql`row(${sql.join([
      ...own.flatMap(({ table, columns }) => columns.map((column) => leftOf(table, column, 'c', plus, isDone(plus)))),
      ...records.map(({ table }) => sql`${sql.ref(`of_${table.name}`)}.${sql.ref(plus ? 'plus' : 'base')}`),
      sql`1`,
    ])})::text`;
  const groups = await rows<{ plus: boolean; size: number; groups: number; people: number }>(
    em,
    sql`with ${lookedAt} remains as materialized (
          select ${remains(false)} as base, ${remains(true)} as plus, ${counted ? sql`l.counted` : sql`true`} as counted
          from ${among} ${sql.join(
            records.map(({ table, columns }) => recordsLeft(table, columns, { among, which, isDone })),
            sql` `,
          )}
          where ${which}),
        alike as (
          select false as plus, count(*)::int as size, count(*) filter (where counted)::int as counted
          from remains group by remains.base
          union all select true, count(*)::int, count(*) filter (where counted)::int from remains group by remains.plus)
        select plus, least(size, ${ENOUGH_ALIKE}) as size, count(*)::int as groups, sum(counted)::int as people
        from alike where counted > 0 group by 1, 2 order by 1, 2`,
  );
  return [false, true].map((plus) => {
    const found = groups.filter((one) => one.plus === plus);
    const small = found.filter(({ size }) => size < ENOUGH_ALIKE);
    const sum = (of: typeof found) => of.reduce((total, one) => total + one.people, 0);
    return {
      plus,
      fields: left.flatMap(({ table, columns }) =>
        columns
          .filter(({ line }) => saysSomething(table, line, plus))
          .map(
            ({ property, line }) =>
              `${table.declaration.type}.${line.api === undefined || line.api === false ? property : line.api}`,
          ),
      ),
      people: sum(found),
      pseudonymised: sum(small),
      small: small.map(({ size, groups: count }) => ({ size, groups: count })),
    };
  });
}

/** SQL: the records of each person in a table, as one text of what will be left of them. */
function recordsLeft(
  table: StoredTable,
  columns: readonly StoredColumn[],
  { among, which, isDone }: { among: Sql; which: Sql<boolean>; isDone: (plus: boolean) => Sql<boolean> },
): Sql {
  const each = (plus: boolean) => {
    const values = columns.map((column) => leftOf(table, column, 'r', plus, isDone(plus)));
    const gone = plus ? table.declaration.rowsPlus === 'DELETE' : table.declaration.rows === 'DELETE';
    const one = sql`row(${sql.join(values)}, 1)::text`;
    return sql`string_agg(${one}, '' order by ${one})${gone ? sql` filter (where ${isDone(plus)})` : sql``}`;
  };
  return sql`left join (
    select r.${sql.ref(table.person)} as person, ${each(false)} as base, ${each(true)} as plus
    from ${among} join ${sql.table(table.name)} r on r.${sql.ref(table.person)} = c.id where ${which} group by 1
  ) ${sql.ref(`of_${table.name}`)} on ${sql.ref(`of_${table.name}`)}.person = c.id`;
}

/** SQL: what a column will hold; of who is anonymous already, what it holds now. */
function leftOf(
  table: StoredTable,
  { name, line }: StoredColumn,
  alias: 'c' | 'r',
  plus: boolean,
  anonymised: Sql,
): Sql {
  const column = `${alias}."${name}"`;
  if (!saysSomething(table, line, plus)) return sql`case when ${anonymised} then ${sql.raw(column)} end`;
  const erased = erasedValue(methodOf(line, plus), column) ?? column;
  return erased === column
    ? sql.raw(column)
    : sql`case when ${anonymised} then ${sql.raw(column)} else ${sql.raw(erased)} end`;
}

const methodOf = (line: ColumnLine, plus: boolean) => (plus ? line.plus : undefined) ?? line.erase;

/** What goes, and what everybody has alike afterwards, says nothing of anybody. */
function saysSomething({ declaration }: StoredTable, line: ColumnLine, plus: boolean): boolean {
  if ((plus ? declaration.rowsPlus : declaration.rows) === 'DELETE') return false;
  const method = methodOf(line, plus);
  return typeof method === 'object' || method === 'KEEP' || method === 'START_OF_YEAR';
}
