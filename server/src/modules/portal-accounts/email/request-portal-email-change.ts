import { rows, sql } from '../../../platform/database/index.ts';
import { badInput } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { isMailAddress } from '../../../platform/mail-address.ts';
import { accountTransaction, type RequestBrowser } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { mailFingerprint } from '../account/sealed-names.ts';
import { sendPortalLink, withdrawPortalLinks } from '../links/portal-links.ts';
import { queuePortalMail } from '../links/queue-portal-mail.ts';
import { mustBeFreshInPortal } from '../sessions/must-be-fresh-in-portal.ts';
import { countAsker, tooManyLetters } from '../sign-in/count-visitor.ts';

/**
 * Mails a link to the new address, and tells the old one; until the link is confirmed, the old one stays. An address that has
 * another account gets the same answer and no mail: nobody finds out by it who has one (S6).
 * @throws DomainError UNAUTHENTICATED, REAUTHENTICATION_REQUIRED, BAD_USER_INPUT, RATE_LIMITED
 */
export async function requestPortalEmailChange(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'visitorAddress' | 'portal' | 'registrationThrottle'>,
  typed: string,
): Promise<void> {
  const { work } = context;
  const { accountId, agencyId } = await mustBeFreshInPortal(context);
  await countAsker(context);
  const newEmail = typed.trim().toLowerCase();
  if (!isMailAddress(newEmail)) throw badInput('email', 'This is not a mail address.');
  const { registrationThrottle: throttle } = context;
  // The owner hears of each change that is asked for; so one too many is not made at all.
  if (!(await throttle.mayMail(accountId, 'ADDRESS_NOTICE'))) throw tooManyLetters();
  const mayMail = await throttle.mayMail(newEmail, 'ADDRESS');
  await accountTransaction(work, async (em) => {
    const inside = { ...work, em };
    // Also where the new one is taken: he no longer wants the one that he asked for before.
    await withdrawPortalLinks(inside, accountId, ['EMAIL_CHANGE']);
    const [taken] = await rows(
      em,
      sql`select 1 from portal_account
          where agency_id = ${agencyId} and email_hash = ${mailFingerprint(work.secrets, newEmail)}`,
    );
    if (!taken && mayMail) await sendPortalLink(inside, { accountId, kind: 'EMAIL_CHANGE', newEmail });
    // In time to do something about it, where it was not he who asked.
    await queuePortalMail(inside, { accountId, kind: 'PORTAL_EMAIL_CHANGE_ASKED', occasion: newId() });
  });
}
