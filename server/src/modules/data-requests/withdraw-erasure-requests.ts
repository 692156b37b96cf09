import { rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';

/**
 * Closes what somebody asked in the portal, to be erased, since he chose to be kept after all: in the transaction of his choice,
 * which has locked him. What an employee entered for him is answered by an employee.
 */
export async function withdrawErasureRequests(work: Work, candidateId: string): Promise<void> {
  const withdrawn = await rows<{ id: string }>(
    work.em,
    sql`update data_request set state = 'WITHDRAWN', answered_at = ${work.clock.now().toISOString()}::timestamptz
        where candidate_id = ${candidateId} and kind = 'ERASURE' and channel = 'PORTAL' and state = 'OPEN'
        returning id`,
  );
  await recordAudit(
    work,
    withdrawn.map(({ id }) => ({
      action: 'data-request.withdrawn',
      subjectType: 'Candidate',
      subjectId: candidateId,
      facts: { requestId: id, request: 'ERASURE' },
    })),
  );
}
