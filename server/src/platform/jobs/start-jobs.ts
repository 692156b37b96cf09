import { Agenda, type AgendaBackend } from 'agenda';
import { MongoBackend } from '@agendajs/mongo-backend';
import { PostgresBackend } from '@agendajs/postgres-backend';
import pg from 'pg';
import { describeError, type Logger } from '../logger.ts';
import type { JobDefinition } from './define-job.ts';

export interface JobsOptions {
  /** `postgres`, or the address of a MongoDB. */
  jobsUrl: string;
  databaseUrl: string;
  logger: Logger;
}

/** Lock of one run; a run that lasts longer renews it. */
const LOCK_MS = 10 * 60_000;
const POLL_MS = 1_000;

/** Starts ticking. `stop` waits until running jobs have come to their end. */
export async function startJobs(
  definitions: readonly JobDefinition[],
  options: JobsOptions,
): Promise<{ stop(): Promise<void> }> {
  const { logger } = options;
  const { backend, close } = openBackend(options);
  const agenda = new Agenda({
    backend,
    processEvery: POLL_MS,
    defaultLockLifetime: LOCK_MS,
    maxConcurrency: definitions.length,
  });
  agenda.on('error', (error: Error) => logger.error({ err: error }, 'the job engine reports an error'));
  agenda.on('fail', (error: unknown, job: unknown) => {
    logger.error(
      { err: error, job: (job as { attrs?: { name?: string } }).attrs?.name },
      'a job failed; it is tried again at its next turn',
    );
  });
  for (const { name, run } of definitions) {
    agenda.define(name, async (job) => withoutWords(() => run({ keepAlive: () => job.touch() })), {
      concurrency: 1,
      lockLimit: 1,
    });
  }
  await agenda.start();
  for (const { name, everyMs } of definitions) await agenda.every(everyMs, name);
  return {
    stop: async () => {
      await agenda.drain();
      await agenda.stop();
      await close();
    },
  };
}

/** Agenda stores a failed job's message in clear, and a driver's message can quote the row that it failed on. */
async function withoutWords(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { name, code } = describeError(error);
    throw Object.assign(new Error([name, code].filter(Boolean).join(' ')), { name });
  }
}

function openBackend({ jobsUrl, databaseUrl, logger }: JobsOptions): {
  backend: AgendaBackend;
  close: () => Promise<void>;
} {
  if (jobsUrl !== 'postgres')
    return { backend: new MongoBackend({ address: jobsUrl }), close: () => Promise.resolve() };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
  // Without a listener, a connection that the server ends would end the process.
  pool.on('error', (error) => logger.warn({ err: error }, 'a connection of the job engine was lost'));
  return { backend: new PostgresBackend({ pool, disableNotifications: true }), close: () => pool.end() };
}
