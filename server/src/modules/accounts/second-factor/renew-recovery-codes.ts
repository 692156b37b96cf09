import { DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { mustBeFresh } from '../sessions/must-be-fresh.ts';
import { ownSession } from '../sessions/session-of-token.ts';
import { hasSecondFactor } from './has-second-factor.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';

/**
 * Ten new recovery codes; the old ones are worth nothing any more.
 * @throws DomainError REAUTHENTICATION_REQUIRED, CONFLICT when there is no second factor
 */
export async function renewRecoveryCodes(context: Pick<RequestContext, 'work' | 'session'>): Promise<string[]> {
  const { work } = context;
  await mustBeFresh(context);
  const { staffId } = await ownSession(context);
  if (!(await hasSecondFactor(work.em, staffId)))
    throw new DomainError('CONFLICT', 'There is no second factor that they could stand in for.');
  return accountTransaction(work, async (em) => {
    const codes = await replaceRecoveryCodes({ ...work, em }, staffId);
    await recordAudit({ ...work, em }, [
      { action: 'staff.recovery-codes-renewed', subjectType: 'StaffUser', subjectId: staffId },
    ]);
    return codes;
  });
}
