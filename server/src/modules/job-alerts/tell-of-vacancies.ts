import { DateTime } from 'luxon';
import { localHour, TIME_ZONE, type LocalDate } from '../../platform/clock.ts';
import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { Language } from './letters.ts';
import { queueSealedLetters, type SealedLetter } from '../outgoing-mail/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import { alertsToken } from './alerts-link.ts';
import type { Criteria } from './criteria.ts';
import type { AlertFrequency } from './job-alert.ts';
import { alertLetter, type ToldVacancy } from './letters.ts';
import { matches } from './matching.ts';

/** The hour in Amsterdam after which people are told of what is new. */
const HOUR = 7;
const ACCOUNTS_A_TIME = 100;
/** More don't stand in a mail; it says how many there are. */
const MOST_IN_A_MAIL = 20;
const LOOKS_KEPT_DAYS = 30;

export interface TellOptions {
  /** Called after each committed batch, for keeping a job's lock. */
  onBatch?: () => void | Promise<void>;
  /** Aborted: the batch that is under way is finished, and the rest is left to the next time (F7). */
  signal?: AbortSignal;
}
export interface Told {
  mails: number;
  /** Accounts whose address does not open; they are tried again the next day. */
  unreadable: number;
}

/**
 * Tells everybody of the open vacancies that are new to his alerts (C6): one mail an account, at most once a day, and of no vacancy
 * twice. The mark of what was told is set in the transaction that stores the mail, so it can be broken off and begun anew at any moment.
 * @returns undefined when today's look is done, or its hour has not come.
 */
export async function tellOfVacancies(work: Work, { onBatch, signal }: TellOptions = {}): Promise<Told | undefined> {
  if (localHour(work.clock.now()) < HOUR) return undefined;
  const day = work.clock.today();
  if (!(await openLook(work, day))) return undefined;
  const told: Told = { mails: 0, unreadable: 0 };
  let last: string | undefined;
  while (!signal?.aborted) {
    const batch = await nextAccounts(work, day, last);
    if (batch.length === 0) {
      await rows(
        work.em,
        sql`update job_alert_look set finished_at = ${work.clock.now().toISOString()}::timestamptz where day = ${day}::date`,
      );
      return told;
    }
    const { mails, unreadable } = await tellAccounts(work, day, batch);
    told.mails += mails;
    told.unreadable += unreadable;
    last = batch.at(-1);
    await onBatch?.();
  }
  return undefined;
}

/** Lists what is open and was never told of, once a day. @returns false when that day's look is done. */
function openLook(work: Work, day: LocalDate): Promise<boolean> {
  return inTransaction(work.em, async (em) => {
    const opened = await affected(
      em,
      sql`insert into job_alert_look (day) values (${day}::date) on conflict (day) do nothing`,
    );
    if (opened === 1) {
      await rows(em, sql`update vacancy set listed_on = ${day}::date where status = 'OPEN' and listed_on is null`);
      await rows(em, sql`delete from job_alert_look where day < ${day}::date - ${LOOKS_KEPT_DAYS}::int`);
    }
    const [look] = await rows<{ open: boolean }>(
      em,
      sql`select finished_at is null as open from job_alert_look where day = ${day}::date`,
    );
    return look?.open ?? false;
  });
}

/** Weekly ones are due on Monday, or later when that was missed. */
const isDue = (day: LocalDate) => {
  const monday = DateTime.fromISO(day, { zone: TIME_ZONE }).startOf('week').toISODate()!;
  return sql`not j.paused and j.told_until < case j.frequency when 'DAILY' then ${day}::date else ${monday}::date end`;
};

async function nextAccounts(work: Work, day: LocalDate, after: string | undefined): Promise<string[]> {
  const found = await rows<{ account_id: string }>(
    work.em,
    sql`select distinct j.account_id from job_alert j
        where ${isDue(day)} and (${after ?? null}::uuid is null or j.account_id > ${after ?? null}::uuid)
        order by j.account_id limit ${ACCOUNTS_A_TIME}`,
  );
  return found.map(({ account_id }) => account_id);
}

type Due = Criteria & { id: string; accountId: string; frequency: AlertFrequency };
interface Account {
  id: string;
  agencyId: string;
  emailSealed: Buffer;
  language: Language;
  contactEmail: string;
  labelName: string;
  labelSlug: string;
}
type Found = ToldVacancy & { accountId: string; alertIds: string[]; total: number };

function tellAccounts(work: Work, day: LocalDate, accountIds: readonly string[]): Promise<Told> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    // Locked, and looked at again: whoever stopped meanwhile is told nothing.
    const due = await rows<Due>(
      em,
      sql`select j.id, j.account_id as "accountId", j.terms, j.places, j.hours_from as "hoursFrom", j.hours_to as "hoursTo", j.frequency
          from job_alert j where j.account_id = any(${[...accountIds]}::uuid[]) and ${isDue(day)} order by j.created_on, j.id for update`,
    );
    const found = Map.groupBy(await newVacancies(inside, day, due), ({ accountId }) => accountId);
    const letters: SealedLetter[] = [];
    const unreadable = new Set<string>();
    for (const account of await readAccounts(inside, [...found.keys()])) {
      try {
        letters.push(letterFor(work, account, due, found.get(account.id)!));
      } catch {
        // An address that does not open is one account's trouble; what is new is kept for it.
        unreadable.add(account.id);
      }
    }
    const done = due.filter(({ accountId }) => !unreadable.has(accountId)).map(({ id }) => id);
    await rows(em, sql`update job_alert set told_until = ${day}::date where id = any(${done}::uuid[])`);
    await queueSealedLetters(inside, letters);
    return { mails: letters.length, unreadable: unreadable.size };
  });
}

/**
 * What each account is told of: the newest first, and each vacancy once, whichever of its alerts it fits. What another alert of the
 * same account told of before is left out.
 */
function newVacancies(work: Work, day: LocalDate, due: readonly Due[]): Promise<Found[]> {
  return rows<Found>(
    work.em,
    sql`select id, title, place, hours_per_week as "hoursPerWeek", account_id as "accountId", alert_ids as "alertIds", total::int
        from (
          select v.id, v.title, v.place, v.hours_per_week, j.account_id, array_agg(j.id) as alert_ids,
            count(*) over (partition by j.account_id) as total,
            row_number() over (partition by j.account_id order by v.listed_on desc, v.title, v.id) as number
          from job_alert j join portal_account p on p.id = j.account_id
          join vacancy v on v.agency_id = p.agency_id and v.status = 'OPEN' and v.listed_on > j.told_until
            and v.listed_on <= ${day}::date and ${matches('j', 'v')}
          where j.id = any(${due.map(({ id }) => id)}::uuid[])
            and exists (select from label l where l.agency_id = p.agency_id)
            and not exists (
              select from job_alert o where o.account_id = j.account_id and o.id <> j.id
                and v.listed_on > o.tells_from and v.listed_on <= o.told_until and ${matches('o', 'v')})
          group by v.id, j.account_id
        ) found where number <= ${MOST_IN_A_MAIL} order by account_id, number`,
  );
}

/** In whose look the portal is shown to them; else the agency's first. Without one there is no page of vacancies. */
function readAccounts(work: Work, ids: readonly string[]): Promise<Account[]> {
  return rows<Account>(
    work.em,
    sql`select p.id, p.agency_id as "agencyId", p.email_sealed as "emailSealed", p.language, g.contact_email as "contactEmail",
          l.name as "labelName", l.slug as "labelSlug"
        from portal_account p join agency g on g.id = p.agency_id
        cross join lateral (
          select name, slug from label where agency_id = p.agency_id order by id = p.label_id desc nulls last, name limit 1) l
        where p.id = any(${[...ids]}::uuid[])`,
  );
}

function letterFor(work: Work, account: Account, due: readonly Due[], found: readonly Found[]): SealedLetter {
  const ofThese = new Set(found.flatMap(({ alertIds }) => alertIds));
  const { subject, text } = alertLetter(
    {
      ...account,
      vacancies: found,
      total: found[0]!.total,
      alerts: due.filter(({ id }) => ofThese.has(id)),
    },
    account.language,
  );
  return {
    agencyId: account.agencyId,
    kind: 'JOB_ALERT',
    to: work.secrets.open(account.emailSealed, { table: 'portal_account', row: account.id, column: 'email_sealed' }),
    subject,
    text,
    linkToken: alertsToken(work.secrets, account.id),
    // What somebody looks for is his own, and the row names no account.
    sealsText: true,
    occasion: newId(),
  };
}
