import { affected, sql } from '../../../platform/database/index.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import type { RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { otherMemberToChange } from './member-to-change.ts';

/** Opens an account again, with the password and the second factor that it had. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function enableStaff(work: Work, book: RoleBook, staffId: string): Promise<void> {
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const member = await otherMemberToChange(inside, book, staffId);
    if (!member.disabled) return;
    await affected(em, sql`update staff_user set disabled_at = null where id = ${staffId}`);
    await recordAudit(inside, [{ action: 'staff.enabled', subjectType: 'StaffUser', subjectId: staffId }]);
  });
}
