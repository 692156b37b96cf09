import { affected, sql } from '../../../platform/database/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { ownSession } from './session-of-token.ts';
import { endSessionsOf } from './start-session.ts';

/** Ends one of one's own sessions. @throws DomainError NOT_FOUND, also for somebody else's */
export async function endSession(
  context: Pick<RequestContext, 'work' | 'session'>,
  sessionId: string,
): Promise<{ wasThisOne: boolean }> {
  const { work } = context;
  const own = await ownSession(context);
  await accountTransaction(work, async (em) => {
    const ended = await affected(
      em,
      sql`delete from staff_session where id = ${sessionId} and staff_id = ${own.staffId}`,
    );
    if (ended === 0) throw notFound();
    await recordAudit({ ...work, em }, [
      { action: 'staff.session-ended', subjectType: 'StaffUser', subjectId: own.staffId },
    ]);
  });
  return { wasThisOne: sessionId === own.id };
}

/** Ends all of one's own sessions but this one. @returns how many. */
export async function endOtherSessions(context: Pick<RequestContext, 'work' | 'session'>): Promise<number> {
  const { work } = context;
  const own = await ownSession(context);
  return accountTransaction(work, async (em) => {
    const ended = await endSessionsOf({ ...work, em }, own.staffId, own.id);
    await recordAudit({ ...work, em }, [
      {
        action: 'staff.other-sessions-ended',
        subjectType: 'StaffUser',
        subjectId: own.staffId,
        facts: { sessionsEnded: ended },
      },
    ]);
    return ended;
  });
}
