import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { createEmptyDatabase } from '../../../test-kit/databases.ts';
import type { WorkerOrders } from '../../../test-kit/job-worker.ts';
import { startMongo } from '../../../test-kit/mongo-server.ts';
import { defineJob, startJobs } from './index.ts';

const WORKER = fileURLToPath(new URL('../../../test-kit/job-worker.ts', import.meta.url));

const mongo = await startMongo();
const engines = [
  { engine: 'PostgreSQL', jobsUrl: () => 'postgres', missing: undefined },
  'missing' in mongo
    ? { engine: `MongoDB (skipped: ${mongo.missing})`, jobsUrl: () => '', missing: mongo.missing }
    : { engine: `MongoDB, by ${mongo.what}`, jobsUrl: () => freshDatabase(mongo.url), missing: undefined },
];
let databases = 0;
/** A database of its own for each test, in the MongoDB that all of them use. */
function freshDatabase(url: string): string {
  databases += 1;
  return Object.assign(new URL(url), { pathname: `/jobs_${String(process.pid)}_${String(databases)}` }).href;
}
afterAll(async () => {
  if ('stop' in mongo) await mongo.stop();
});

describe.each(engines)('jobs on $engine', ({ jobsUrl, missing }) => {
  if (missing !== undefined) {
    it.skip(missing, () => undefined);
    return;
  }
  let databaseUrl: string;
  let db: pg.Client;
  let url: string;
  const workers: ChildProcess[] = [];

  beforeAll(async () => {
    databaseUrl = await createEmptyDatabase(inject('serverUrl'));
    db = new pg.Client({ connectionString: databaseUrl });
    await db.connect();
    await db.query(`
      create table trace (id serial primary key, worker int, job text, what text);
      create table piece (id serial primary key, job text, done boolean not null default false);
      create table doing (piece int, worker int)`);
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) await end(worker, 'SIGKILL');
    await db.query('truncate trace, piece, doing');
    await db.query('drop table if exists agenda_jobs cascade');
  });
  afterAll(() => db.end());

  const rows = async <Row extends object>(query: string): Promise<Row[]> => (await db.query<Row>(query)).rows;
  const count = async (query: string): Promise<number> => Number((await rows<{ n: string }>(query))[0]!.n);
  const soon = { timeout: 40_000, interval: 50 };

  async function work(orders: Omit<WorkerOrders, 'jobsUrl' | 'databaseUrl'>): Promise<ChildProcess> {
    const told: WorkerOrders = { ...orders, jobsUrl: url, databaseUrl };
    const worker = spawn(process.execPath, [WORKER, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'] });
    workers.push(worker);
    const [first] = (await Promise.race([once(worker.stdout, 'data'), once(worker, 'close')])) as [unknown];
    expect(String(first)).toBe('at work\n');
    return worker;
  }
  async function end(worker: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (worker.exitCode !== null || worker.signalCode !== null) return worker.exitCode;
    const closed = once(worker, 'close') as Promise<[number | null]>;
    worker.kill(signal);
    return (await closed)[0];
  }

  it('lets several workers do each piece of work once, though they start at the same moment (F5)', async () => {
    url = jobsUrl();
    const jobs = ['one', 'two', 'three', 'four'];
    await db.query(`insert into piece (job) select job from unnest($1::text[]) job, generate_series(1, 4)`, [jobs]);
    const orders = { jobs, everyMs: 300, lockMs: 8_000, workMs: 120 };
    await Promise.all([1, 2, 3].map(() => work(orders)));
    await expect.poll(() => count('select count(*) as n from piece where not done'), soon).toBe(0);
    expect(await rows('select piece from doing group by piece having count(*) > 1')).toEqual([]);
    // Of one job no two runs are under way at once, whoever does them.
    const overlapping = `select 1 from (select job, what, lag(what) over (partition by job order by id) as before from trace) t
      where what = before`;
    expect(await rows(overlapping)).toEqual([]);
    expect(await count('select count(distinct worker) as n from trace')).toBeGreaterThan(1);
    for (const worker of workers) expect(await end(worker, 'SIGTERM')).toBe(0);
    // Each has come to its end.
    expect(await count(`select count(*) filter (where what = 'start') - count(*) filter (where what = 'end') as n from trace`)).toBe(0); // prettier-ignore
  });

  it('starts no run a second time beside one that lasts three lives of its lock (F6)', async () => {
    url = jobsUrl();
    const orders = { jobs: ['long'], everyMs: 300, lockMs: 1_500, workMs: 5_000 };
    await db.query(`insert into piece (job) values ('long')`);
    await Promise.all([work(orders), work(orders)]);
    await expect.poll(() => count(`select count(*) as n from trace where what = 'end'`), soon).toBe(1);
    const [first] = await rows<{ trace: string }>(
      `select string_agg(what, ',' order by id) as trace from trace where id <= (select min(id) from trace where what = 'end')`,
    );
    expect(first).toEqual({ trace: 'start,end' });
    expect(await count('select count(*) as n from doing')).toBe(1);
  });

  it('leaves a run alone when another worker starts beside it', async () => {
    url = jobsUrl();
    const orders = { jobs: ['busy'], everyMs: 300, lockMs: 60_000, workMs: 4_000 };
    await work(orders);
    await expect.poll(() => count('select count(*) as n from trace'), soon).toBe(1);
    await work(orders);
    await expect.poll(() => count(`select count(*) as n from trace where what = 'end'`), soon).toBe(1);
    const before = `select what from trace where id < (select min(id) from trace where what = 'end')`;
    expect(await rows(before)).toEqual([{ what: 'start' }]);
  });

  it('lets another worker take over from one that was killed, once its lock has lapsed', async () => {
    url = jobsUrl();
    await db.query(`insert into piece (job) values ('taken-over')`);
    const killed = await work({ jobs: ['taken-over'], everyMs: 300, lockMs: 1_500, workMs: 60_000 });
    await expect.poll(() => count('select count(*) as n from trace'), soon).toBe(1);
    await end(killed, 'SIGKILL');
    await work({ jobs: ['taken-over'], everyMs: 300, lockMs: 1_500, workMs: 10 });
    await expect.poll(() => count('select count(*) as n from piece where not done'), soon).toBe(0);
    expect(await count('select count(*) as n from doing')).toBe(1);
  });

  it('waits at the end for what runs, and keeps no words of what failed', async () => {
    url = jobsUrl();
    const [running, finish] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let ended = false;
    const failed = Promise.withResolvers<undefined>();
    const jobs = await startJobs(
      [
        defineJob({
          name: 'slow',
          everyMs: 60_000,
          run: async () => {
            running.resolve(undefined);
            await finish.promise;
            ended = true;
          },
        }),
        defineJob({
          name: 'failing',
          everyMs: 60_000,
          run: () => {
            failed.resolve(undefined);
            return Promise.reject(Object.assign(new Error('Jansen, Kerkstraat 1'), { code: '23505' }));
          },
        }),
      ],
      { jobsUrl: url, databaseUrl, logger: pino({ level: 'silent' }) },
    );
    await Promise.all([running.promise, failed.promise]);
    const stopped = jobs.stop();
    finish.resolve(undefined);
    await stopped;
    expect(ended).toBe(true);
    const kept = await everythingKept();
    expect(kept).toContain('Error 23505');
    expect(kept).not.toContain('Jansen');
  });

  /** All that the engine has stored, as text. */
  async function everythingKept(): Promise<string> {
    if (url === 'postgres') return JSON.stringify(await rows('select * from agenda_jobs'));
    const client = await MongoClient.connect(url);
    const kept = await client.db().collection('agendaJobs').find().toArray();
    await client.close();
    return JSON.stringify(kept);
  }
});
