import { affected, sql } from '../../../platform/database/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { asHimself } from '../as-himself.ts';
import { LINK_KINDS } from '../links/account-link.ts';
import { openLink, takeLink } from '../links/find-link.ts';
import { queueStaffMail } from '../links/queue-staff-mail.ts';
import { withdrawLinks } from '../links/send-link.ts';
import { rememberBrowser, type RequestBrowser } from '../request-browser.ts';
import { endSessionsOf } from '../sessions/start-session.ts';
import { checkNewPassword } from './check-new-password.ts';
import { newPasswordHash } from './password-fits.ts';

/**
 * Chooses a password by a mailed link: that of an invitation, or of a reset. It ends every session, leaves the second factor as
 * it is, and signs nobody in. The browser counts as known from now on: who was made to wait because a stranger guessed at
 * his account is let through (S5).
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED, BAD_USER_INPUT, PASSWORD_TOO_EASY, RATE_LIMITED
 */
export async function setPassword(
  context: RequestBrowser & Pick<RequestContext, 'work'>,
  given: { token: string; password: string },
): Promise<void> {
  const { work } = context;
  await context.signInThrottle.countAddress(context.address);
  const link = await openLink(work, given.token, ['INVITATION', 'PASSWORD_RESET']);
  checkNewPassword(given.password, [link.name, link.email]);
  const passwordHash = await newPasswordHash(given.password);
  await accountTransaction(work, async (em) => {
    const inside = asHimself({ ...work, em }, link.staffId);
    await takeLink(inside, link);
    await affected(em, sql`update staff_user set password_hash = ${passwordHash} where id = ${link.staffId}`);
    // Also a change of address that somebody else may have asked for: with its mailbox he would be back at once.
    await withdrawLinks(inside, link.staffId, LINK_KINDS);
    const ended = await endSessionsOf(inside, link.staffId);
    if (link.kind === 'PASSWORD_RESET')
      await queueStaffMail(inside, { staffId: link.staffId, kind: 'STAFF_PASSWORD_CHANGED', occasion: link.id });
    const action = link.kind === 'INVITATION' ? 'staff.joined' : 'staff.password-reset';
    await recordAudit(inside, [
      { action, subjectType: 'StaffUser', subjectId: link.staffId, facts: { sessionsEnded: ended } },
    ]);
  });
  rememberBrowser(context, link.email);
}
