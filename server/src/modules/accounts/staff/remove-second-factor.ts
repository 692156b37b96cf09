import { DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import type { RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { removeSecondFactorOf } from '../second-factor/turn-off-second-factor.ts';
import { endSessionsOf } from '../sessions/start-session.ts';
import { otherMemberToChange } from './member-to-change.ts';

/**
 * For somebody who has lost both his app and his recovery codes: he signs in with his password alone, and can begin anew.
 * @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT when there is none
 */
export async function removeSecondFactor(work: Work, book: RoleBook, staffId: string): Promise<void> {
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    await otherMemberToChange(inside, book, staffId);
    if ((await removeSecondFactorOf(em, staffId)) === 0)
      throw new DomainError('CONFLICT', 'This person has no second factor.');
    await endSessionsOf(inside, staffId);
    await recordAudit(inside, [
      { action: 'staff.second-factor-off', subjectType: 'StaffUser', subjectId: staffId, facts: { by: 'ADMIN' } },
    ]);
  });
}
