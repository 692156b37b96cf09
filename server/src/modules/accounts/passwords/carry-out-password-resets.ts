import { rows, sql } from '../../../platform/database/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { sendLink } from '../links/send-link.ts';
import { minutesAfter } from '../sessions/session-times.ts';
import { passwordsAreTaken } from './password-in-use.ts';
import { sealedAt } from './password-reset-request.ts';

/** A link that is younger is still to be found in somebody's mailbox: many requests make no heap of mails. */
export const BETWEEN_LINKS_MINUTES = 10;
const BATCH = 100;

export interface CarriedOutResets {
  /** How many addresses were mailed. */
  mailed: number;
  /** How many requests were dropped because their seal did not open: they reach nobody, and hold nobody else's up. */
  unreadable: number;
}

/**
 * Mails a link to whoever asked for a new password and has an account that uses one. A request for an unknown address leaves
 * no trace.
 */
export const carryOutPasswordResets = (work: Work): Promise<CarriedOutResets> =>
  carryOutResetRequests(work, false, mailLink);

/** Takes the requests of one kind of accounts, each address once, and hands them to whoever knows those accounts. */
export async function carryOutResetRequests(
  work: Work,
  forPortal: boolean,
  mail: (work: Work, email: string) => Promise<boolean>,
): Promise<CarriedOutResets> {
  const done = { mailed: 0, unreadable: 0 };
  for (;;) {
    const requests = await accountTransaction(work, async (em) => {
      const taken = await rows<{ id: string; email_sealed: Buffer }>(
        em,
        sql`delete from password_reset_request where id in (
              select id from password_reset_request where for_portal = ${forPortal}
              order by requested_at limit ${BATCH} for update skip locked)
            returning id, email_sealed`,
      );
      const opened = taken.map((one) => open(work, one));
      const emails = new Set(opened.filter((email) => email !== undefined));
      let mailed = 0;
      for (const email of emails) if (await mail({ ...work, em }, email)) mailed += 1;
      return { taken: taken.length, mailed, unreadable: opened.filter((email) => email === undefined).length };
    });
    done.mailed += requests.mailed;
    done.unreadable += requests.unreadable;
    if (requests.taken < BATCH) return done;
  }
}

function open({ secrets }: Work, request: { id: string; email_sealed: Buffer }): string | undefined {
  try {
    return secrets.open(request.email_sealed, sealedAt(request.id));
  } catch {
    return undefined;
  }
}

async function mailLink(work: Work, email: string): Promise<boolean> {
  const recently = minutesAfter(work.clock.now(), -BETWEEN_LINKS_MINUTES).toISOString();
  const [staff] = await rows<{ id: string }>(
    work.em,
    sql`select u.id from staff_user u
        where u.email = ${email} and u.disabled_at is null
          and (u.password_hash is not null or exists (select from staff_identity i where i.staff_id = u.id))
          and ${passwordsAreTaken}
          and not exists (
            select from account_link l
            where l.staff_id = u.id and l.kind = 'PASSWORD_RESET' and l.used_at is null
              and l.sent_at > ${recently}::timestamptz)
        for update of u`,
  );
  if (!staff) return false;
  await sendLink(work, { staffId: staff.id, kind: 'PASSWORD_RESET' });
  await recordAudit(work, [{ action: 'staff.password-reset-mailed', subjectType: 'StaffUser', subjectId: staff.id }]);
  return true;
}
