import { affected, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { accountTransaction, checkNewPassword, newPasswordHash, type RequestBrowser } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountById } from '../account/my-account.ts';
import { ownAccount } from '../account/own-account.ts';
import { withdrawPortalLinks } from '../links/portal-links.ts';
import { queuePortalMail } from '../links/queue-portal-mail.ts';
import { PORTAL_LINK_KINDS } from '../portal-account-link.ts';
import { tooManyLetters } from '../sign-in/count-visitor.ts';
import { mustKnowPortalPassword } from '../sessions/confirm-portal-password.ts';
import { endSessionsOfAccount, renewPortalToken } from '../sessions/portal-sessions.ts';
import type { PortalSessionCookie } from '../start-portal-session.ts';

/**
 * Another password for oneself. Every other session ends, and this one gets another token (S12).
 * @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT, PASSWORD_TOO_EASY, RATE_LIMITED
 */
export async function changePortalPassword(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'portal' | 'registrationThrottle'>,
  given: { currentPassword: string; newPassword: string },
): Promise<PortalSessionCookie> {
  const { work } = context;
  const own = await ownAccount(context);
  const { accountId } = own;
  const account = await accountById(work, accountId);
  checkNewPassword(given.newPassword, [account!.userName, account!.emailAddress], 'newPassword');
  await mustKnowPortalPassword(context, own, given.currentPassword, 'currentPassword');
  // The owner hears of each change; so one too many is not made at all.
  if (!(await context.registrationThrottle.mayMail(accountId, 'PASSWORD_NOTICE'))) throw tooManyLetters();
  const passwordHash = await newPasswordHash(given.newPassword);
  return accountTransaction(work, async (em) => {
    const inside = { ...work, em };
    await affected(em, sql`update portal_account set password_hash = ${passwordHash} where id = ${accountId}`);
    await withdrawPortalLinks(inside, accountId, PORTAL_LINK_KINDS);
    await endSessionsOfAccount(inside, accountId, own.sessionId);
    await queuePortalMail(inside, { accountId, kind: 'PORTAL_PASSWORD_CHANGED', occasion: newId() });
    return renewPortalToken(inside, own.sessionId);
  });
}
