import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fill } from '../bench/anonymise/fill.ts';
import { NOW } from '../bench/product.ts';
import { makeInstallation, startPostgres, type Installation, type Postgres } from '../kit/index.ts';
import { freePort } from '../kit/free-port.ts';

/** Each start of the product is a process of its own, on a machine that may be busy. */
const SLOW = 900_000;
const KILLS = 50;
/** Kills that come after something was committed; the others come in the middle of the first batch. */
const AFTER_A_BATCH = 6;

describe('a run over many people', () => {
  let postgres: Postgres;
  let installation: Installation;
  let database: pg.Client;
  let people = 0;
  /** Nothing listens at its mail server: every mail stays in the queue, and can be counted. One that has left would be gone. */
  const settings = async () => ({
    DATABASE_URL: postgres.url,
    FAKE_NOW: NOW,
    SECRET_KEY: 'a key for tests that is long enough to be one',
    SMTP_URL: `smtp://127.0.0.1:${String(await freePort())}`,
  });

  beforeAll(async () => {
    postgres = await startPostgres();
    installation = await makeInstallation(await settings());
    expect(await installation.run(['migrate'])).toMatchObject({ code: 0 });
    await openDatabase();
  });
  afterAll(async () => {
    await database.end();
    await installation.remove();
    await postgres.remove();
  });
  beforeEach(async () => {
    // The day’s sweep has been; runs of now are of the people that are filled in now.
    await database.query('delete from sweep_run');
  });

  async function openDatabase() {
    database = new pg.Client({ connectionString: postgres.url });
    // It may end while it is looked into: that is what is tested.
    database.on('error', () => undefined);
    await database.connect();
  }
  async function one<Row extends object>(query: string): Promise<Row> {
    return (await database.query<Row>(query)).rows[0]!;
  }

  /** Everybody is due today, was told, and is to have a confirmation. */
  async function someDue(count: number) {
    const { agencyIds } = await fill(database, { people: count, agencies: 1, rowsEach: 'few' });
    // The next ones are called the same.
    await database.query('drop table new_agency');
    await database.query('update agency set name = id::text');
    await database.query('update retention_policy set confirm_erasure_by_mail = true');
    people += count;
    return agencyIds[0]!;
  }

  /** Whom some statement has erased and another has not. */
  const halfDone = () =>
    one<{ n: number }>(`
      select count(*)::int as n from candidate c
      left join erasure_receipt r on r.candidate_id = c.id
      left join erasure_plan p on p.candidate_id = c.id
      left join erasure_run_person i on i.candidate_id = c.id and i.state = 'ERASED'
      where (c.anonymised, c.last_name = 'xxx', p.state = 'CARRIED_OUT', r.id is not null, i.run_id is not null)
        not in ((true, true, true, true, true), (false, false, false, false, false))`);
  const receipts = async () => (await one<{ n: number }>('select count(*)::int as n from erasure_receipt')).n;

  /** Each of these exactly once for everybody. */
  async function expectEachOnce() {
    expect(await halfDone()).toEqual({ n: 0 });
    const counts = await one(`
      select (select count(*)::int from candidate where anonymised) as people,
        (select count(distinct candidate_id)::int from erasure_receipt) as receipts,
        (select count(*)::int from audit_entry where action = 'candidate.anonymised') as entries,
        (select count(distinct subject_id)::int from audit_entry where action = 'candidate.anonymised') as subjects,
        (select count(*)::int from outgoing_mail where kind = 'ERASURE_CONFIRMATION') as mails,
        (select count(distinct dedupe_key)::int from outgoing_mail where kind = 'ERASURE_CONFIRMATION') as confirmed`);
    const all = { people, receipts: people, entries: people, subjects: people, mails: people, confirmed: people };
    expect(counts).toEqual(all);
  }

  /** Until somebody’s erasing is under way in the database. */
  const erasing = () =>
    expect
      .poll(
        async () =>
          (
            await one<{ n: number }>(
              `select count(*)::int as n from pg_stat_activity
               where pid <> pg_backend_pid() and state = 'active' and query like 'with given as (%'`,
            )
          ).n,
        { timeout: 60_000, interval: 2 },
      )
      .toBeGreaterThan(0);

  it(
    `whose worker is killed ${KILLS} times leaves nobody half done, and everything exactly once (F1)`,
    async () => {
      await someDue(20_000);
      for (let kill = 1; kill <= KILLS; kill += 1) {
        const before = await receipts();
        const worker = installation.begin(['sweep']);
        await erasing();
        if (kill % Math.floor(KILLS / AFTER_A_BATCH) === 0)
          await expect.poll(receipts, { timeout: 60_000, interval: 2 }).toBeGreaterThan(before);
        worker.signal('SIGKILL');
        expect(await worker.ended).toBe('SIGKILL');
        expect(await halfDone()).toEqual({ n: 0 });
      }
      expect(await receipts()).toBeLessThan(people);
      const last = await installation.run(['sweep']);
      expect(last).toMatchObject({ code: 0 });
      expect(last.stdout).toContain('erased 20000, skipped 0.');
      await expectEachOnce();
      expect(await one('select count(*)::int as n, min(state) as state from erasure_run')).toEqual({ n: 1, state: 'DONE' }); // prettier-ignore
      expect(await installation.run(['verify', 'audit'])).toMatchObject({ code: 0 });
    },
    SLOW,
  );

  it(
    'that is finished is not gone over again, and mails nobody (F9)',
    async () => {
      const before = await one(`select count(*)::int as n, max(seq) as seq from audit_entry`);
      expect((await installation.run(['sweep'])).stdout).toContain('erased 0, skipped 0.');
      expect(await one(`select count(*)::int as n, max(seq) as seq from audit_entry`)).toEqual(before);
      await expectEachOnce();
    },
    SLOW,
  );

  it(
    'ends at the next batch when the worker is asked to stop, and goes on from there (F7)',
    async () => {
      await someDue(10_000);
      const worker = installation.begin(['worker']);
      const before = await receipts();
      await expect.poll(receipts, { timeout: 120_000, interval: 2 }).toBeGreaterThan(before);
      worker.signal('SIGTERM');
      expect(await worker.ended, worker.said()).toBe(0);
      const then = await receipts();
      expect(then).toBeLessThan(people);
      expect(await halfDone()).toEqual({ n: 0 });
      expect(await one(`select count(*)::int as n from erasure_run where state = 'RUNNING'`)).toEqual({ n: 1 });
      const again = installation.begin(['worker']);
      await expect.poll(receipts, { timeout: 120_000 }).toBe(people);
      again.signal('SIGTERM');
      expect(await again.ended, again.said()).toBe(0);
      await expectEachOnce();
    },
    SLOW,
  );

  it(
    'goes on by itself after PostgreSQL was stopped at once, in the same process (F2)',
    async () => {
      await someDue(10_000);
      const worker = installation.begin(['worker']);
      await erasing();
      await postgres.crash();
      await postgres.startAgain();
      await openDatabase();
      expect(await halfDone()).toEqual({ n: 0 });
      await expect.poll(receipts, { timeout: 240_000 }).toBe(people);
      await expect
        .poll(() => one(`select count(*)::int as n from erasure_run where state = 'RUNNING'`), { timeout: 60_000 })
        .toEqual({ n: 0 });
      await expectEachOnce();
      worker.signal('SIGTERM');
      expect(await worker.ended, worker.said()).toBe(0);
    },
    SLOW,
  );
});
