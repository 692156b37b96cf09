import { affected, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { hashToken } from '../../../platform/secrets.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { asHimself } from '../as-himself.ts';
import { attemptFrom, type RequestBrowser } from '../request-browser.ts';
import { useCode } from '../second-factor/use-code.ts';
import { confirmation } from '../sessions/confirm-password.ts';
import { deviceWords } from '../sessions/device-words.ts';
import { type SessionCookie, startSession } from '../sessions/start-session.ts';
import type { SignInWay } from '../sessions/staff-session.ts';
import { noteFailure } from './note-failure.ts';
import { MOST_CODES } from './pending-sign-in.ts';

interface Pending {
  staff_id: string;
  way: SignInWay;
  email: string;
  confirms: boolean;
}

/**
 * The second step: a code of the app, or one of the recovery codes. The token of the first step is good for five codes and
 * five minutes, and for one session.
 * @throws DomainError LINK_EXPIRED when the first step must be done again, BAD_USER_INPUT for a wrong code, RATE_LIMITED
 */
export async function signInWithCode(
  context: RequestBrowser & Pick<RequestContext, 'work'>,
  pendingToken: string | undefined,
  code: string,
): Promise<{ staffId: string; email: string; session: SessionCookie }> {
  const { work } = context;
  const tokenHash = hashToken(pendingToken ?? '');
  const pending = await countedPending(work, tokenHash);
  if (!pending) throw new DomainError('LINK_EXPIRED', 'This took too long: sign in again.', ['code']);
  const attempt = attemptFrom(context, 'CODE', pending.email);
  await context.signInThrottle.count(attempt);

  const session = await accountTransaction(work, async (em) => {
    const inside = asHimself({ ...work, em }, pending.staff_id);
    const used = await useCode(inside, pending.staff_id, code);
    if (!used) return undefined;
    // Of two that come at once with one code, the second finds nothing to take away.
    if ((await affected(em, sql`delete from pending_sign_in where token_hash = ${tokenHash}`)) === 0) return undefined;
    const started = await startSession(inside, {
      staffId: pending.staff_id,
      way: pending.way,
      device: deviceWords(context.userAgent),
      confirmed: pending.confirms,
    });
    await recordAudit(inside, [
      {
        action: 'staff.signed-in',
        subjectType: 'StaffUser',
        subjectId: pending.staff_id,
        facts: { way: pending.way, secondFactor: true, recoveryCode: used === 'RECOVERY_CODE' },
      },
      ...(pending.confirms ? [confirmation(pending.staff_id, pending.way)] : []),
    ]);
    return started;
  });
  if (!session) {
    await noteFailure(work, { staffId: pending.staff_id, way: pending.way, secondFactor: true });
    throw new DomainError('BAD_USER_INPUT', 'This code is not right, or was used already.', ['code']);
  }
  await context.signInThrottle.forget(attempt);
  return { staffId: pending.staff_id, email: pending.email, session };
}

/** Counted before it is looked at: many at once have no more attempts than one after the other. */
async function countedPending(work: Work, tokenHash: Buffer): Promise<Pending | undefined> {
  const now = work.clock.now().toISOString();
  const [found] = await rows<Pending>(
    work.em,
    sql`update pending_sign_in p set attempts = p.attempts + 1
        from staff_user u
        where p.token_hash = ${tokenHash} and p.expires_at > ${now}::timestamptz and p.attempts < ${MOST_CODES}
          and u.id = p.staff_id and u.disabled_at is null
        returning p.staff_id, p.way, p.confirms, u.email`,
  );
  return found;
}
