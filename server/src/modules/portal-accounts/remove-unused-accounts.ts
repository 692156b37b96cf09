import { plus, writtenDate, type LocalDate } from '../../platform/clock.ts';
import { affected, arrayOf, inTransaction, rows, sql, type Sql } from '../../platform/database/index.ts';
import { letterWaits, queueSealedLetters, type SealedLetter, type SettledLetter } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { unusedLetter, type AccountLanguage } from './unused-letter.ts';

const WARNING = 'PORTAL_UNUSED';
/** D6. */
const UNUSED_MONTHS = 24;
const DAYS_TO_SIGN_IN = 30;
/** Until a warning that did not come through is tried again. */
const DAYS_TO_TRY_AGAIN = 30;
/** After which nobody is thought to read that mailbox any more: unused data is not kept for ever. */
const MONTHS_TO_TRY = 6;
const ACCOUNTS_A_TIME = 200;

interface Options {
  onBatch?: () => void | Promise<void>;
  signal?: AbortSignal;
}

/**
 * Mails whoever did not sign in for two years, and removes the accounts of those who were mailed thirty days ago and still did not,
 * with their sessions, links and job alerts (D6). Whoever signs in keeps his account: the day on which he did is then that of the mail,
 * or later. One whose warning has not left yet stays. One whose warnings did not come through is mailed again every thirty days, and
 * goes when none came through in six months. The person behind an account, if there is one, stays as he is. The audit trail is told nothing: an account stands for nobody.
 */
export async function removeUnusedAccounts(
  work: Work,
  { onBatch, signal }: Options = {},
): Promise<{ warned: number; removed: number }> {
  const today = work.clock.today();
  const unusedSince = plus(today, { months: -UNUSED_MONTHS });
  const removed = await affected(
    work.em,
    sql`delete from portal_account
        where last_signed_in_on <= ${unusedSince}::date and last_signed_in_on < warned_on
          and (warned_on <= ${plus(today, { days: -DAYS_TO_SIGN_IN })}::date and unreached_since is null
            or unreached_since <= ${plus(today, { months: -MONTHS_TO_TRY })}::date)
          and not ${letterWaits(WARNING, sql`warning_id::text`)}`,
  );
  await onBatch?.();
  let warned = 0;
  while (!signal?.aborted) {
    const batch = await warnSome(work, today, unusedSince);
    warned += batch.warned;
    await onBatch?.();
    if (batch.found < ACCOUNTS_A_TIME) break;
  }
  return { warned, removed };
}

interface Unused {
  id: string;
  warning_id: string;
  agency_id: string;
  email_sealed: Buffer;
  language: AccountLanguage;
  sender: string;
  contact_email: string;
}

/** The mark and the mails of a batch are one transaction: who is marked was mailed, and once, if his address can be read. */
function warnSome(work: Work, today: LocalDate, unusedSince: LocalDate): Promise<{ found: number; warned: number }> {
  return inTransaction(work.em, async (em) => {
    const again = plus(today, { days: -DAYS_TO_TRY_AGAIN });
    const found = await rows<Unused>(
      em,
      sql`update portal_account a set warned_on = ${today}::date, warning_id = gen_random_uuid() from agency g
          where g.id = a.agency_id and a.id in (
            select id from portal_account
            where last_signed_in_on <= ${unusedSince}::date and (warned_on is null or warned_on <= last_signed_in_on
                or (unreached_since is not null and warned_on <= ${again}::date))
            order by id limit ${ACCOUNTS_A_TIME} for update)
          returning a.id, a.warning_id, a.agency_id, a.email_sealed, a.language, g.contact_email,
            coalesce((select name from label l where l.id = a.label_id), g.name) as sender`,
    );
    const goesOn = plus(today, { days: DAYS_TO_SIGN_IN });
    const unopened: string[] = [];
    const letters = found.flatMap((one): SealedLetter[] => {
      let to: string;
      try {
        to = work.secrets.open(one.email_sealed, { table: 'portal_account', row: one.id, column: 'email_sealed' });
      } catch {
        // An address that does not open reaches nobody, and keeps nobody else's mail back.
        unopened.push(one.id);
        return [];
      }
      const { sender, contact_email, language } = one;
      const { subject, text } = unusedLetter(language, {
        sender,
        contactEmail: contact_email,
        goesOn: writtenDate(goesOn, language),
      });
      return [{ agencyId: one.agency_id, kind: WARNING, to, subject, text, occasion: one.warning_id }];
    });
    await queueSealedLetters({ ...work, em }, letters);
    if (unopened.length > 0) await noteUnreached({ ...work, em }, sql`id = any(${arrayOf(unopened)}::uuid[])`);
    return { found: found.length, warned: letters.length };
  });
}

/**
 * In the transaction in which a warning's row goes. The thirty days count from the day on which it left; one that did not come
 * through, or may not have, leaves the account where it is. Who has signed in meanwhile has no warning any more.
 */
export async function noteWarned(work: Work, { kind, occasion, outcome }: SettledLetter): Promise<void> {
  if (kind !== WARNING) return;
  const which = sql`warning_id = ${occasion}::uuid`;
  if (outcome !== 'SENT') {
    await noteUnreached(work, which);
    return;
  }
  await affected(
    work.em,
    sql`update portal_account set warned_on = ${work.clock.today()}::date, unreached_since = null where ${which}`,
  );
}

const noteUnreached = (work: Work, which: Sql): Promise<number> =>
  affected(
    work.em,
    sql`update portal_account set unreached_since = coalesce(unreached_since, ${work.clock.today()}::date) where ${which}`,
  );
