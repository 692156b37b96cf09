import { affected, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { type AuditFact, recordAudit } from '../../audit/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { hashInUse } from '../passwords/password-in-use.ts';
import { passwordFits } from '../passwords/password-fits.ts';
import type { RequestBrowser } from '../request-browser.ts';
import { hasSecondFactor } from '../second-factor/has-second-factor.ts';
import { useCode } from '../second-factor/use-code.ts';
import { mustBeFresh } from './must-be-fresh.ts';
import { ownSession } from './session-of-token.ts';
import type { SignInWay } from './staff-session.ts';
import { renewToken, type SessionCookie } from './start-session.ts';

/**
 * Shows again that it is really he: for five minutes his session may do what asks for that (`mustBeFresh`). The session gets
 * another token, since its rights rise (S12).
 * @throws DomainError BAD_USER_INPUT for a wrong password or code, RATE_LIMITED
 */
export async function confirmPassword(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'session'>,
  given: { password: string; code: string | undefined },
): Promise<SessionCookie> {
  const { work } = context;
  const own = await ownSession(context);
  await mustBeHimself(context, own, given);
  return accountTransaction(work, (em) => markConfirmed({ ...work, em }, own, 'PASSWORD'));
}

/** Marks a session as that of somebody who has just shown who he is, in the caller's transaction. */
export async function markConfirmed(
  work: Work,
  session: { id: string; staffId: string },
  way: SignInWay,
): Promise<SessionCookie> {
  const now = work.clock.now().toISOString();
  const cookie = await renewToken(work, session.id);
  if (!cookie) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  await affected(work.em, sql`update staff_session set confirmed_at = ${now}::timestamptz where id = ${session.id}`);
  await recordAudit(work, [confirmation(session.staffId, way)]);
  return cookie;
}

/** What the audit trail says of it. */
export const confirmation = (staffId: string, way: SignInWay): AuditFact => ({
  action: 'staff.confirmed',
  subjectType: 'StaffUser',
  subjectId: staffId,
  facts: { way },
});

type Himself = RequestBrowser & Pick<RequestContext, 'work'>;
interface Own {
  id: string;
  staffId: string;
}

/**
 * The password, and a code where there is a second factor. Who has no password shows it at his agency's own login just before.
 * @throws DomainError BAD_USER_INPUT with the field that is wrong, REAUTHENTICATION_REQUIRED, RATE_LIMITED
 */
export async function mustBeHimself(
  context: Himself & Pick<RequestContext, 'session'>,
  own: Own,
  given: { password: string | undefined; code: string | undefined },
): Promise<void> {
  if (given.password === undefined) await mustBeFresh(context);
  else await mustKnowPassword(context, own, given.password);
  if (await hasSecondFactor(context.work.em, own.staffId)) await mustHaveCode(context, own, given.code);
}

/** Counted per session, so that who found a browser open can't guess, and its owner waits for nobody else. */
const guessOf = ({ address }: Himself, own: Own, at: 'PASSWORD' | 'CODE') =>
  ({ at, account: own.staffId, address, knownDevice: own.id }) as const;

/** Somebody at an open browser did not know what its owner knows; he finds it in the audit trail. */
const noteWrongGuess = (work: Work, own: Own, secondFactor: boolean): Promise<void> =>
  accountTransaction(work, (em) =>
    recordAudit({ ...work, em }, [
      {
        action: 'staff.confirmation-failed',
        subjectType: 'StaffUser',
        subjectId: own.staffId,
        facts: { secondFactor },
      },
    ]),
  );

/** @throws DomainError BAD_USER_INPUT with the field, RATE_LIMITED */
export async function mustKnowPassword(
  context: Himself,
  own: Own,
  password: string,
  field = 'password',
): Promise<void> {
  const guess = guessOf(context, own, 'PASSWORD');
  await context.signInThrottle.count(guess);
  if (!(await passwordFits(await hashInUse(context.work.em, own.staffId), password))) {
    await noteWrongGuess(context.work, own, false);
    throw new DomainError('BAD_USER_INPUT', 'This is not your password.', [field]);
  }
  await context.signInThrottle.forget(guess);
}

async function mustHaveCode(context: Himself, own: Own, code: string | undefined): Promise<void> {
  const { work } = context;
  const guess = guessOf(context, own, 'CODE');
  await context.signInThrottle.count(guess);
  const used = code && (await accountTransaction(work, (em) => useCode({ ...work, em }, own.staffId, code)));
  if (!used) {
    await noteWrongGuess(work, own, true);
    throw new DomainError('BAD_USER_INPUT', 'This code is not right, or was used already.', ['code']);
  }
  await context.signInThrottle.forget(guess);
}
