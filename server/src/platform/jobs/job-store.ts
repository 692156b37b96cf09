import { setTimeout as pause } from 'node:timers/promises';
import type { AgendaBackend, JobRepository } from 'agenda';
import { MongoBackend } from '@agendajs/mongo-backend';
import { PostgresBackend } from '@agendajs/postgres-backend';
import { MongoClient, type Db } from 'mongodb';
import pg from 'pg';
import { isOutOfReach, surviveLostConnections } from '../database/lost-connections.ts';
import type { Logger } from '../logger.ts';

export interface JobStoreOptions {
  /** `postgres`, or the address of a MongoDB. */
  jobsUrl: string;
  databaseUrl: string;
  logger: Logger;
  /** Aborted when the product stops: then nothing is tried again. */
  stopping: AbortSignal;
}

export interface JobStore {
  readonly backend: AgendaBackend;
  close(): Promise<void>;
}

const TRY_AGAIN_MS = 250;
/** How long a MongoDB may not answer before that is said. */
const MONGO_PATIENCE_MS = 3_000;
/** Several processes that make the same tables at once: one of them does. */
const MADE_BY_ANOTHER = new Set(['23505', '42P07', '42710', 'XX000']);
/** MongoDB's word for a second document of the same name. */
const DUPLICATE_KEY = 11_000;

/**
 * Where Agenda keeps its ticks: in PostgreSQL, or in a MongoDB. Agenda takes a store that fails once for a reason to die, or to
 * leave a job locked; this one waits until the database is back.
 */
export async function openJobStore(options: JobStoreOptions): Promise<JobStore> {
  const store = options.jobsUrl === 'postgres' ? inPostgres(options) : await inMongo(options);
  const { backend } = store;
  try {
    await persistently(
      () => backend.connect(),
      options,
      (error) => MADE_BY_ANOTHER.has(codeOf(error)),
    );
  } catch (error) {
    await store.close();
    throw error;
  }
  const repository = steady(backend.repository, options);
  return {
    backend: { name: backend.name, repository, connect: done, disconnect: done, ownsConnection: false },
    close: () => store.close(),
  };
}

const done = () => Promise.resolve();
const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

function inPostgres({ databaseUrl, logger }: JobStoreOptions): JobStore {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  surviveLostConnections(pool, (error) => logger.warn({ err: error }, 'a connection of the job engine was lost'));
  return { backend: new PostgresBackend({ pool, disableNotifications: true }), close: () => pool.end() };
}

async function inMongo(options: JobStoreOptions): Promise<JobStore> {
  const client = await persistently(
    () => MongoClient.connect(options.jobsUrl, { serverSelectionTimeoutMS: MONGO_PATIENCE_MS }),
    options,
  );
  const db = client.db();
  const close = () => client.close();
  try {
    await persistently(() => oneOfAName(db), options);
  } catch (error) {
    await close();
    throw error;
  }
  return { backend: new MongoBackend({ mongo: db }), close };
}

/** Of processes that start together each would put its own tick beside the others’: MongoDB’s upsert alone prevents nothing. */
async function oneOfAName(db: Db): Promise<void> {
  const jobs = db.collection('agendaJobs');
  const make = () => jobs.createIndex({ name: 1 }, { unique: true, name: 'one_of_a_name' }, {});
  try {
    await make();
  } catch (error) {
    if ((error as { code?: unknown }).code !== DUPLICATE_KEY) throw error;
    // They hold nothing but when to tick next, and are made anew.
    await jobs.deleteMany({});
    await make();
  }
}

export const isTakenName = (error: unknown): boolean => (error as { code?: unknown }).code === DUPLICATE_KEY;

/** What tells of a job that ran is written though the database was away; finding the next one is tried at the next poll anyway. */
function steady(repository: JobRepository, options: JobStoreOptions): JobRepository {
  const again = {
    saveJobState: (...given: Parameters<JobRepository['saveJobState']>) =>
      persistently(() => repository.saveJobState(...given), options),
    // Agenda doesn't wait for it; what stays locked is free again when its lock has lapsed.
    unlockJob: (...given: Parameters<JobRepository['unlockJob']>) =>
      persistently(() => repository.unlockJob(...given), options).catch(() => undefined),
  };
  return new Proxy(repository, {
    get(target, name) {
      if (Object.hasOwn(again, name)) return again[name as keyof typeof again];
      const found: unknown = Reflect.get(target, name, target);
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
  });
}

/** Tries until the database is there, or the product stops. */
export async function persistently<Result>(
  deed: () => Promise<Result>,
  { logger, stopping }: Pick<JobStoreOptions, 'logger' | 'stopping'>,
  alsoPasses: (error: unknown) => boolean = () => false,
): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await deed();
    } catch (error) {
      const outOfReach = isOutOfReach(error);
      if (stopping.aborted || !(outOfReach || alsoPasses(error))) throw error;
      if (outOfReach && tries === 0)
        logger.warn({ err: error }, 'the database of the job engine is out of reach; trying again');
    }
    // Told to stop meanwhile, it tries once more and then says why not.
    await pause(TRY_AGAIN_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}
