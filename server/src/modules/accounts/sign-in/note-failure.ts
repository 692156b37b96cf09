import { recordAudit } from '../../audit/index.ts';
import { ANONYMOUS, type Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import type { SignInWay } from '../sessions/staff-session.ts';

/**
 * Notes a guess that was wrong, by nobody: whose account it was at, or none where nobody signs in with what was typed, which is
 * not kept. One entry for either, so that how long it takes tells nothing (S6); what was made to wait was no guess.
 */
export async function noteFailure(
  work: Work,
  failure: { staffId: string | null; way: SignInWay; secondFactor: boolean },
): Promise<void> {
  const { staffId, way, secondFactor } = failure;
  await accountTransaction(work, (em) =>
    recordAudit({ ...work, em, actor: ANONYMOUS }, [
      { action: 'staff.sign-in-failed', subjectType: 'StaffUser', subjectId: staffId, facts: { way, secondFactor } },
    ]),
  );
}
