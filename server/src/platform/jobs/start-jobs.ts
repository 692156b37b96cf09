import { Agenda, type Job } from 'agenda';
import { describeError, type Logger } from '../logger.ts';
import type { JobDefinition } from './define-job.ts';
import { isTakenName, openJobStore, persistently } from './job-store.ts';
import { OneAtATime } from './one-at-a-time.ts';

export interface JobsOptions {
  /** `postgres`, or the address of a MongoDB. */
  jobsUrl: string;
  databaseUrl: string;
  logger: Logger;
  /** Milliseconds that a run is locked without a sign of life; by itself eight seconds. */
  lockMs?: number;
}

/**
 * A worker that died, or whose database did, holds up its jobs for so long and no longer. While it lives it renews its locks
 * by itself.
 */
const LOCK_MS = 8_000;
const POLL_MS = 1_000;
const SIGNS_OF_LIFE_PER_LOCK = 4;

/** Starts ticking. `stop` waits until running jobs have come to their end. */
export async function startJobs(
  definitions: readonly JobDefinition[],
  options: JobsOptions,
): Promise<{ stop(): Promise<void> }> {
  const { logger, lockMs = LOCK_MS } = options;
  const stopping = new AbortController();
  const store = await openJobStore({ ...options, stopping: stopping.signal });
  const turns = new OneAtATime(options.databaseUrl);
  const agenda = new Agenda({
    backend: store.backend,
    processEvery: POLL_MS,
    defaultLockLifetime: lockMs,
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
    const work = (job: Job) =>
      withoutWords(async () => {
        const deed = () => run({ keepAlive: () => showLife(job), signal: stopping.signal });
        await turns.run(name, () => alive(job, lockMs, deed));
      });
    agenda.define(name, work, { concurrency: 1, lockLimit: 1 });
  }
  await agenda.start();
  const persistence = { logger, stopping: stopping.signal };
  for (const definition of definitions) await persistently(() => tick(agenda, definition), persistence);
  return {
    stop: async () => {
      stopping.abort();
      await agenda.drain();
      await agenda.stop();
      turns.close();
      await store.close();
    },
  };
}

/** Sets a job to ticking, unless it ticks already: another process may be at it, whose lock would be taken away. */
async function tick(agenda: Agenda, { name, everyMs }: JobDefinition): Promise<void> {
  const { jobs } = await agenda.db.queryJobs({ name });
  if (jobs.some((job) => job.nextRunAt && String(job.repeatInterval) === String(everyMs))) return;
  try {
    await agenda.every(everyMs, name);
  } catch (error) {
    // A process that started at the same moment has done it.
    if (!isTakenName(error)) throw error;
  }
}

/**
 * Not reached, the next sign may be. And a run whose process had no moment for one, until its lock lapsed, goes on: Agenda calls
 * it off, yet nobody else has begun, since whose turn it is `OneAtATime` decides. Given up half-way, the day would wait for it.
 */
const showLife = (job: Job): Promise<void> => job.touch().catch(() => undefined);

/** Shows that the run is alive for as long as it lasts. */
async function alive(job: Job, lockMs: number, work: () => Promise<void>): Promise<void> {
  let beating: Promise<void> = Promise.resolve();
  const beat = setInterval(() => {
    beating = showLife(job);
  }, lockMs / SIGNS_OF_LIFE_PER_LOCK);
  try {
    await work();
  } finally {
    clearInterval(beat);
    // Arriving after the run has ended, it would lock the job for nobody.
    await beating;
  }
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
