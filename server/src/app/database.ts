import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { connect, type Orm } from '../platform/database/index.ts';
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts';
import type { Env } from '../platform/env.ts';
import { StartupError } from '../platform/errors.ts';
import { entities } from './modules.ts';

export interface Database {
  url: string;
  orm: Orm;
  close(): Promise<void>;
}

/** Key of the lock under which tables are made: of processes that start together, one does it. */
const MIGRATION_LOCK = 7_229_014;

/**
 * The database of the settings, or a built-in one in DATA_DIR, with its tables brought up to date.
 * @param joining a command beside a running product uses that one's built-in database.
 * @throws StartupError with one sentence when it can't be reached.
 */
export async function openDatabase(env: Env, log: (line: string) => void, joining: boolean): Promise<Database> {
  const server = await findServer(env, log, joining);
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
): Promise<{ url: string; stop: () => Promise<void> }> {
  if (env.databaseUrl) {
    await mustAnswer(env.databaseUrl);
    return { url: env.databaseUrl, stop: () => Promise.resolve() };
  }
  const addressFile = join(env.dataDir, 'database-url');
  if (joining && existsSync(addressFile)) {
    const url = readFileSync(addressFile, 'utf8');
    if (await answers(url)) return { url, stop: () => Promise.resolve() };
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

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false; // nobody there is an answer too
  } finally {
    await client.end();
  }
}

async function mustAnswer(url: string): Promise<void> {
  if (await answers(url)) return;
  const { host, pathname } = new URL(url);
  throw new StartupError(
    `The database${pathname} on ${host} doesn’t answer: check DATABASE_URL, and that the server runs.`,
  );
}

async function migrate(url: string): Promise<void> {
  const orm = await connect({ url, entities, poolSize: 2 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await orm.migrator.up();
  } finally {
    await client.end();
    await orm.close();
  }
}
