import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, PostgreSqlDriver, UnderscoreNamingStrategy, type EntityManager } from '@mikro-orm/postgresql';
import { fileURLToPath } from 'node:url';

export type { EntityManager };
export type Orm = MikroORM;

/** Tables that the job engine makes and keeps by itself. */
const JOB_TABLES = [/^agenda_/];

export interface DatabaseOptions {
  url: string;
  entities: readonly EntitySchema[];
  /** Connections at the most. */
  poolSize?: number;
}

/** Connects; makes no change to the database. */
export async function connect(options: DatabaseOptions): Promise<Orm> {
  return MikroORM.init({
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
}
