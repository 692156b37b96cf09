import { DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { carryOutErasures, type SkipReason } from './carry-out-erasures.ts';
import { ErasureReceiptSchema, type ErasureReceipt } from './erasure-receipt.ts';
import { isTraceable } from './traceable-memo.ts';

const MEMO_LIMIT = 500;

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
 * @param input.memo at most 500 characters; it outlives the person, so it is refused when it holds one of his values (D8).
 * @param input.idempotencyKey the same key again gives the same receipt.
 * @throws DomainError MEMO_TRACEABLE, RETENTION_HELD, HANDED_OVER, ALREADY_ANONYMISED, NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
 */
export async function anonymiseCandidate(
  work: Work,
  input: { candidateId: string; memo?: string | null; deregistrationRuleId?: string | null; idempotencyKey: string },
): Promise<ErasureReceipt> {
  const { actor } = work;
  if (actor.kind !== 'staff') throw forbidden();
  const idempotencyKey = `${actor.id}:${input.idempotencyKey}`;
  const earlier = await work.em.fork().findOne(ErasureReceiptSchema, { idempotencyKey });
  if (earlier) {
    if (earlier.candidateId !== input.candidateId)
      throw new DomainError('CONFLICT', 'This idempotency key was used for another person.', ['idempotencyKey']);
    return earlier;
  }
  const [candidate] = await rows<{ agency_id: string }>(
    work.em,
    sql`select agency_id from candidate where id = ${input.candidateId} and agency_id = any(${actor.agencyIds})`,
  );
  if (!candidate) throw notFound();

  const memo = input.memo?.trim() || null;
  if (memo !== null) {
    if (memo.length > MEMO_LIMIT)
      throw new DomainError('BAD_USER_INPUT', `A memo has at most ${String(MEMO_LIMIT)} characters.`, ['memo']);
    if (await isTraceable(work, input.candidateId, memo)) {
      throw new DomainError(
        'MEMO_TRACEABLE',
        'This memo holds data of the person. It is not anonymised, so it may hold nothing that points at anybody.',
        ['memo'],
      );
    }
  }
  const outcome = await carryOutErasures(work, {
    agencyId: candidate.agency_id,
    candidateIds: [input.candidateId],
    way: 'STAFF',
    onlyWhenDue: false,
    deregistrationRuleId: input.deregistrationRuleId ?? null,
    memo,
    idempotencyKey,
  });
  const [refused] = outcome.skipped;
  if (refused) throw REFUSALS[refused.reason]();
  return work.em.fork().findOneOrFail(ErasureReceiptSchema, { id: outcome.erased[0]!.receiptId });
}
