import { affected, sql } from '../../../platform/database/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import type { RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { LINK_KINDS } from '../links/account-link.ts';
import { withdrawLinks } from '../links/send-link.ts';
import { endSessionsOf } from '../sessions/start-session.ts';
import { keepingAnAdmin } from './keeping-an-admin.ts';
import { memberToClose } from './member-to-change.ts';

/**
 * Closes an account: its sessions and its links end, and nobody signs in to it until it is enabled again. Who manages roles
 * as well may close that of a colleague who may do more, such as a consultant whom the supplier appointed.
 * @throws DomainError NOT_FOUND, FORBIDDEN, LAST_ADMIN
 */
export async function disableStaff(work: Work, book: RoleBook, staffId: string): Promise<void> {
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const member = await memberToClose(inside, book, staffId);
    if (member.disabled) return;
    await keepingAnAdmin(em, member.agencyIds, () =>
      affected(
        em,
        sql`update staff_user set disabled_at = ${work.clock.now().toISOString()}::timestamptz where id = ${staffId}`,
      ),
    );
    const sessionsEnded = await endSessionsOf(inside, staffId);
    await withdrawLinks(inside, staffId, LINK_KINDS);
    await recordAudit(inside, [
      { action: 'staff.disabled', subjectType: 'StaffUser', subjectId: staffId, facts: { sessionsEnded } },
    ]);
  });
}
