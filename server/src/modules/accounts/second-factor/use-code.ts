import { affected, rows, sql } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { stepOfCode } from './one-time-codes.ts';
import { hashRecoveryCode } from './recovery-codes.ts';

/**
 * Uses up a code, in the caller's transaction: a code of the app is taken once, and none older than the last one; a recovery
 * code is taken once.
 * @returns undefined when it is not right.
 */
export async function useCode(work: Work, staffId: string, code: string): Promise<'APP' | 'RECOVERY_CODE' | undefined> {
  const { em, secrets, clock } = work;
  const [factor] = await rows<{ secret_sealed: Buffer; last_step: string | null }>(
    em,
    sql`select secret_sealed, last_step from second_factor
        where staff_id = ${staffId} and confirmed_at is not null for update`,
  );
  if (!factor) return undefined;
  const step = stepOfCode(secrets, staffId, factor.secret_sealed, code.replace(/\s/g, ''), clock.now());
  if (step !== undefined) {
    if (factor.last_step !== null && step <= Number(factor.last_step)) return undefined;
    await affected(em, sql`update second_factor set last_step = ${step} where staff_id = ${staffId}`);
    return 'APP';
  }
  const taken = await affected(
    em,
    sql`update recovery_code set used_at = ${clock.now().toISOString()}::timestamptz
        where staff_id = ${staffId} and code_hash = ${hashRecoveryCode(secrets, staffId, code)} and used_at is null`,
  );
  return taken === 1 ? 'RECOVERY_CODE' : undefined;
}
