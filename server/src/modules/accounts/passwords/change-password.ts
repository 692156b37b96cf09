import { affected, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { LINK_KINDS } from '../links/account-link.ts';
import { queueStaffMail } from '../links/queue-staff-mail.ts';
import { withdrawLinks } from '../links/send-link.ts';
import type { RequestBrowser } from '../request-browser.ts';
import { mustKnowPassword } from '../sessions/confirm-password.ts';
import { ownSession } from '../sessions/session-of-token.ts';
import { endSessionsOf, renewToken, type SessionCookie } from '../sessions/start-session.ts';
import { checkNewPassword } from './check-new-password.ts';
import { newPasswordHash } from './password-fits.ts';

/**
 * Another password for oneself. Every other session ends, and this one gets another token.
 * @throws DomainError BAD_USER_INPUT, PASSWORD_TOO_EASY, RATE_LIMITED
 */
export async function changePassword(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'session'>,
  given: { currentPassword: string; newPassword: string },
): Promise<SessionCookie> {
  const { work } = context;
  const own = await ownSession(context);
  const [staff] = await rows<{ name: string; email: string }>(
    work.em,
    sql`select name, email from staff_user where id = ${own.staffId}`,
  );
  checkNewPassword(given.newPassword, [staff!.name, staff!.email], 'newPassword');
  await mustKnowPassword(context, own, given.currentPassword, 'currentPassword');
  const passwordHash = await newPasswordHash(given.newPassword);
  return accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    await affected(em, sql`update staff_user set password_hash = ${passwordHash} where id = ${own.staffId}`);
    await withdrawLinks(inside, own.staffId, LINK_KINDS);
    const ended = await endSessionsOf(inside, own.staffId, own.id);
    const cookie = await renewToken(inside, own.id);
    if (!cookie) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
    await queueStaffMail(inside, { staffId: own.staffId, kind: 'STAFF_PASSWORD_CHANGED', occasion: newId() });
    await recordAudit(inside, [
      {
        action: 'staff.password-changed',
        subjectType: 'StaffUser',
        subjectId: own.staffId,
        facts: { sessionsEnded: ended },
      },
    ]);
    return cookie;
  });
}
