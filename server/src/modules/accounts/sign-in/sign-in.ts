import { outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { asHimself } from '../as-himself.ts';
import { passwordsAreTaken } from '../passwords/password-in-use.ts';
import { passwordFits } from '../passwords/password-fits.ts';
import { deviceWords } from '../sessions/device-words.ts';
import { type SessionCookie, startSession } from '../sessions/start-session.ts';
import { hasSecondFactor } from '../second-factor/has-second-factor.ts';
import type { SignInWay } from '../sessions/staff-session.ts';
import { askForCode } from './ask-for-code.ts';
import { noteFailure } from './note-failure.ts';
import type { Attempt, SignInThrottle } from './sign-in-throttle.ts';

/** A session, or the half of one that a code must complete. */
export type SignedIn = { staffId: string; session: SessionCookie } | { staffId: string; pending: SessionCookie };

/**
 * Starts a staff session, or asks for a code besides where there is a second factor. An unknown address, a wrong password, a
 * disabled account, one that was only invited and one that must use its agency's own login get the same answer after the
 * same work (S6).
 * @throws DomainError BAD_USER_INPUT when they don't match, RATE_LIMITED when there were too many attempts.
 */
export async function signIn(
  work: Work,
  throttle: SignInThrottle,
  input: { attempt: Attempt; password: string; userAgent: string | undefined },
): Promise<SignedIn> {
  const { attempt } = input;
  await throttle.count(attempt);
  // Outside: whoever is signed in already, as somebody else, knows other agencies.
  const [staff] = await outsideRowScope(() => staffWithPassword(work, attempt.account));
  if (!(await passwordFits(staff?.password_hash, input.password))) {
    await noteFailure(work, { staffId: staff?.id ?? null, way: 'PASSWORD', secondFactor: false });
    throw noSuchPair();
  }
  await throttle.forget(attempt);
  const { id: staffId, password_hash: passwordHash } = staff!;
  return letIn(work, { staffId, way: 'PASSWORD', userAgent: input.userAgent, passwordHash });
}

const noSuchPair = () =>
  new DomainError('BAD_USER_INPUT', 'This e-mail address and password don’t belong together.', ['password']);

const staffWithPassword = (work: Work, email: string) =>
  rows<{ id: string; password_hash: string | null }>(
    work.em,
    sql`select u.id, u.password_hash from staff_user u
        where u.email = ${email} and u.disabled_at is null and ${passwordsAreTaken}`,
  );

/**
 * What follows once somebody has shown who he is: his session, or the question for his code.
 * @param who.passwordHash by which he did: one that was replaced since opens nothing, for choosing another ended every session (S12).
 * @throws DomainError BAD_USER_INPUT when it was
 */
export function letIn(
  work: Work,
  who: { staffId: string; way: SignInWay; userAgent: string | undefined; passwordHash?: string | null },
): Promise<SignedIn> {
  const { staffId, way } = who;
  return accountTransaction(work, async (em) => {
    const inside = asHimself({ ...work, em }, staffId);
    if (who.passwordHash !== undefined && !(await stillHas(em, staffId, who.passwordHash))) throw noSuchPair();
    if (await hasSecondFactor(em, staffId)) return { staffId, pending: await askForCode(inside, { staffId, way }) };
    const session = await startSession(inside, { staffId, way, device: deviceWords(who.userAgent) });
    await recordAudit(inside, [
      { action: 'staff.signed-in', subjectType: 'StaffUser', subjectId: staffId, facts: { way, secondFactor: false } },
    ]);
    return { staffId, session };
  });
}

const stillHas = async (em: Work['em'], staffId: string, passwordHash: string | null): Promise<boolean> => {
  const found = await rows(
    em,
    sql`select 1 from staff_user where id = ${staffId} and password_hash = ${passwordHash} and disabled_at is null
        for no key update`,
  );
  return found.length > 0;
};
