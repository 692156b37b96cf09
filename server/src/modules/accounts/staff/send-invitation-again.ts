import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import type { RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { sendLink } from '../links/send-link.ts';
import { invitedMember } from './member-to-change.ts';

/** Mails another link in the place of the first. @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function sendInvitationAgain(work: Work, book: RoleBook, staffId: string): Promise<void> {
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    await invitedMember(inside, book, staffId);
    await sendLink(inside, { staffId, kind: 'INVITATION' });
    await recordAudit(inside, [{ action: 'staff.invited-again', subjectType: 'StaffUser', subjectId: staffId }]);
  });
}
