import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { isTraceable } from '../candidates/index.ts';
import type { AgencyActor, Work } from '../permissions/index.ts';

const LIMIT = 500;
/** Refused memos of one employee in an hour; a refusal says that a guess was right. */
const REFUSALS_AN_HOUR = 10;

/**
 * A memo that may outlive the person (C58, C59, D8), or null when it is empty. What is refused is in the audit trail, without
 * its words.
 * @throws DomainError BAD_USER_INPUT over 500 characters, MEMO_TRACEABLE, RATE_LIMITED after ten refusals in an hour
 */
export async function checkMemo(
  work: Work,
  actor: AgencyActor,
  candidateId: string,
  given: string | null | undefined,
): Promise<string | null> {
  const memo = given?.trim() ?? '';
  if (memo === '') return null;
  if (memo.length > LIMIT)
    throw new DomainError('BAD_USER_INPUT', `A memo has at most ${String(LIMIT)} characters.`, ['memo']);
  const hourAgo = new Date(work.clock.now().getTime() - 3_600_000).toISOString();
  const [refused] = await rows<{ n: number }>(
    work.em,
    sql`select count(*)::int as n from audit_entry where actor_id = ${actor.id} and action = 'memo.refused' and at > ${hourAgo}::timestamptz`,
  );
  if (refused!.n >= REFUSALS_AN_HOUR)
    throw new DomainError('RATE_LIMITED', 'Too many memos were refused. Leave it empty, or try again in an hour.', [
      'memo',
    ]);
  if (!(await isTraceable(work, candidateId, memo))) return memo;
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [{ action: 'memo.refused', subjectType: 'Candidate', subjectId: candidateId }]),
  );
  throw new DomainError(
    'MEMO_TRACEABLE',
    'This memo could point at somebody. It is not anonymised, so it may hold no name, number or address.',
    ['memo'],
  );
}
