import { randomBytes } from 'node:crypto';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { orderOfTables } from '../../platform/database/table-order.ts';
import { inTransaction, type Orm } from '../../platform/database/index.ts';
import { StartupError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { BUILT_IN_ROLE_IDS } from '../roles/index.ts';
import { copiedTables, type CopiedTable } from './copied-tables.ts';
import { inventing, KEY_SETTING } from './invented-values.ts';

export interface CopyProgress {
  readonly table: string;
  readonly rows: number;
  readonly of: number;
}
export interface FirstAdmin {
  readonly email: string;
  readonly passwordHash: string;
}
export interface CopyOutcome {
  readonly tables: number;
  readonly rows: number;
  readonly candidates: number;
}

const KEPT_THERE = ['audit_entry', 'audit_verification'];
/** Rows between two signs of life. */
const PROGRESS = 10_000;

/**
 * Whether a database may become an acceptance copy: another one than production, with nothing in it, or a copy that may be made
 * again.
 * @throws StartupError with one sentence when it may not
 */
export async function mustBecomeAcceptance(sourceUrl: string, targetUrl: string, again: boolean): Promise<void> {
  await withClients(sourceUrl, targetUrl, async (source, target) => {
    if (await isSameDatabase(source, target))
      throw new StartupError('This is the database of production itself: give another one.');
    const found = await target.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const names = found.rows.map((one) => one.name);
    if (names.length === 0) return;
    if (!names.includes('mikro_orm_migrations'))
      throw new StartupError('There are tables of something else in this database: give an empty one.');
    if (names.includes('installation') && (await isAcceptance(target))) {
      if (again) return;
      throw new StartupError(
        'This is an acceptance copy already: add --again to make it anew. What was done there is gone then.',
      );
    }
    // Tables alone, as “migrate” makes them, are nothing yet.
    if (names.includes('agency') && (await target.query('select 1 from agency limit 1')).rows.length > 0)
      throw new StartupError('There is something in this database, and it is no acceptance copy: give an empty one.');
  });
}

/**
 * Makes the acceptance copy (B12, C13): as many rows in every table, with the dates, statuses and relations that rules look at,
 * and invented people. All of it or nothing, as production was at one moment, streamed from database to database.
 * @param options.targetUrl has this version's tables, and passed mustBecomeAcceptance.
 */
export async function copyToAcceptance(
  work: Work,
  orm: Orm,
  options: {
    sourceUrl: string;
    targetUrl: string;
    /** Who signs in there first: nobody's password goes along. */
    admin?: FirstAdmin;
    onProgress: (progress: CopyProgress) => void;
  },
): Promise<CopyOutcome> {
  const tables = copiedTables(orm, work.catalogue, inventing(work.clock.today()));
  const outcome = await withClients(options.sourceUrl, options.targetUrl, async (source, target) => {
    await source.query('begin isolation level repeatable read read only');
    await source.query(`select set_config($1, gen_random_uuid()::text || gen_random_uuid()::text, true)`, [
      KEY_SETTING,
    ]);
    await target.query('begin');
    try {
      const order = await orderOfTables(target);
      await emptyAll(target, order);
      const copied: Record<string, number> = {};
      for (const name of order) {
        const table = tables.find((one) => one.name === name);
        if (table) copied[name] = await copyTable(source, target, table, options.onProgress);
      }
      await target.query(`insert into installation (id, environment, copied_at) values (1, 'ACCEPTANCE', $1)`, [
        work.clock.now(),
      ]);
      if (options.admin) await addAdmin(target, options.admin);
      await target.query('commit');
      await target.query('analyze');
      return copied;
    } catch (error) {
      await target.query('rollback').catch(() => undefined); // the first error is the one to tell
      throw error;
    }
  });
  const counts = {
    tables: Object.keys(outcome).length,
    rows: Object.values(outcome).reduce((sum, one) => sum + one, 0),
    candidates: outcome['candidate'] ?? 0,
  };
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [
      {
        action: 'acceptance.copied',
        subjectType: 'Installation',
        subjectId: null,
        facts: { candidates: counts.candidates },
      },
    ]),
  );
  return counts;
}

async function withClients<Result>(
  sourceUrl: string,
  targetUrl: string,
  deed: (source: pg.Client, target: pg.Client) => Promise<Result>,
): Promise<Result> {
  const source = new pg.Client({ connectionString: sourceUrl });
  const target = new pg.Client({ connectionString: targetUrl });
  try {
    await source.connect();
    try {
      await target.connect();
    } catch {
      throw new StartupError('The database for the copy doesn’t answer: check its address, and that it exists.');
    }
    return await deed(source, target);
  } finally {
    // Closed whatever state they are in; a failure to close tells nothing that the first error didn't.
    await Promise.allSettled([source.end(), target.end()]);
  }
}

/** By whatever name either is called: a lock is seen in its own database alone. */
async function isSameDatabase(source: pg.Client, target: pg.Client): Promise<boolean> {
  const key = randomBytes(6).readUIntBE(0, 6);
  await source.query('select pg_advisory_lock($1)', [key]);
  const { rows: found } = await target.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [key]);
  return !found[0]!.free;
}

async function isAcceptance(target: pg.Client): Promise<boolean> {
  const { rows: found } = await target.query(`select 1 from installation where environment = 'ACCEPTANCE'`);
  return found.length > 0;
}

/** The copy's own audit trail goes on: nobody may empty it. */
async function emptyAll(target: pg.Client, order: readonly string[]): Promise<void> {
  const names = order.filter((name) => !KEPT_THERE.includes(name)).map(quoted);
  await target.query(`truncate ${names.join(', ')}`);
}

async function copyTable(
  source: pg.Client,
  target: pg.Client,
  { name, columns }: CopiedTable,
  onProgress: (progress: CopyProgress) => void,
): Promise<number> {
  const counted = await source.query<{ count: string }>(`select count(*) as count from ${quoted(name)}`);
  const of = Number(counted.rows[0]!.count);
  let copied = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const before = Math.floor(copied / PROGRESS);
      for (const byte of chunk) if (byte === 0x0a) copied += 1;
      if (Math.floor(copied / PROGRESS) > before) onProgress({ table: name, rows: copied, of });
      done(null, chunk);
    },
  });
  const values = columns.map((column) => `${column.value} as ${quoted(column.name)}`).join(', ');
  const rows = `select r.*, random() as chance_a, random() as chance_b, row_number() over () as n from ${quoted(name)} r`;
  const names = columns.map((column) => quoted(column.name)).join(', ');
  await pipeline(
    source.query(copyTo(`copy (select ${values} from (${rows}) t) to stdout`)),
    meter,
    target.query(copyFrom(`copy ${quoted(name)} (${names}) from stdin`)),
  );
  onProgress({ table: name, rows: copied, of });
  return copied;
}

async function addAdmin(target: pg.Client, { email, passwordHash }: FirstAdmin): Promise<void> {
  const id = newId();
  await target.query(`insert into staff_user (id, name, email, password_hash, role_id) values ($1, $2, $3, $4, $5)`, [
    id,
    'Beheerder acceptatie',
    email,
    passwordHash,
    BUILT_IN_ROLE_IDS.ADMIN,
  ]);
  await target.query(`insert into staff_agency (staff_id, agency_id) select $1, id from agency`, [id]);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
