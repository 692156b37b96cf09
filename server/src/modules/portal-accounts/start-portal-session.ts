import { randomUUID } from 'node:crypto';
import { hashToken, newToken } from '../../platform/secrets.ts';
import type { Work } from '../permissions/index.ts';
import { PORTAL_SESSION_HOURS } from './account-of-session.ts';
import { coarse } from './coarse-moment.ts';
import { PortalSessionSchema } from './portal-session.ts';

/** What the cookie is set to; only the hash of the token is stored. */
export interface PortalSessionCookie {
  token: string;
  expiresAt: Date;
}

/** Starts a session in the caller's transaction, with a token that nobody had before (S12). */
export async function startPortalSession(
  work: Work,
  session: { accountId: string; device: { browser: string | null; system: string | null } },
): Promise<PortalSessionCookie> {
  const token = newToken();
  const now = coarse(work.clock.now());
  const expiresAt = new Date(now.getTime() + PORTAL_SESSION_HOURS * 3_600_000);
  await work.em.insert(PortalSessionSchema, {
    // None of our ids that hold their moment (D6).
    id: randomUUID(),
    accountId: session.accountId,
    tokenHash: hashToken(token),
    startedAt: now,
    lastUsedAt: now,
    expiresAt,
    confirmedAt: null,
    ...session.device,
  });
  return { token, expiresAt };
}
