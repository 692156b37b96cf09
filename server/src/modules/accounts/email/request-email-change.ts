import { rows, sql } from '../../../platform/database/index.ts';
import { badInput } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { isMailAddress } from '../../../platform/mail-address.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { queueStaffMail } from '../links/queue-staff-mail.ts';
import { sendLink } from '../links/send-link.ts';
import type { RequestBrowser } from '../request-browser.ts';
import { mustBeFresh } from '../sessions/must-be-fresh.ts';
import { ownSession } from '../sessions/session-of-token.ts';

/**
 * Mails a link to the new address, and tells the old one; until the link is followed, and confirmed, the old one stays. An address with which somebody else
 * signs in gets the same answer and no mail: nobody finds out by it who has an account.
 * @throws DomainError REAUTHENTICATION_REQUIRED, BAD_USER_INPUT, RATE_LIMITED
 */
export async function requestEmailChange(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'session'>,
  typed: string,
): Promise<void> {
  const { work } = context;
  await mustBeFresh(context);
  await context.signInThrottle.countAddress(context.address);
  const { staffId } = await ownSession(context);
  const newEmail = typed.trim().toLowerCase();
  if (!isMailAddress(newEmail)) throw badInput('email', 'This is not a mail address.');
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const [taken] = await rows(em, sql`select 1 from staff_user where email = ${newEmail}`);
    if (!taken) await sendLink(inside, { staffId, kind: 'EMAIL_CHANGE', newEmail });
    // In time to do something about it, where it was not he who asked.
    await queueStaffMail(inside, { staffId, kind: 'STAFF_EMAIL_CHANGE_ASKED', occasion: newId() });
    await recordAudit(inside, [{ action: 'staff.email-change-asked', subjectType: 'StaffUser', subjectId: staffId }]);
  });
}
