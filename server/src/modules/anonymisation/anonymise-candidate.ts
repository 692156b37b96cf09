import { DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { checkMemo } from './check-memo.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import { carryOutErasures, type SkipReason } from './carry-out-erasures.ts';
import { ErasureReceiptSchema, type ErasureReceipt } from './erasure-receipt.ts';

export const REFUSALS: Record<SkipReason, () => DomainError> = {
  NOT_FOUND: notFound,
  NOT_DUE: () => new DomainError('NOT_DUE', 'This person is not due: the plan was answered, moved or cancelled.'),
  HELD: () => new DomainError('RETENTION_HELD', 'A hold stands in the way: this person may not be erased yet.'),
  HANDED_OVER: () =>
    new DomainError('HANDED_OVER', 'This person was handed over to the back office, which erases him.'),
  ALREADY_ANONYMISED: () => new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised already.'),
};

/**
 * A recruiter anonymises one person at once (C18, C56–C61). It can't be undone.
 * @param input.memo see checkMemo.
 * @param input.idempotencyKey the same key again gives the same receipt.
 * @throws DomainError MEMO_TRACEABLE, RATE_LIMITED, CONFLICT, RETENTION_HELD, HANDED_OVER, ALREADY_ANONYMISED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function anonymiseCandidate(
  work: Work,
  input: { candidateId: string; memo?: string | null; deregistrationRuleId?: string | null; idempotencyKey: string },
): Promise<ErasureReceipt> {
  const { actor } = work;
  if (actor.kind !== 'staff') throw forbidden();
  const idempotencyKey = `${actor.id}:${input.idempotencyKey}`;
  const earlier = await receiptOf(work, idempotencyKey, input.candidateId);
  if (earlier) return earlier;
  const [candidate] = await rows<{ agency_id: string; refusal: ErasureRefusal | null }>(
    work.em,
    sql`select c.agency_id, ${erasureRefusal(work.clock.today())} as refusal from candidate c
        where c.id = ${input.candidateId} and c.agency_id = any(${actor.agencyIds})`,
  );
  if (!candidate) throw notFound();
  // Before the memo is looked at: else whoever can't be erased could be asked about, guess after guess.
  if (candidate.refusal) throw REFUSALS[candidate.refusal]();

  const outcome = await carryOutErasures(work, {
    agencyId: candidate.agency_id,
    candidateIds: [input.candidateId],
    way: 'STAFF',
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
