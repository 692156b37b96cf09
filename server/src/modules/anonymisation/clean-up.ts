import { defineEntity, p } from '@mikro-orm/postgresql';
import pg from 'pg';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { declareImpersonal, storedTables } from '../personal-data/index.ts';

/** When the pages of a table were last written anew, so that nothing of erased people is left in them. */
export const CleanUpSchema = defineEntity({
  name: 'CleanUp',
  tableName: 'clean_up',
  properties: {
    tableName: p.text().primary(),
    cleanedAt: p.datetime(3),
  },
});
export const cleanUpData = declareImpersonal(CleanUpSchema, { tableName: 'TECHNICAL', cleanedAt: 'TECHNICAL' });

/** How long a table is waited for, in milliseconds; meanwhile who comes after us waits too. */
const LOCK_TIMEOUT_MS = 3_000;
/** An erasure may have begun so long before its rows were overwritten. */
const MARGIN_MS = 60 * 60_000;
/** The name by which PostgreSQL says that a lock was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03';

export interface CleanUpOutcome {
  cleaned: string[];
  /** In use; to be tried again. */
  busy: string[];
}

/**
 * Writes every table anew in which somebody was erased since that was last done (F15): an update leaves the old row in the
 * table's pages, its indexes and its TOAST table, and in the planner's statistics. A table can't be read while that lasts,
 * so it belongs in the night.
 * @param databaseUrl of the owner; a connection of its own, since it can't be done in a transaction.
 */
export async function cleanUpErased(
  work: Work,
  databaseUrl: string,
  onTable: () => void | Promise<void> = () => undefined,
): Promise<CleanUpOutcome> {
  const outcome: CleanUpOutcome = { cleaned: [], busy: [] };
  const known = new Set(storedTables(work.em, work.catalogue).map(({ name }) => name));
  const due = await rows<{ name: string }>(
    work.em,
    sql`select distinct touched.name from erasure_receipt r cross join lateral jsonb_object_keys(r.counts) touched (name)
        left join clean_up done on done.table_name = touched.name
        where done.cleaned_at is null or r.erased_at >= done.cleaned_at order by 1`,
  );
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${String(LOCK_TIMEOUT_MS)}`);
    const tables = due.filter((one) => known.has(one.name)).map(({ name }) => name);
    // Samples of values, of which the old ones lie there as rows do elsewhere; it comes last, when there are new ones.
    for (const name of tables.length === 0 ? [] : [...tables, 'pg_statistic']) {
      const at = new Date(work.clock.now().getTime() - MARGIN_MS).toISOString();
      try {
        if (!(await writeAnew(client, name))) {
          outcome.busy.push(name);
          continue;
        }
        outcome.cleaned.push(name);
      } catch (error) {
        if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
        outcome.busy.push(name);
        continue;
      }
      await rows(
        work.em,
        sql`insert into clean_up (table_name, cleaned_at) values (${name}, ${at}::timestamptz)
            on conflict (table_name) do update set cleaned_at = excluded.cleaned_at`,
      );
      await onTable();
    }
  } finally {
    await client.end();
  }
  return outcome;
}

/** @returns whether nothing old can be left: a row that an older transaction may still read, a back-up say, is carried over. */
async function writeAnew(client: pg.Client, table: string): Promise<boolean> {
  const { rows: begun } = await client.query<{ at: Date }>('select clock_timestamp() as at');
  await client.query(`vacuum (full, analyze) ${client.escapeIdentifier(table)}`);
  const { rows: older } = await client.query(
    `select from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and (backend_xmin is not null or backend_xid is not null) and xact_start < $1`,
    [begun[0]!.at],
  );
  return older.length === 0;
}
