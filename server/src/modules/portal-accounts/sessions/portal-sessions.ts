import { affected, rows, sql } from '../../../platform/database/index.ts';
import { DomainError, notFound } from '../../../platform/errors.ts';
import { hashToken, newToken } from '../../../platform/secrets.ts';
import { accountTransaction } from '../../accounts/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { ownAccount } from '../account/own-account.ts';
import type { PortalSessionCookie } from '../start-portal-session.ts';

/**
 * Gives a session another token when its rights rise, in the caller's transaction: whoever knew the old one has nothing (S12).
 * @throws DomainError UNAUTHENTICATED when it has just ended
 */
export async function renewPortalToken(work: Work, sessionId: string): Promise<PortalSessionCookie> {
  const token = newToken();
  const [renewed] = await rows<{ expires_at: string }>(
    work.em,
    sql`update portal_session set token_hash = ${hashToken(token)} where id = ${sessionId} returning expires_at`,
  );
  if (!renewed) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  return { token, expiresAt: new Date(renewed.expires_at) };
}

/** Ends all sessions of an account, or all but one, in the caller's transaction. @returns how many. */
export const endSessionsOfAccount = (work: Work, accountId: string, except: string | null = null): Promise<number> =>
  affected(
    work.em,
    sql`delete from portal_session where account_id = ${accountId} and id is distinct from ${except}::uuid`,
  );

/** Ends one of one's own sessions. @throws DomainError UNAUTHENTICATED, NOT_FOUND, also for somebody else's */
export async function endPortalSession(
  context: Pick<RequestContext, 'work' | 'portal'>,
  sessionId: string,
): Promise<{ wasThisOne: boolean }> {
  const own = await ownAccount(context);
  const ended = await accountTransaction(context.work, (em) =>
    affected(em, sql`delete from portal_session where id = ${sessionId} and account_id = ${own.accountId}`),
  );
  if (ended === 0) throw notFound();
  return { wasThisOne: sessionId === own.sessionId };
}

/** Ends all of one's own sessions but this one. @returns how many. @throws DomainError UNAUTHENTICATED */
export async function endOtherPortalSessions(context: Pick<RequestContext, 'work' | 'portal'>): Promise<number> {
  const own = await ownAccount(context);
  return accountTransaction(context.work, (em) =>
    endSessionsOfAccount({ ...context.work, em }, own.accountId, own.sessionId),
  );
}
