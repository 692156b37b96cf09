import { affected, sql, type EntityManager } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import type { RequestBrowser } from '../request-browser.ts';
import { mustBeHimself } from '../sessions/confirm-password.ts';
import { ownSession } from '../sessions/session-of-token.ts';
import { hasSecondFactor } from './has-second-factor.ts';

/**
 * Signing in asks for the password alone again. Both are asked for now: neither a browser left open nor a stolen password is
 * enough.
 * @throws DomainError BAD_USER_INPUT for a wrong password or code, CONFLICT when there is none, RATE_LIMITED
 */
export async function turnOffSecondFactor(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'session'>,
  given: { password: string | undefined; code: string },
): Promise<void> {
  const { work } = context;
  const own = await ownSession(context);
  if (!(await hasSecondFactor(work.em, own.staffId)))
    throw new DomainError('CONFLICT', 'There is no second factor to turn off.');
  await mustBeHimself(context, own, given);
  await accountTransaction(work, async (em) => {
    await removeSecondFactorOf(em, own.staffId);
    await recordAudit({ ...work, em }, [
      { action: 'staff.second-factor-off', subjectType: 'StaffUser', subjectId: own.staffId, facts: { by: 'SELF' } },
    ]);
  });
}

export async function removeSecondFactorOf(em: EntityManager, staffId: string): Promise<number> {
  await affected(em, sql`delete from recovery_code where staff_id = ${staffId}`);
  await affected(em, sql`delete from pending_sign_in where staff_id = ${staffId}`);
  return affected(em, sql`delete from second_factor where staff_id = ${staffId}`);
}
