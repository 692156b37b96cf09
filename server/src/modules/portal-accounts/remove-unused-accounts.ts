import { plus, writtenDate, type LocalDate } from '../../platform/clock.ts';
import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { queueSealedLetters, type SealedLetter } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { unusedLetter, type AccountLanguage } from './unused-letter.ts';

/** D6. */
const UNUSED_MONTHS = 24;
const DAYS_TO_SIGN_IN = 30;
const ACCOUNTS_A_TIME = 200;

interface Options {
  onBatch?: () => void | Promise<void>;
  signal?: AbortSignal;
}

/**
 * Mails whoever did not sign in for two years, and removes the accounts of those who were mailed thirty days ago and still did not,
 * with their sessions, links and job alerts (D6). Whoever signs in keeps his account: the day on which he did is then that of the mail,
 * or later. The person behind an account, if there is one, stays as he is. The audit trail is told nothing: an account stands for nobody.
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
          and warned_on <= ${plus(today, { days: -DAYS_TO_SIGN_IN })}::date`,
  );
  await onBatch?.();
  let warned = 0;
  while (!signal?.aborted) {
    const batch = await warnSome(work, today, unusedSince);
    warned += batch;
    await onBatch?.();
    if (batch < ACCOUNTS_A_TIME) break;
  }
  return { warned, removed };
}

interface Unused {
  id: string;
  agency_id: string;
  email_sealed: Buffer;
  language: AccountLanguage;
  sender: string;
  contact_email: string;
}

/** The mark and the mails of a batch are one transaction: who is marked was mailed, and once. */
function warnSome(work: Work, today: LocalDate, unusedSince: LocalDate): Promise<number> {
  return inTransaction(work.em, async (em) => {
    const found = await rows<Unused>(
      em,
      sql`update portal_account a set warned_on = ${today}::date from agency g
          where g.id = a.agency_id and a.id in (
            select id from portal_account
            where last_signed_in_on <= ${unusedSince}::date and (warned_on is null or warned_on <= last_signed_in_on)
            order by id limit ${ACCOUNTS_A_TIME} for update)
          returning a.id, a.agency_id, a.email_sealed, a.language, g.contact_email,
            coalesce((select name from label l where l.id = a.label_id), g.name) as sender`,
    );
    const goesOn = plus(today, { days: DAYS_TO_SIGN_IN });
    const letters = found.flatMap((one): SealedLetter[] => {
      let to: string;
      try {
        to = work.secrets.open(one.email_sealed, { table: 'portal_account', row: one.id, column: 'email_sealed' });
      } catch {
        // An address that does not open reaches nobody, and keeps nobody else's mail back.
        return [];
      }
      const { sender, contact_email, language } = one;
      const { subject, text } = unusedLetter(language, {
        sender,
        contactEmail: contact_email,
        goesOn: writtenDate(goesOn, language),
      });
      return [{ agencyId: one.agency_id, kind: 'PORTAL_UNUSED', to, subject, text, occasion: newId() }];
    });
    await queueSealedLetters({ ...work, em }, letters);
    return found.length;
  });
}
