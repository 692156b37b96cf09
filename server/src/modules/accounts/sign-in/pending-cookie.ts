import type { RequestContext } from '../../permissions/index.ts';
import type { SessionCookie } from '../sessions/start-session.ts';
import { PENDING_COOKIE } from './pending-sign-in.ts';

/** Gives the browser the half of a session. */
export function setPendingCookie(
  { work, cookies }: Pick<RequestContext, 'work' | 'cookies'>,
  pending: SessionCookie,
): void {
  const maxAgeSeconds = Math.round((pending.expiresAt.getTime() - work.clock.now().getTime()) / 1_000);
  cookies.set(PENDING_COOKIE, pending.token, { maxAgeSeconds });
}
