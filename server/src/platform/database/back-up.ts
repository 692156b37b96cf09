import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { StartupError } from '../errors.ts';
import { orderOfTables } from './table-order.ts';

/** A back-up on disk: a folder with a file for each table and what is needed to trust them. */
export interface BackUp {
  readonly name: string;
  readonly dir: string;
  readonly tables: number;
  readonly rows: number;
}

interface Manifest {
  readonly format: 1;
  readonly madeAt: string;
  /** By which the tables were made; a back-up goes back only where the same ones were run. */
  readonly migrations: readonly string[];
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
}

const MANIFEST = 'manifest.json';
/** Of a folder that is being written. */
const GROWING = '.growing';
const IS_BACK_UP = /^back-up-\d{4}-\d\d-\d\dT[\d-]+Z(\.growing)?$/;
/** Another number is another product's, or another age's. */
const FORMAT: number = 1;

/**
 * Writes every table as it was at one moment, whatever is changed meanwhile, in bounded memory. The folder has its name only
 * when it is whole. It holds personal data: it is readable by this user alone, and docs/back-ups.md says how long to keep it.
 * @param parent folder of the back-ups. @param at names it. @param keep how many stay there, this one among them; older ones go.
 */
export async function makeBackUp(url: string, parent: string, at: Date, keep: number): Promise<BackUp> {
  const name = `back-up-${at.toISOString().replaceAll(/[:.]/g, '-')}`;
  const dir = join(parent, name);
  const growing = dir + GROWING;
  await mkdir(growing, { recursive: true, mode: 0o700 });
  const client = await connected(url);
  try {
    await client.query('begin isolation level repeatable read read only');
    const tables: { name: string; rows: number; sha256: string }[] = [];
    for (const table of await orderOfTables(client)) tables.push(await writeTable(client, table, growing));
    const manifest: Manifest = {
      format: 1,
      madeAt: at.toISOString(),
      migrations: await migrationsOf(client),
      tables,
    };
    await client.query('commit');
    await writeFile(join(growing, MANIFEST), JSON.stringify(manifest, null, 2), { mode: 0o600 });
    await rename(growing, dir);
    await removeOlder(parent, keep);
    return { name, dir, tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0) };
  } catch (error) {
    await rm(growing, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** Each holds everybody who was there: what was erased since is in it too, so none stays longer than it is of use. */
async function removeOlder(parent: string, keep: number): Promise<void> {
  const found = (await readdir(parent)).filter((name) => IS_BACK_UP.test(name)).toSorted();
  const oldest = found.filter((name) => !name.endsWith(GROWING)).at(-keep);
  // One that its process left half done goes with those of its age.
  for (const name of found)
    if (oldest !== undefined && name < oldest) await rm(join(parent, name), { recursive: true, force: true });
}

/**
 * Puts a back-up into a database that has its tables and nobody in them: all of it, or nothing.
 * @throws StartupError when the back-up is damaged or of other tables, or there is something in the database already.
 */
export async function restoreBackUp(url: string, dir: string): Promise<BackUp> {
  const manifest = await readManifest(dir);
  const client = await connected(url);
  try {
    await client.query('begin');
    const migrations = await migrationsOf(client);
    if (JSON.stringify(migrations) !== JSON.stringify(manifest.migrations))
      throw new StartupError('The back-up was made with other tables than this version of the product has.');
    const order = await orderOfTables(client);
    const known = new Set(manifest.tables.map((table) => table.name));
    if (order.some((table) => !known.has(table)) || order.length !== known.size)
      throw new StartupError('The back-up does not hold the tables that this database has.');
    await mustBeEmpty(client);
    for (const table of order.toReversed()) await emptyTable(client, table);
    for (const table of order)
      await readTable(
        client,
        manifest.tables.find((one) => one.name === table)!,
        dir,
      );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the first error is the one to tell
    throw error;
  } finally {
    await client.end();
  }
  const { tables } = manifest;
  return {
    name: dir.split('/').at(-1)!,
    dir,
    tables: tables.length,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
  };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ name: string }>('select name from mikro_orm_migrations order by name');
  return found.map((one) => one.name);
}

const quoted = (table: string) => `"${table.replaceAll('"', '""')}"`;
const fileOf = (dir: string, table: string) => join(dir, `${table}.copy.gz`);

/** Counts and hashes what flows through; a line of COPY's text form is a row. */
function meter() {
  const hash = createHash('sha256');
  const seen = { rows: 0, sha256: () => hash.digest('hex') };
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      for (const byte of chunk) if (byte === 0x0a) seen.rows += 1;
      done(null, chunk);
    },
  });
  return { stream, seen };
}

async function writeTable(client: pg.Client, table: string, dir: string) {
  const { stream, seen } = meter();
  const source = client.query(copyTo(`copy (select * from ${quoted(table)}) to stdout`));
  await pipeline(source, stream, createGzip({ level: 4 }), createWriteStream(fileOf(dir, table), { mode: 0o600 }));
  return { name: table, rows: seen.rows, sha256: seen.sha256() };
}

async function readTable(client: pg.Client, table: Manifest['tables'][number], dir: string): Promise<void> {
  const { stream, seen } = meter();
  const target = client.query(copyFrom(`copy ${quoted(table.name)} from stdin`));
  await pipeline(createReadStream(fileOf(dir, table.name)), createGunzip(), stream, target);
  if (seen.rows !== table.rows || seen.sha256() !== table.sha256)
    throw new StartupError(`The back-up is damaged: ${table.name} is not what was written.`);
}

/** Only what migrations put there themselves may stand in a database that is restored into. */
async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows: found } = await client.query('select 1 from agency union all select 1 from candidate limit 1');
  if (found.length > 0)
    throw new StartupError('There is something in this database already: restore into an empty one.');
}

async function emptyTable(client: pg.Client, table: string): Promise<void> {
  const { rows: found } = await client.query(`select 1 from ${quoted(table)} limit 1`);
  if (found.length > 0) await client.query(`delete from ${quoted(table)}`);
}

async function readManifest(dir: string): Promise<Manifest> {
  try {
    const manifest = JSON.parse(await readFile(join(dir, MANIFEST), 'utf8')) as Partial<Manifest>;
    if (manifest.format === FORMAT) return manifest as Manifest;
  } catch {
    // what can't be read is no back-up, whatever the reason
  }
  throw new StartupError('This folder is not a whole back-up of Wisbaar.');
}
