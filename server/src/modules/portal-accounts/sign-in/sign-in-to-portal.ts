import { affected, outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import {
  accountTransaction,
  attemptFrom,
  deviceWords,
  passwordFits,
  rememberBrowser,
  type Attempt,
  type RequestBrowser,
} from '../../accounts/index.ts';
import { mustBePortal, type RequestContext, type Work } from '../../permissions/index.ts';
import { mailFingerprint, userNameFingerprint } from '../account/sealed-names.ts';
import { placeOfVisitor } from './count-visitor.ts';
import { startPortalSession, type PortalSessionCookie } from '../start-portal-session.ts';

type SigningIn = RequestBrowser & Pick<RequestContext, 'work' | 'visitorAddress'>;

/**
 * Starts a session on the portal (C81, C83). An unknown name and a wrong password get the same answer after the same work: one
 * look-up and one hash (S6). The audit trail says nothing of it, since it may never hold both an account and a person (D6).
 * @throws DomainError BAD_USER_INPUT when they don't belong together, RATE_LIMITED when there were too many attempts,
 * FORBIDDEN for a program that is nobody’s portal
 */
export async function signInToPortal(
  context: SigningIn,
  given: { login: string; password: string },
): Promise<PortalSessionCookie> {
  const { work } = context;
  mustBePortal(work.actor);
  const account = await accountOfLogin(work, given.login);
  const key = throttleKey(account?.id ?? userNameFingerprint(work.secrets, given.login).toString('base64url'));
  const attempt = guessAt(context, key);
  await context.signInThrottle.count(attempt);
  if (!(await passwordFits(account?.password_hash, given.password))) throw noSuchPair();
  await context.signInThrottle.forget(attempt);
  const cookie = await accountTransaction(work, async (em) => {
    // One that was replaced since it was looked at opens nothing: choosing another ended every session (S12).
    const signedIn = await affected(
      em,
      sql`update portal_account set last_signed_in_on = ${work.clock.today()}, warned_on = null, warning_id = null, unreached_since = null
          where id = ${account!.id} and password_hash = ${account!.password_hash}`,
    );
    if (signedIn === 0) throw noSuchPair();
    const device = deviceWords(context.userAgent);
    return startPortalSession({ ...work, em }, { accountId: account!.id, device });
  });
  rememberBrowser(context, key);
  return cookie;
}

const noSuchPair = () =>
  new DomainError('BAD_USER_INPUT', 'This name and password don’t belong together.', ['password']);

/** Under which guesses at an account are counted, and its browsers known. */
export const throttleKey = (account: string): string => `portal:${account}`;

const guessAt = (context: SigningIn, key: string): Attempt => ({
  ...attemptFrom(context, 'PASSWORD', key),
  ...placeOfVisitor(context),
});

/** Nobody waits any more for what strangers tried at this account from where he is (S5). */
export async function forgetStrangers(context: SigningIn, accountId: string): Promise<void> {
  await context.signInThrottle.forget({ ...guessAt(context, throttleKey(accountId)), knownDevice: undefined });
}

/**
 * A user name is one person’s in the whole installation. A mail address may have an account at each agency: then the one that
 * was used last counts, and the user name always says which.
 */
async function accountOfLogin(work: Work, login: string): Promise<{ id: string; password_hash: string } | undefined> {
  const { actor, secrets } = work;
  const within = actor.kind === 'api-client' ? sql`agency_id = any(${[...actor.agencyIds]}::uuid[])` : sql`true`;
  const byName = userNameFingerprint(secrets, login);
  const [found] = await outsideRowScope(() =>
    rows<{ id: string; password_hash: string }>(
      work.em,
      sql`select id, password_hash from portal_account
          where (user_name_hash = ${byName} or email_hash = ${mailFingerprint(secrets, login)}) and ${within}
          order by user_name_hash = ${byName} desc, last_signed_in_on desc, id desc limit 1`,
    ),
  );
  return found;
}
