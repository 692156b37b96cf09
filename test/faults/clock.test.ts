import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keep } from '../portal/answers.ts';
import { ApiClient, linkIn, tokenOf } from '../kit/index.ts';
import { allOnce, makeSchedulers, PATIENCE, SLOW, type Registered, type Schedulers } from './schedulers.ts';

/** 32 days before the end of their terms: the days on which the clock goes back and forward, a leap day twice, and a 31st. */
const ENDS = { Anouk: '2026-09-23', Bram: '2027-02-24', Carla: '2028-01-28', Dirk: '2028-01-28', Evi: '2028-06-29' };

describe('a clock that does what clocks do', () => {
  let schedulers: Schedulers;
  beforeAll(async () => {
    schedulers = await makeSchedulers('2026-08-01T09:00:00+02:00');
  });
  afterAll(() => schedulers.remove());

  /** A process that is there from this moment on, until it has swept, had another turn, and was stopped. */
  async function live(fakeNow: string, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const worker = schedulers.begin(fakeNow);
    await schedulers.untilSwept(fakeNow.slice(0, 10));
    await schedulers.tick();
    await meanwhile();
    // Whom a run that is stopped here leaves would be waited for by those who are due next.
    await expect
      .poll(() => schedulers.rows(`select id from erasure_run where state = 'RUNNING'`), PATIENCE)
      .toEqual([]);
    await schedulers.end(worker);
  }
  const sweptOf = async (...days: string[]) => (await schedulers.sweptDays()).filter((day) => days.includes(day));

  it(
    'brings each to his end on its day, not sooner, and sweeps a day once: of 25 hours, of 23, a leap day, the 31st (F13)',
    async () => {
      const [autumn, spring, leap, keeps, last] = await schedulers.register(ENDS);
      // prettier-ignore
      for (const { people, told, before, first, later } of [
        { people: [autumn!], told: '2026-10-11T09:00:00+02:00', before: '2026-10-24T23:40:00+02:00', first: '2026-10-25T00:00:10+02:00', later: '2026-10-25T02:30:00+01:00' },
        { people: [spring!], told: '2027-03-14T09:00:00+01:00', before: '2027-03-27T23:40:00+01:00', first: '2027-03-28T00:00:10+01:00', later: '2027-03-28T03:00:10+02:00' },
        { people: [leap!, keeps!], told: '2028-02-15T09:00:00+01:00', before: '2028-02-28T23:40:00+01:00', first: '2028-02-29T00:00:10+01:00' },
        { people: [last!], told: '2028-07-17T09:00:00+02:00', before: '2028-07-30T23:40:00+02:00', first: '2028-07-31T00:00:10+02:00' },
      ]) {
        await live(told, () => schedulers.untilTold(people));
        if (people.includes(keeps!)) await keepOn('2028-02-28T23:30:00+01:00', keeps!);
        await live(before);
        expect(await schedulers.deedsTo(people), before).toEqual(allOnce(people, { erased: false }));
        const end = people.filter((one) => one !== keeps);
        await live(first, () => schedulers.untilErased(end));
        if (later !== undefined) await live(later);
        expect(await schedulers.deedsTo(end), first).toEqual(allOnce(end, { erased: true }));
        const days = [told, before, first].map((at) => at.slice(0, 10));
        expect(await sweptOf(...days)).toEqual(days);
      }
      expect((await schedulers.deedsTo([keeps!])).receipts).toEqual([0]);
    },
    SLOW,
  );

  /** He says, to the API, that he wants to be kept: a year more than until a leap day ends on 28 February (D2). */
  async function keepOn(fakeNow: string, person: Registered): Promise<void> {
    const [mail] = await schedulers.mails.waitForMails(person.email);
    expect(mail!.text).toContain('29 februari 2028');
    const product = schedulers.installation.begin(['api'], { FAKE_NOW: fakeNow });
    const address = () => / API +(http:\S+)\/graphql/.exec(product.said())?.[1];
    await expect.poll(address, PATIENCE).toBeDefined();
    const { keepMyData } = await new ApiClient(address()!).ask(Keep, { token: tokenOf(linkIn(mail!)) });
    expect(keepMyData).toEqual({ question: { state: 'KEPT' }, userErrors: [] });
    await schedulers.end(product);
    expect(
      await schedulers.rows('select retain_until::text as until from candidate where id = $1', [person.id]),
    ).toEqual([{ until: '2029-02-28' }]);
  }

  it(
    'sweeps the next day by itself when midnight passes (F13)',
    async () => {
      const worker = schedulers.begin('2028-12-31T23:59:30+01:00');
      await schedulers.untilSwept('2029-01-01');
      await schedulers.tick();
      await schedulers.end(worker);
      expect(await sweptOf('2029-01-01')).toEqual(['2029-01-01']);
    },
    SLOW,
  );

  it(
    'that jumps ahead over both a notice and an end erases nobody untold, and makes up for it in one sweep (F13)',
    async () => {
      const people = await schedulers.register({ Sprong: '2033-05-01', Vooruit: '2033-05-01' });
      await live('2033-05-10T09:00:00+02:00');
      await live('2033-07-20T09:00:00+02:00', () => schedulers.untilTold(people));
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
      expect((await schedulers.sweptDays()).filter((day) => day > '2033-05-10')).toEqual(['2033-07-20']);
      expect(await schedulers.rows(`select distinct due_on::text as due from erasure_plan where state = 'PLANNED' and candidate_id = any($1)`, [people.map(({ id }) => id)])).toEqual([{ due: '2033-08-03' }]); // prettier-ignore

      // And back again, to a day that was swept and to one that was not.
      for (const at of ['2033-05-10T23:00:00+02:00', '2033-07-19T09:00:00+02:00']) await live(at);
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
      await live('2033-08-03T00:00:10+02:00', () => schedulers.untilErased(people));
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: true }));
      expect((await schedulers.sweptDays()).filter((day) => day > '2033-05-10')).toEqual(['2033-07-19', '2033-07-20', '2033-08-03']); // prettier-ignore
    },
    SLOW,
  );

  it(
    'that is another one in each of two processes, on either side of midnight, gives a day one sweep (F13)',
    async () => {
      const people = await schedulers.register({ Scheef: '2034-03-01' });
      const days = ['2034-03-19', '2034-03-20'];
      const slow = schedulers.begin(`${days[0]!}T20:00:00+01:00`);
      await schedulers.untilSwept(days[0]!);
      const fast = schedulers.begin(`${days[1]!}T02:00:00+01:00`);
      slow.signal('SIGSTOP');
      await schedulers.tick();
      slow.signal('SIGCONT');
      await schedulers.untilSwept(days[1]!);
      for (const asleep of [fast, slow]) {
        asleep.signal('SIGSTOP');
        await schedulers.tick();
        asleep.signal('SIGCONT');
      }
      await schedulers.untilTold(people);
      for (const worker of [slow, fast]) await schedulers.end(worker);
      expect(await sweptOf(...days)).toEqual(days);
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
    },
    SLOW,
  );

  it(
    'that is set back after a process died in its sweep does not keep the next one waiting (F13)',
    async () => {
      const people = await schedulers.register({ Terug: '2035-03-01' });
      const letGo = await schedulers.holdUpNotices();
      const dies = schedulers.begin('2035-03-19T16:00:00+01:00');
      await schedulers.untilHeldUp();
      dies.signal('SIGKILL');
      await dies.ended;
      await letGo();
      await live('2035-03-19T09:00:00+01:00', () => schedulers.untilTold(people));
      expect(await schedulers.deedsTo(people)).toEqual(allOnce(people, { erased: false }));
    },
    SLOW,
  );
});
