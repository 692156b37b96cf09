import { affected, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { hashToken, newToken } from '../../../platform/secrets.ts';
import type { Work } from '../../permissions/index.ts';
import type { DeviceWords } from './device-words.ts';
import { hoursAfter, SESSION_HOURS } from './session-times.ts';
import { type SignInWay, StaffSessionSchema } from './staff-session.ts';

/** What the cookie is set to; only the hash of the token is stored. */
export interface SessionCookie {
  token: string;
  expiresAt: Date;
}

/** Starts a session in the caller's transaction, with a token that nobody had before (S12). */
export async function startSession(
  work: Work,
  session: { staffId: string; way: SignInWay; device: DeviceWords; confirmed?: boolean },
): Promise<SessionCookie> {
  const token = newToken();
  const now = work.clock.now();
  const expiresAt = hoursAfter(now, SESSION_HOURS);
  await work.em.insert(StaffSessionSchema, {
    id: newId(),
    tokenHash: hashToken(token),
    staffId: session.staffId,
    way: session.way,
    startedAt: now,
    lastUsedAt: now,
    expiresAt,
    confirmedAt: session.confirmed ? now : null,
    ...session.device,
  });
  return { token, expiresAt };
}

/** Gives a session another token when its rights rise: whoever knew the old one has nothing (S12). */
export async function renewToken(work: Work, sessionId: string): Promise<SessionCookie | undefined> {
  const token = newToken();
  const session = await work.em.findOne(StaffSessionSchema, { id: sessionId });
  if (!session) return undefined;
  await affected(work.em, sql`update staff_session set token_hash = ${hashToken(token)} where id = ${sessionId}`);
  return { token, expiresAt: session.expiresAt };
}

/** Ends all sessions of somebody, or all but one, and what of a session he had begun with the first of two steps. */
export async function endSessionsOf(work: Work, staffId: string, except: string | null = null): Promise<number> {
  await affected(work.em, sql`delete from pending_sign_in where staff_id = ${staffId}`);
  return affected(
    work.em,
    sql`delete from staff_session where staff_id = ${staffId} and id is distinct from ${except}::uuid`,
  );
}
