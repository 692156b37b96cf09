import { DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { personVisibleTo, worksForAgency, type Work } from '../permissions/index.ts';
import { checkMemo } from './check-memo.ts';
import { erasureRefusal, type Ending, type ErasureRefusal } from '../retention/index.ts';
import { carryOutErasures, type SkipReason } from './carry-out-erasures.ts';
import { ErasureReceiptSchema, type ErasureReceipt } from './erasure-receipt.ts';

export const REFUSALS: Record<SkipReason, () => DomainError> = {
  NOT_FOUND: notFound,
  NOT_DUE: () => new DomainError('NOT_DUE', 'This person is not due: the plan was answered, moved or cancelled.'),
  AWAITS_CLICK: () =>
    new DomainError('NOT_DUE', 'This person doesn’t go by himself any more: an employee has to carry out the plan.'),
  HELD: () => new DomainError('RETENTION_HELD', 'A hold stands in the way: this person may not be erased yet.'),
  HANDED_OVER: () =>
    new DomainError('HANDED_OVER', 'This person was handed over to the back office, which erases him.'),
  ALREADY_ANONYMISED: () => new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised already.'),
};

export interface ErasureByHand {
  candidateId: string;
  ending: Ending;
  memo?: string | null;
  deregistrationRuleId?: string | null;
  idempotencyKey: string;
}

/**
 * Somebody who works for the agency erases one person at once. It can't be undone.
 * @param input.memo see checkMemo.
 * @param input.idempotencyKey the same key again gives the same receipt.
 * @throws DomainError MEMO_TRACEABLE, RATE_LIMITED, CONFLICT, RETENTION_HELD, HANDED_OVER, ALREADY_ANONYMISED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function eraseByHand(work: Work, input: ErasureByHand): Promise<ErasureReceipt> {
  const { actor } = work;
  if (!worksForAgency(actor)) throw forbidden();
  const idempotencyKey = `${actor.id}:${input.idempotencyKey}`;
  const earlier = await receiptOf(work, idempotencyKey, input.candidateId);
  if (earlier) return earlier;
  const [candidate] = await rows<{ agency_id: string; refusal: ErasureRefusal | null }>(
    work.em,
    sql`select c.agency_id, ${erasureRefusal(work.clock.today())} as refusal from candidate c
        where c.id = ${input.candidateId} and ${personVisibleTo(actor, 'c')}`,
  );
  if (!candidate) throw notFound();
  // Before the memo is looked at: else whoever can't be erased could be asked about, guess after guess.
  if (candidate.refusal) throw REFUSALS[candidate.refusal]();

  const outcome = await carryOutErasures(work, {
    agencyId: candidate.agency_id,
    candidateIds: [input.candidateId],
    way: 'STAFF',
    ending: input.ending,
    onlyWhenDue: false,
    deregistrationRuleId: input.deregistrationRuleId ?? null,
    memo: await checkMemo(work, actor, input.candidateId, input.memo),
    idempotencyKey,
  });
  const [refused] = outcome.skipped;
  // The same request may have been carried out while this one waited for the lock.
  const done = await receiptOf(work, idempotencyKey, input.candidateId);
  if (done) return done;
  throw REFUSALS[refused?.reason ?? 'NOT_FOUND']();
}

async function receiptOf(work: Work, idempotencyKey: string, candidateId: string): Promise<ErasureReceipt | null> {
  const receipt = await work.em.fork().findOne(ErasureReceiptSchema, { idempotencyKey });
  if (receipt && receipt.candidateId !== candidateId) {
    throw new DomainError('CONFLICT', 'This idempotency key was used for another person.', ['idempotencyKey']);
  }
  return receipt;
}
