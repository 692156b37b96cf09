import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { expect } from 'vitest';
import {
  csv,
  makeInstallation,
  registration,
  setUpAgency,
  somebody,
  startMailServer,
  startPostgres,
  type Begun,
  type Installation,
  type MailServer,
  type Person,
  type ReceivedMail,
} from '../kit/index.ts';

/** Each start of the product is a process of its own, on a machine that may do much else. */
export const SLOW = 900_000;
export const PATIENCE = { timeout: 180_000, interval: 250 };
const AGENCY = 'Bureau Eenmaal';
const SWEEP = 'retention.sweep';

export interface Registered extends Person {
  readonly id: string;
}

/** What was done to people so far, each of them counted by itself: everything once is `[1, 1, …]`. */
export interface Deeds {
  plans: number[];
  notices: number[];
  mails: number[];
  receipts: number[];
}

/** One database with an agency in it, and any number of processes that each look when it is time. */
export interface Schedulers {
  readonly installation: Installation;
  readonly mails: MailServer;
  rows<Row extends object>(query: string, values?: unknown[]): Promise<Row[]>;
  /** A process that does the jobs, from this moment on by its own clock. */
  begin(fakeNow: string): Begun;
  end(worker: Begun): Promise<void>;
  /** Imports people by their first names, who registered on these days, `yyyy-mm-dd`, and are kept for 32 days; in this order. */
  register(days: Readonly<Record<string, string>>): Promise<Registered[]>;
  /** Every day of which there was a sweep that came to its end, as often as there was one. */
  sweptDays(): Promise<string[]>;
  untilSwept(day: string): Promise<void>;
  /** Lets the sweep come round now, instead of within a minute, and waits until some process has had its turn. */
  tick(): Promise<void>;
  /** Until the notices of these people have left. */
  untilTold(people: readonly Registered[]): Promise<void>;
  untilErased(people: readonly Registered[]): Promise<void>;
  /** Whose turn it is comes no further than where he tells people, until what this gives back is called. */
  holdUpNotices(): Promise<() => Promise<void>>;
  untilHeldUp(): Promise<void>;
  deedsTo(people: readonly Registered[]): Promise<Deeds>;
  remove(): Promise<void>;
}

/** @param fakeNow when the agency is set up, which erases by itself and tells people two weeks before. */
export async function makeSchedulers(fakeNow: string): Promise<Schedulers> {
  const mails = await startMailServer();
  const postgres = await startPostgres();
  const installation = await makeInstallation({
    DATABASE_URL: postgres.url,
    SMTP_URL: mails.url,
    SECRET_KEY: 'one key for all processes of these tests',
  });
  await setUpAgency(installation, AGENCY, { autoErase: true, fakeNow });
  const database = new pg.Client({ connectionString: postgres.url });
  await database.connect();
  const rows = async <Row extends object>(query: string, values: unknown[] = []) =>
    (await database.query<Row>(query, values)).rows;
  const sweptDays = async () =>
    (await rows<{ day: string }>('select day::text from sweep_run where finished_at is not null order by day')).map(
      ({ day }) => day,
    );
  /** How many rows there are for each of these people, in their order. */
  const each = async (people: readonly Registered[], from: string) =>
    (
      await rows<{ n: number }>(
        `select (select count(*)::int from ${from} = person.id) as n
         from unnest($1::uuid[]) person (id) order by array_position($1::uuid[], person.id)`,
        [people.map(({ id }) => id)],
      )
    ).map(({ n }) => n);
  const NOTICES = 'notice n join erasure_plan p on p.id = n.plan_id where p.candidate_id';
  const RECEIPTS = 'erasure_receipt r where r.candidate_id';
  const SENT = `outgoing_mail m where m.kind = 'ERASURE_NOTICE' and m.state = 'SENT' and m.candidate_id`;
  const once = (people: readonly Registered[]) => people.map(() => 1);

  return {
    installation,
    mails,
    rows,
    sweptDays,
    begin: (fakeNow) => installation.begin(['worker'], { FAKE_NOW: fakeNow }),
    async end(worker) {
      worker.signal('SIGTERM');
      expect(await worker.ended, worker.said()).toBe(0);
    },
    async register(days) {
      const people = Object.keys(days).map((name) => somebody(name));
      const file = join(installation.dataDir, 'people.csv');
      const written = Object.values(days).map((day) => day.split('-').toReversed().join('-'));
      await writeFile(file, csv(people.map((person, place) => registration(person, written[place]!))));
      const imported = await installation.run(['import', file, '--agency', AGENCY], {
        settings: { FAKE_NOW: `${Object.values(days).toSorted().at(-1)!}T12:00:00+01:00` },
      });
      expect(imported.stdout).toContain(`Done: ${people.length} candidates`);
      const ids = await rows<{ id: string; email: string }>(
        'select id, email_private as email from candidate where email_private = any($1)',
        [people.map(({ email }) => email)],
      );
      return people.map((person) => ({ ...person, id: ids.find(({ email }) => email === person.email)!.id }));
    },
    async untilSwept(day) {
      const swept = async () => {
        // A process that starts takes over when the job is to come round next, and that may be a minute yet.
        await rows(`do $$ begin
          if to_regclass('agenda_jobs') is not null then update agenda_jobs set next_run_at = now() where name = '${SWEEP}' and locked_at is null; end if;
        end $$`);
        return sweptDays();
      };
      await expect.poll(swept, PATIENCE).toContain(day);
    },
    async tick() {
      const [asked] = await rows<{ at: string }>(
        `update agenda_jobs set next_run_at = now() where name = '${SWEEP}' returning now()::text as at`,
      );
      const hadItsTurn = () =>
        rows(`select name from agenda_jobs where name = '${SWEEP}' and last_run_at >= $1 and last_finished_at >= last_run_at`, [asked!.at]); // prettier-ignore
      await expect.poll(hadItsTurn, PATIENCE).toHaveLength(1);
    },
    untilTold: (people) => expect.poll(() => each(people, SENT), PATIENCE).toEqual(once(people)),
    untilErased: (people) => expect.poll(() => each(people, RECEIPTS), PATIENCE).toEqual(once(people)),
    async holdUpNotices() {
      const holder = new pg.Client({ connectionString: postgres.url });
      await holder.connect();
      await holder.query('begin');
      await holder.query('lock table notice in share row exclusive mode');
      return () => holder.end();
    },
    untilHeldUp: () =>
      expect
        .poll(
          () =>
            rows(
              `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert into notice%'`,
            ),
          PATIENCE,
        ) // prettier-ignore
        .toHaveLength(1),
    deedsTo: async (people) => ({
      plans: await each(people, 'erasure_plan p where p.candidate_id'),
      notices: await each(people, NOTICES),
      mails: people.map(
        ({ email }) => mails.mails.filter((mail) => isNotice(mail) && mail.recipients.includes(email)).length,
      ),
      receipts: await each(people, RECEIPTS),
    }),
    async remove() {
      await database.end();
      await installation.remove();
      await postgres.remove();
      await mails.stop();
    },
  };
}

const isNotice = ({ text }: ReceivedMail) => text?.includes('/bewaren#') === true;

/** Everybody was planned, told, mailed, and erased or not, just once. */
export const allOnce = (people: readonly Registered[], { erased }: { erased: boolean }): Deeds => {
  const ones = people.map(() => 1);
  return { plans: ones, notices: ones, mails: ones, receipts: people.map(() => (erased ? 1 : 0)) };
};
