import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson } from '../candidates/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { hasBackOffice, queueMessage } from './queue-message.ts';

/**
 * Approves somebody, who is thereby sent to the back office, which leads from then on (H40, H41): no term, no plan and no notice
 * of ours acts on him. What he asked for before, by his link or of an employee, to be erased, goes along to where it can be answered (D7).
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, HANDED_OVER, BACK_OFFICE_MISSING
 */
export function approveCandidate(work: Work, candidateId: string): Promise<void> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const candidate = await lockPerson(inside, candidateId);
    const { agencyId } = candidate;
    if (candidate.approvedOn)
      throw new DomainError('HANDED_OVER', 'This candidate has been approved, and handed over, already.');
    if (!(await hasBackOffice(inside, agencyId)))
      throw new DomainError('BACK_OFFICE_MISSING', 'This agency has no back office to hand anybody over to.');
    candidate.approvedOn = work.clock.today();
    await em.flush();
    const cancelled = await rows<{ requested: boolean }>(
      em,
      sql`update erasure_plan set state = 'CANCELLED', closed_at = ${work.clock.now().toISOString()}::timestamptz
          where candidate_id = ${candidateId} and state = 'PLANNED' returning requested_at is not null as requested`,
    );
    await withdrawNotices(em, [candidateId]);
    await updateTerms(em, { candidateIds: [candidateId] });
    const asked = sql`select from data_request where candidate_id = ${candidateId} and kind = 'ERASURE' and state = 'OPEN'`;
    const wantsErasure = cancelled.some(({ requested }) => requested) || (await rows(em, asked)).length > 0;
    const handOverId = await queueMessage(inside, { agencyId, candidateId, kind: 'CANDIDATE' });
    if (wantsErasure) await queueMessage(inside, { agencyId, candidateId, kind: 'ERASURE_REQUEST' });
    await recordAudit(inside, [
      {
        action: 'candidate.approved',
        subjectType: 'Candidate',
        subjectId: candidateId,
        facts: { handOverId: handOverId ?? null },
      },
    ]);
  });
}
