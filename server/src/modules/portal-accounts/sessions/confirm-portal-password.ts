import { affected, outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { accountTransaction, passwordFits, type RequestBrowser } from '../../accounts/index.ts';
import type { RequestContext, SignedInAccount } from '../../permissions/index.ts';
import { ownAccount } from '../account/own-account.ts';
import { coarse } from '../coarse-moment.ts';
import { throttleKey } from '../sign-in/sign-in-to-portal.ts';
import type { PortalSessionCookie } from '../start-portal-session.ts';
import { renewPortalToken } from './portal-sessions.ts';

type Himself = RequestBrowser & Pick<RequestContext, 'work' | 'portal'>;

/**
 * Shows again that it is really he: for five minutes his session may do what asks for that (`mustBeFreshInPortal`). The session
 * gets another token, since its rights rise (S12).
 * @throws DomainError UNAUTHENTICATED, BAD_USER_INPUT for a wrong password, RATE_LIMITED
 */
export async function confirmPortalPassword(context: Himself, password: string): Promise<PortalSessionCookie> {
  const { work } = context;
  const own = await ownAccount(context);
  await mustKnowPortalPassword(context, own, password);
  return accountTransaction(work, async (em) => {
    const cookie = await renewPortalToken({ ...work, em }, own.sessionId);
    const now = coarse(work.clock.now()).toISOString();
    await affected(em, sql`update portal_session set confirmed_at = ${now}::timestamptz where id = ${own.sessionId}`);
    return cookie;
  });
}

/**
 * Counted per session, so that who found a browser open can't guess, and its owner waits for nobody else.
 * @throws DomainError BAD_USER_INPUT with the field, RATE_LIMITED
 */
export async function mustKnowPortalPassword(
  context: Himself,
  own: SignedInAccount,
  password: string,
  field = 'password',
): Promise<void> {
  const { work, signInThrottle, address } = context;
  const guess = { at: 'PASSWORD', account: throttleKey(own.accountId), address, knownDevice: own.sessionId } as const;
  await signInThrottle.count(guess);
  const [account] = await outsideRowScope(() =>
    rows<{ password_hash: string }>(work.em, sql`select password_hash from portal_account where id = ${own.accountId}`),
  );
  if (!(await passwordFits(account?.password_hash, password)))
    throw new DomainError('BAD_USER_INPUT', 'This is not your password.', [field]);
  await signInThrottle.forget(guess);
}
