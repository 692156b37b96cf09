import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createLogger } from '../src/platform/logger.ts';
import { defineJob, startJobs } from '../src/platform/jobs/index.ts';

/** What a worker of a test is told on its command line. */
export interface WorkerOrders {
  /** `postgres`, or the address of a MongoDB. */
  readonly jobsUrl: string;
  readonly databaseUrl: string;
  /** Names of jobs; each writes down in `trace` when it starts and ends. */
  readonly jobs: readonly string[];
  readonly everyMs: number;
  readonly lockMs: number;
  /** How long each run works. */
  readonly workMs: number;
}

// A process of its own, as a worker of the product is one; it says on standard output when it is at work.
const orders = JSON.parse(process.argv[2]!) as WorkerOrders;
const pool = new pg.Pool({ connectionString: orders.databaseUrl, max: 4 });
pool.on('error', () => undefined);
const note = (job: string, what: string) =>
  pool.query('insert into trace (worker, job, what) values ($1, $2, $3)', [process.pid, job, what]);

const definitions = orders.jobs.map((name) =>
  defineJob({
    name,
    everyMs: orders.everyMs,
    run: async () => {
      await note(name, 'start');
      // Takes no precautions of its own: two runs at once would do the same piece.
      const { rows } = await pool.query<{ id: number }>('select id from piece where job = $1 and not done limit 1', [
        name,
      ]);
      await pause(orders.workMs);
      for (const { id } of rows) {
        await pool.query('insert into doing (piece, worker) values ($1, $2)', [id, process.pid]);
        await pool.query('update piece set done = true where id = $1', [id]);
      }
      await note(name, 'end');
    },
  }),
);
const started = await startJobs(definitions, {
  jobsUrl: orders.jobsUrl,
  databaseUrl: orders.databaseUrl,
  lockMs: orders.lockMs,
  logger: createLogger({ logLevel: 'warn', production: true }),
});
process.stdout.write('at work\n');
process.once('SIGTERM', () => {
  void started.stop().then(async () => {
    await pool.end();
    process.exit(0);
  });
});
