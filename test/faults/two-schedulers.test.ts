import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allOnce, makeSchedulers, PATIENCE, SLOW, type Schedulers } from './schedulers.ts';

/** After so long without a sign of life another process may take a job: startJobs’s own. */
const LOCK_SECONDS = 8;

describe('two processes that both look when it is time', () => {
  let schedulers: Schedulers;
  beforeAll(async () => {
    schedulers = await makeSchedulers('2027-02-01T09:00:00+01:00');
  });
  afterAll(() => schedulers.remove());

  const countOf = async (from: string) =>
    (await schedulers.rows<{ n: number }>(`select count(*)::int as n from ${from}`))[0]!.n;

  it(
    'hold one sweep and one run of a day, though each of them has its turn in the same hour (F5)',
    async () => {
      const people = await schedulers.register({
        Anouk: '2027-03-01',
        Bas: '2027-03-01',
        Carla: '2027-03-01',
        Dirk: '2027-03-01',
      });
      const both = ['2027-03-19T09:00:00+01:00', '2027-03-19T09:20:00+01:00'].map((at) => schedulers.begin(at));
      await schedulers.untilSwept('2027-03-19');
      // Each gets a turn of its own, while the other has no moment for it.
      for (const asleep of both) {
        asleep.signal('SIGSTOP');
        await schedulers.tick();
        asleep.signal('SIGCONT');
      }
      // A mail that was put by at twenty past is not due yet to the one for whom it is nine o'clock.
      await schedulers.end(both[0]!);
      await schedulers.untilTold(people);
      await schedulers.end(both[1]!);
      expect(await schedulers.sweptDays()).toEqual(['2027-03-19']);
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
      expect(await countOf(`audit_entry where action = 'erasure.planned'`)).toBe(1);

      const again = ['2027-04-02T09:00:00+02:00', '2027-04-02T09:20:00+02:00'].map((at) => schedulers.begin(at));
      await schedulers.untilErased(people);
      for (const asleep of again) {
        asleep.signal('SIGSTOP');
        await schedulers.tick();
        asleep.signal('SIGCONT');
      }
      for (const worker of again) await schedulers.end(worker);
      expect(await schedulers.sweptDays()).toEqual(['2027-03-19', '2027-04-02']);
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: true }));
      expect(await countOf('erasure_run')).toBe(1);
      for (const action of ['erasure-run.started', 'erasure-run.ended'])
        expect(await countOf(`audit_entry where action = '${action}'`), action).toBe(1);
    },
    SLOW,
  );

  const job = `agenda_jobs where name = 'retention.sweep'`;
  const lockedAt = async () =>
    (await schedulers.rows<{ at: string }>(`select locked_at::text as at from ${job}`))[0]!.at;

  it(
    'do nothing twice while a sweep of the one lasts three lives of its lock (F6)',
    async () => {
      const people = await schedulers.register({ Evert: '2027-05-01', Fenna: '2027-05-01', Geert: '2027-05-01' });
      const letGo = await schedulers.holdUpNotices();
      const slow = schedulers.begin('2027-05-19T09:00:00+02:00');
      await schedulers.untilHeldUp();
      const first = await lockedAt();
      const other = schedulers.begin('2027-05-19T09:00:00+02:00');
      // It shows that it is alive, for as long as three locks that nobody renews would last.
      const threeLives = `select 1 from ${job} and locked_at >= '${first}'::timestamptz + interval '${String(3 * LOCK_SECONDS)} seconds'`;
      await expect.poll(() => schedulers.rows(threeLives), PATIENCE).toHaveLength(1);
      await schedulers.untilHeldUp();
      await letGo();
      await schedulers.untilSwept('2027-05-19');
      await schedulers.untilTold(people);
      await schedulers.tick();
      for (const worker of [slow, other]) await schedulers.end(worker);
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
    },
    SLOW,
  );

  it(
    'do nothing twice when the one had no moment to renew its lock for three of its lives, and then goes on (F6)',
    async () => {
      const people = await schedulers.register({ Hedda: '2027-07-01', Ids: '2027-07-01', Joke: '2027-07-01' });
      const letGo = await schedulers.holdUpNotices();
      const asleep = schedulers.begin('2027-07-19T09:00:00+02:00');
      await schedulers.untilHeldUp();
      asleep.signal('SIGSTOP');
      const last = await lockedAt();
      const other = schedulers.begin('2027-07-19T09:00:00+02:00');
      // The lock has lapsed, and the other one has had its turn with the same sweep.
      const takenOver = `select 1 from ${job} and last_run_at > '${last}'::timestamptz and now() > '${last}'::timestamptz + interval '${String(3 * LOCK_SECONDS)} seconds'`;
      await expect.poll(() => schedulers.rows(takenOver), PATIENCE).toHaveLength(1);
      await letGo();
      asleep.signal('SIGCONT');
      await schedulers.untilSwept('2027-07-19');
      await schedulers.untilTold(people);
      await schedulers.tick();
      for (const worker of [asleep, other]) await schedulers.end(worker);
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
      expect((await schedulers.sweptDays()).filter((day) => day === '2027-07-19')).toHaveLength(1);
    },
    SLOW,
  );
});
