import { CompiledQuery, sql, type RawBuilder } from 'kysely';
import type { EntityManager } from './orm.ts';

/** SQL with bound parameters: `` rows(em, sql`select id from candidate where id = any(${ids})`) ``. */
export { sql };
export type Sql<Row = unknown> = RawBuilder<Row>;

/** Runs in the transaction of `em`, if it is in one. */
export async function rows<Row>(em: EntityManager, query: Sql<Row>): Promise<Row[]> {
  const result = await query.execute(em.getKysely());
  return result.rows;
}

/** Runs a statement that was compiled beforehand, with `$1…` bound to the parameters. */
export async function runCompiled(em: EntityManager, text: string, parameters: readonly unknown[]): Promise<void> {
  await em.getKysely().executeQuery(CompiledQuery.raw(text, [...parameters]));
}

/** How many rows the statement touched. */
export async function affected(em: EntityManager, query: Sql): Promise<number> {
  const result = await query.execute(em.getKysely());
  return Number(result.numAffectedRows ?? 0n);
}

/**
 * Ids, numbers or hexadecimal digits as an array in PostgreSQL's own writing: `` any(${arrayOf(ids)}::uuid[]) ``. For
 * thousands of them; of an array the driver quotes every element anew, which is most of what such a statement costs here.
 * Nothing is quoted: not for words of people.
 */
export const arrayOf = (plain: readonly (string | number)[]): string => `{${plain.join(',')}}`;

/** The five characters by which PostgreSQL names an error; undefined for an error that isn't its own. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Whether the rows themselves were refused (data exceptions and broken constraints), which another try would not change. */
export const isAboutRows = (error: unknown): boolean => /^2[23]/.test(sqlStateOf(error) ?? '');
