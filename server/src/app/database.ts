import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { connect, type Orm } from '../platform/database/index.ts';
import { isOutOfReach } from '../platform/database/lost-connections.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts';
import type { Env } from '../platform/env.ts';
import { StartupError } from '../platform/errors.ts';
import { entities } from './modules.ts';
import { secureRows } from './row-security.ts';

export interface Database {
  url: string;
  orm: Orm;
  close(): Promise<void>;
}

/** Key of the lock under which tables are made: of processes that start together, one does it. */
const MIGRATION_LOCK = 7_229_014;
const TRY_AGAIN_MS = 500;

/**
 * The database of the settings, or a built-in one in DATA_DIR, with its tables brought up to date.
 * @param joining a command beside a running product uses that one's built-in database.
 * @param asked aborted when the process is to stop, so that it waits for no database any more.
 * @throws StartupError with one sentence when it can't be reached.
 */
export async function openDatabase(
  env: Env,
  log: (line: string) => void,
  joining: boolean,
  asked?: AbortSignal,
): Promise<Database> {
  const server = await findServer(env, log, joining, asked);
  try {
    await migrate(server.url);
    const orm = await connect({ url: server.url, entities });
    return {
      url: server.url,
      orm,
      close: async () => {
        await orm.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function findServer(
  env: Env,
  log: (line: string) => void,
  joining: boolean,
  asked?: AbortSignal,
): Promise<{ url: string; stop: () => Promise<void> }> {
  if (env.databaseUrl) {
    await mustAnswer(env.databaseUrl, log, !joining, asked);
    return { url: env.databaseUrl, stop: () => Promise.resolve() };
  }
  const addressFile = join(env.dataDir, 'database-url');
  if (joining && existsSync(addressFile)) {
    const url = readFileSync(addressFile, 'utf8');
    if (!(await tryDatabase(url))) return { url, stop: () => Promise.resolve() };
  }
  const server = await startEmbeddedPostgres({ dataDir: env.dataDir, log });
  writeFileSync(addressFile, server.url, { mode: 0o600 });
  return {
    url: server.url,
    stop: async () => {
      rmSync(addressFile, { force: true });
      await server.stop();
    },
  };
}

/** @returns why not, when it doesn't. */
async function tryDatabase(url: string): Promise<{ error: unknown } | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return { error };
  } finally {
    await client.end();
  }
}

/**
 * A server process waits for a database that isn't there yet, as after a power cut: the machine of each starts when it starts
 * (F4). A command says so at once, and so does what waiting doesn't mend, such as a wrong password.
 */
async function mustAnswer(url: string, log: (line: string) => void, wait: boolean, asked?: AbortSignal): Promise<void> {
  const { host, pathname } = new URL(url);
  for (let tries = 0; ; tries += 1) {
    const failed = await tryDatabase(url);
    if (!failed) return;
    if (!wait || !isOutOfReach(failed.error) || asked?.aborted)
      throw new StartupError(
        `The database${pathname} on ${host} doesn’t answer: check DATABASE_URL, and that the server runs.`,
      );
    if (tries === 0)
      log(
        `The database${pathname} on ${host} doesn’t answer yet (DATABASE_URL): waiting until it does. Ctrl-C stops that.`,
      );
    await pause(TRY_AGAIN_MS, undefined, asked ? { signal: asked } : {}).catch(() => undefined);
  }
}

/** Brings the tables of a database up to date. */
export async function migrate(url: string): Promise<void> {
  const orm = await connect({ url, entities, poolSize: 2 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await orm.migrator.up();
    await secureRows(orm);
  } finally {
    await client.end();
    await orm.close();
  }
}
