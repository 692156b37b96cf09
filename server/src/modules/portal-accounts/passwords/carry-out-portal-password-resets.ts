import { rows, sql } from '../../../platform/database/index.ts';
import {
  BETWEEN_LINKS_MINUTES,
  carryOutResetRequests,
  minutesAfter,
  type CarriedOutResets,
} from '../../accounts/index.ts';
import type { Work } from '../../permissions/index.ts';
import { mailFingerprint } from '../account/sealed-names.ts';
import { COARSE_MINUTES } from '../coarse-moment.ts';
import { sendPortalLink } from '../links/portal-links.ts';

/** Mails a link to whoever asked for a new password and has an account on the portal: one for each agency where he has one. */
export const carryOutPortalPasswordResets = (work: Work): Promise<CarriedOutResets> =>
  carryOutResetRequests(work, true, mailLinks);

async function mailLinks(work: Work, email: string): Promise<boolean> {
  const recently = minutesAfter(work.clock.now(), -BETWEEN_LINKS_MINUTES - COARSE_MINUTES).toISOString();
  const accounts = await rows<{ id: string }>(
    work.em,
    sql`select a.id from portal_account a
        where a.email_hash = ${mailFingerprint(work.secrets, email)}
          and not exists (
            select from portal_account_link l
            where l.account_id = a.id and l.kind = 'PASSWORD_RESET' and l.used_at is null
              and l.sent_at > ${recently}::timestamptz)
        for update of a`,
  );
  for (const { id } of accounts) await sendPortalLink(work, { accountId: id, kind: 'PASSWORD_RESET' });
  return accounts.length > 0;
}
