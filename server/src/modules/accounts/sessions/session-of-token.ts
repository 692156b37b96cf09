import { rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { hashToken } from '../../../platform/secrets.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';

/** The session of this very request, and whose it is. */
export interface OwnSession {
  id: string;
  staffId: string;
  confirmedAt: Date | null;
}

/** @throws DomainError UNAUTHENTICATED when the request has none. */
export async function ownSession(context: Pick<RequestContext, 'work' | 'session'>): Promise<OwnSession> {
  const { work, session } = context;
  const found = session.token === undefined ? undefined : await sessionOfToken(work, session.token);
  if (found === undefined || work.actor.kind !== 'staff' || work.actor.id !== found.staffId)
    throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  return found;
}

async function sessionOfToken(work: Work, token: string): Promise<OwnSession | undefined> {
  const [found] = await rows<{ id: string; staff_id: string; confirmed_at: Date | null }>(
    work.em,
    sql`select id, staff_id, confirmed_at from staff_session where token_hash = ${hashToken(token)}`,
  );
  return (
    found && { id: found.id, staffId: found.staff_id, confirmedAt: found.confirmed_at && new Date(found.confirmed_at) }
  );
}
