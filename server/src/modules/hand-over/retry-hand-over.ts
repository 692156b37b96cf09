import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import { HandOverSchema, type HandOver, type HandOverKind, type HandOverState } from './hand-over.entity.ts';

/**
 * Sends a message again that has failed, or that waits for its next attempt, at once and with all its attempts before it.
 * @throws DomainError NOT_FOUND, CONFLICT when it has arrived, or is being sent
 */
export function retryHandOver(work: Work, id: string): Promise<HandOver> {
  return inTransaction(work.em, async (em) => {
    const [known] = await rows<{ kind: HandOverKind; state: HandOverState; candidate_id: string }>(
      em,
      sql`select h.kind, h.state, h.candidate_id from hand_over h join candidate c on c.id = h.candidate_id
          where h.id = ${id} and ${personVisibleTo(work.actor, 'c')} for update of h`,
    );
    if (!known) throw notFound();
    if (known.kind === 'CLEAN_UP' || !['FAILED', 'QUEUED'].includes(known.state))
      throw new DomainError('CONFLICT', 'This message has arrived, or is on its way. Load it again.');
    await rows(
      em,
      sql`update hand_over set state = 'QUEUED', attempts = 0, next_attempt_at = ${work.clock.now().toISOString()}::timestamptz where id = ${id}`,
    );
    await recordAudit({ ...work, em }, [
      {
        action: 'hand-over.retried',
        subjectType: 'Candidate',
        subjectId: known.candidate_id,
        facts: { handOverId: id, message: known.kind },
      },
    ]);
    return em.findOneOrFail(HandOverSchema, { id }, { refresh: true });
  });
}
