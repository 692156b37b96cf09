import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { checkPassword, PasswordQueueFull } from '../../platform/passwords.ts';
import { hashToken, newToken } from '../../platform/secrets.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { StaffSessionSchema } from './staff.ts';

/** Hours that a session lasts. */
const SESSION_HOURS = 12;

export interface SignedIn {
  /** For the cookie; only its hash is stored. */
  token: string;
  staffId: string;
  expiresAt: Date;
}

/**
 * Starts a staff session. An unknown address, a wrong password and a disabled account get the same answer after the same work.
 * @throws DomainError BAD_USER_INPUT when they don't match, RATE_LIMITED when there were too many attempts.
 */
export async function signIn(
  work: Work,
  throttle: SignInThrottle,
  input: { email: string; password: string; address: string },
): Promise<SignedIn> {
  const email = input.email.trim().toLowerCase();
  await throttle.count(email, input.address);
  const [staff] = await rows<{ id: string; password_hash: string }>(
    work.em,
    sql`select id, password_hash from staff_user where email = ${email} and disabled_at is null`,
  );
  if (!(await passwordFits(staff?.password_hash, input.password))) {
    throw new DomainError('BAD_USER_INPUT', 'This e-mail address and password don’t belong together.', ['password']);
  }
  await throttle.forget(email, input.address);
  const token = newToken();
  const now = work.clock.now();
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await inTransaction(work.em, async (em) => {
    await em.insert(StaffSessionSchema, { tokenHash: hashToken(token), staffId: staff!.id, startedAt: now, expiresAt });
    await recordAudit({ ...work, em }, [{ action: 'staff.signed-in', subjectType: 'StaffUser', subjectId: staff!.id }]);
  });
  return { token, staffId: staff!.id, expiresAt };
}

async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  try {
    return await checkPassword(stored, password);
  } catch (error) {
    if (error instanceof PasswordQueueFull)
      throw new DomainError('RATE_LIMITED', 'Too many people sign in at this moment. Try again in a minute.');
    throw error;
  }
}

/** Ends a session at once; a cookie that is kept is worth nothing afterwards. */
export async function signOut(work: Work, token: string): Promise<void> {
  await work.em.fork().nativeDelete(StaffSessionSchema, { tokenHash: hashToken(token) });
}

/** Takes away sessions and throttle counts that have expired: nobody needs to know when somebody worked. */
export async function forgetExpired(work: Pick<Work, 'em' | 'clock'>): Promise<void> {
  const now = work.clock.now();
  await rows(work.em, sql`delete from staff_session where expires_at <= ${now.toISOString()}::timestamptz`);
  await rows(work.em, sql`delete from sign_in_attempt where expire <= ${now.getTime()}`);
}
