import { affected, rows, sql } from '../../../platform/database/index.ts';
import { badInput, DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import type { RequestBrowser } from '../request-browser.ts';
import { mustBeFresh } from '../sessions/must-be-fresh.ts';
import { ownSession } from '../sessions/session-of-token.ts';
import { renewToken, type SessionCookie } from '../sessions/start-session.ts';
import { stepOfCode } from './one-time-codes.ts';
import { replaceRecoveryCodes } from './recovery-codes.ts';

/**
 * The first code of a new app: from now on signing in asks for one.
 * @returns ten recovery codes, which are shown this once.
 * @throws DomainError BAD_USER_INPUT for a wrong code, REAUTHENTICATION_REQUIRED, RATE_LIMITED
 */
export async function confirmSecondFactor(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'session'>,
  code: string,
): Promise<{ recoveryCodes: string[]; cookie: SessionCookie | undefined }> {
  const { work, address, signInThrottle } = context;
  await mustBeFresh(context);
  const own = await ownSession(context);
  const attempt = { at: 'CODE', account: own.staffId, address, knownDevice: own.id } as const;
  await signInThrottle.count(attempt);
  const done = await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    await mustMatch(inside, own.staffId, code);
    const recoveryCodes = await replaceRecoveryCodes(inside, own.staffId);
    const cookie = await renewToken(inside, own.id);
    await recordAudit(inside, [{ action: 'staff.second-factor-on', subjectType: 'StaffUser', subjectId: own.staffId }]);
    return { recoveryCodes, cookie };
  });
  await signInThrottle.forget(attempt);
  return done;
}

async function mustMatch({ em, secrets, clock }: Work, staffId: string, code: string): Promise<void> {
  const [factor] = await rows<{ secret_sealed: Buffer }>(
    em,
    sql`select secret_sealed from second_factor where staff_id = ${staffId} and confirmed_at is null for update`,
  );
  if (!factor) throw new DomainError('CONFLICT', 'There is no second factor that waits for its first code.');
  const step = stepOfCode(secrets, staffId, factor.secret_sealed, code.replace(/\s/g, ''), clock.now());
  if (step === undefined) throw badInput('code', 'This code is not right.');
  await affected(
    em,
    sql`update second_factor set confirmed_at = ${clock.now().toISOString()}::timestamptz, last_step = ${step}
        where staff_id = ${staffId}`,
  );
}
