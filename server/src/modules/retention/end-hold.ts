import { inTransaction } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { findVisibleCandidate, lockPerson } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { HoldSchema, type Hold } from './hold.ts';

/**
 * Ends a hold before its day (B5). Whatever it stopped goes on by itself: a plan that is due is carried out by the next run.
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, CONFLICT when it has ended already
 */
export function endHold(work: Work, holdId: string): Promise<Hold> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const found = await em.findOne(HoldSchema, { id: holdId });
    if (!found || !(await findVisibleCandidate(inside, found.candidateId))) throw notFound();
    await lockPerson(inside, found.candidateId);
    const hold = await em.findOneOrFail(HoldSchema, { id: holdId }, { refresh: true });
    if (hold.releasedAt != null || hold.until < work.clock.today())
      throw new DomainError('CONFLICT', 'This hold has ended already.');
    hold.releasedAt = work.clock.now();
    await em.flush();
    await recordAudit(inside, [
      { action: 'hold.ended', subjectType: 'Candidate', subjectId: hold.candidateId, facts: { holdId } },
    ]);
    return hold;
  });
}
