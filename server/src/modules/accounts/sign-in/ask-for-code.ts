import { hashToken, newToken } from '../../../platform/secrets.ts';
import type { Work } from '../../permissions/index.ts';
import { minutesAfter } from '../sessions/session-times.ts';
import type { SessionCookie } from '../sessions/start-session.ts';
import type { SignInWay } from '../sessions/staff-session.ts';
import { PENDING_MINUTES, PendingSignInSchema } from './pending-sign-in.ts';

/** Remembers, in the caller's transaction and for five minutes, that this browser has shown the first of two things. */
export async function askForCode(
  work: Work,
  who: { staffId: string; way: SignInWay; confirms?: boolean },
): Promise<SessionCookie> {
  const token = newToken();
  const expiresAt = minutesAfter(work.clock.now(), PENDING_MINUTES);
  await work.em.insert(PendingSignInSchema, { ...who, tokenHash: hashToken(token), expiresAt, attempts: 0 });
  return { token, expiresAt };
}
