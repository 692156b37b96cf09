import { affected, sql } from '../../../platform/database/index.ts';
import {
  accountTransaction,
  checkNewPassword,
  newPasswordHash,
  rememberBrowser,
  type RequestBrowser,
} from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { openPortalLink, takePortalLink, withdrawPortalLinks } from '../links/portal-links.ts';
import { queuePortalMail } from '../links/queue-portal-mail.ts';
import { PORTAL_LINK_KINDS } from '../portal-account-link.ts';
import { endSessionsOfAccount } from '../sessions/portal-sessions.ts';
import { countVisitor } from '../sign-in/count-visitor.ts';
import { forgetStrangers, throttleKey } from '../sign-in/sign-in-to-portal.ts';

/**
 * Chooses a password by a mailed link. It ends every session and signs nobody in. The browser counts as known from now on: who was
 * made to wait because a stranger guessed at his account is let through (S5), also by a program that knows no browsers.
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED, BAD_USER_INPUT, PASSWORD_TOO_EASY, RATE_LIMITED
 */
export async function choosePortalPassword(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'visitorAddress'>,
  given: { token: string; password: string },
): Promise<void> {
  const { work } = context;
  await countVisitor(context);
  const link = await openPortalLink(work, given.token, 'PASSWORD_RESET');
  const { accountId } = link;
  checkNewPassword(given.password, [link.userName, link.email]);
  const passwordHash = await newPasswordHash(given.password);
  await accountTransaction(work, async (em) => {
    const inside = { ...work, em };
    await takePortalLink(inside, link);
    await affected(em, sql`update portal_account set password_hash = ${passwordHash} where id = ${accountId}`);
    // Also a change of address that somebody else may have asked for: with its mailbox he would be back at once.
    await withdrawPortalLinks(inside, accountId, PORTAL_LINK_KINDS);
    await endSessionsOfAccount(inside, accountId);
    await queuePortalMail(inside, { accountId, kind: 'PORTAL_PASSWORD_CHANGED', occasion: link.id });
  });
  await forgetStrangers(context, accountId);
  rememberBrowser(context, throttleKey(accountId));
}
