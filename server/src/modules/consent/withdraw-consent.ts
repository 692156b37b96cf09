import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { findVisibleCandidate } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import type { ConsentPurpose } from './consent.ts';

/**
 * Withdraws the consents of one purpose that stand. The term follows at once (H25): who takes back that his data may be used
 * for other vacancies takes back what he answered to "may we keep it" as well.
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED, BAD_USER_INPUT when none stands
 */
export function withdrawConsent(work: Work, input: { candidateId: string; purpose: ConsentPurpose }): Promise<void> {
  const { candidateId, purpose } = input;
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from candidate where id = ${candidateId} for update`);
    const candidate = await findVisibleCandidate(inside, candidateId);
    if (!candidate) throw notFound();
    if (candidate.anonymised) throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised.');
    const withdrawn = await rows(
      em,
      sql`update consent set withdrawn_at = ${work.clock.now().toISOString()}::timestamptz
          where candidate_id = ${candidateId} and purpose = ${purpose} and withdrawn_at is null returning id`,
    );
    // What he answered to "may we keep it" is taken back too, whatever stood beside it.
    const keepsByAnswer = purpose === 'OTHER_VACANCIES' && candidate.extendedUntil !== null;
    if (withdrawn.length === 0 && !keepsByAnswer)
      throw new DomainError('BAD_USER_INPUT', 'No such consent stands.', ['purpose']);
    if (purpose === 'OTHER_VACANCIES')
      await rows(em, sql`update candidate set extended_until = null where id = ${candidateId}`);
    await updateTerms(em, { candidateIds: [candidateId] });
    await recordAudit(inside, [
      { action: 'consent.withdrawn', subjectType: 'Candidate', subjectId: candidateId, facts: { purpose } },
    ]);
  });
}
