import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import { RecipientSchema, type Recipient } from './recipient.entity.ts';

/**
 * Notes that a recipient says that it has erased somebody (GDPR, article 19); also after he was anonymised here.
 * @throws DomainError NOT_FOUND, CONFLICT when that was noted already
 */
export function confirmRecipientErasure(work: Work, id: string): Promise<Recipient> {
  return inTransaction(work.em, async (em) => {
    const [known] = await rows<{ candidate_id: string; confirmed: boolean }>(
      em,
      sql`select r.candidate_id, r.confirmed_at is not null as confirmed
          from recipient r join candidate c on c.id = r.candidate_id
          where r.id = ${id} and ${personVisibleTo(work.actor, 'c')} for update of r`,
    );
    if (!known) throw notFound();
    if (known.confirmed) throw new DomainError('CONFLICT', 'This recipient’s confirmation was noted already.');
    await rows(
      em,
      sql`update recipient set confirmed_at = ${work.clock.now().toISOString()}::timestamptz where id = ${id}`,
    );
    await recordAudit({ ...work, em }, [
      {
        action: 'recipient.confirmed',
        subjectType: 'Candidate',
        subjectId: known.candidate_id,
        facts: { recipientId: id },
      },
    ]);
    return em.findOneOrFail(RecipientSchema, { id }, { refresh: true });
  });
}
