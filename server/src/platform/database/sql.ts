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
