import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, PostgreSqlDriver, UnderscoreNamingStrategy, type EntityManager } from '@mikro-orm/postgresql';
import { fileURLToPath } from 'node:url';
import type { Pool } from 'pg';
import { forgetAnsweredQueries } from './forget-answered-queries.ts';
import { surviveLostConnections } from './lost-connections.ts';
import { scopeConnections } from './row-scope.ts';

export type { EntityManager };
export type Orm = MikroORM;

/** Tables that the job engine makes and keeps by itself. */
const JOB_TABLES = [/^agenda_/];

export interface DatabaseOptions {
  url: string;
  entities: readonly EntitySchema[];
  /** Connections at the most. */
  poolSize?: number;
  /** How long somebody waits for a connection while all are lent out; then he hears that it is busy. */
  patienceMs?: number;
}

/** Less than a visitor, or a proxy, waits for an answer; more than a burst takes. */
export const PATIENCE_MS = 15_000;

/** Connects; makes no change to the database. */
export async function connect(options: DatabaseOptions): Promise<Orm> {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: options.url,
    entities: [...options.entities],
    namingStrategy: UnderscoreNamingStrategy,
    extensions: [Migrator],
    pool: { min: 0, max: options.poolSize ?? 10 },
    forceUtcTimezone: true,
    // Text of people never ends up in a log through a query that failed.
    debug: false,
    logger: () => undefined,
    driverOptions: {
      connectionTimeoutMillis: options.patienceMs ?? PATIENCE_MS,
      onPoolCreated: (pool: Pool) => {
        surviveLostConnections(pool);
        forgetAnsweredQueries(pool);
        // Without a scope every connection works as the tables' owner.
        scopeConnections(pool);
      },
    },
    schemaGenerator: { skipTables: JOB_TABLES },
    migrations: {
      path: fileURLToPath(new URL('./migrations', import.meta.url)),
      // New migrations are made against a migrated database; no file is written when one is applied.
      snapshot: false,
      emit: 'ts',
      transactional: true,
      allOrNothing: true,
    },
  });
  // By itself it would connect at the first query, and say until then that it is not connected.
  await orm.connect();
  return orm;
}
