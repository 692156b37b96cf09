import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import type { RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { StaffUserSchema } from '../staff.ts';
import { invitedMember } from './member-to-change.ts';

/** Takes back an invitation: the account that nobody used goes, and its link with it. @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function withdrawInvitation(work: Work, book: RoleBook, staffId: string): Promise<void> {
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    await invitedMember(inside, book, staffId);
    await em.nativeDelete(StaffUserSchema, { id: staffId });
    await recordAudit(inside, [{ action: 'staff.invitation-withdrawn', subjectType: 'StaffUser', subjectId: staffId }]);
  });
}
