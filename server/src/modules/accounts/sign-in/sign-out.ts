import { rows, sql, type Sql } from '../../../platform/database/index.ts';
import { hashToken } from '../../../platform/secrets.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';

/** Ends a session at once; a cookie that is kept is worth nothing afterwards. */
export const signOut = (work: Work, token: string): Promise<void> =>
  endSessionWhere(work, sql`token_hash = ${hashToken(token)}`);

/** The same for a session whose cookie did not come along. */
export const signOutSession = (work: Work, sessionId: string): Promise<void> =>
  endSessionWhere(work, sql`id = ${sessionId}`);

async function endSessionWhere(work: Work, which: Sql): Promise<void> {
  await accountTransaction(work, async (em) => {
    const ended = await rows<{ staff_id: string }>(
      em,
      sql`delete from staff_session where ${which} returning staff_id`,
    );
    await recordAudit(
      { ...work, em },
      ended.map(({ staff_id }) => ({ action: 'staff.signed-out', subjectType: 'StaffUser', subjectId: staff_id })),
    );
  });
}
