import { carryOutErasures, REFUSALS } from '../anonymisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureQuestion, planOfLink, type ErasureQuestion } from './erasure-question.ts';

/**
 * The candidate makes himself anonymous (C19, C73, C74), at once. Asked for twice, it is done once.
 * @returns the question as it stands afterwards; with an unknown, expired or answered link, as it stood.
 * @throws DomainError RETENTION_HELD or HANDED_OVER when the law or the back office stands in the way (D7).
 */
export async function anonymiseMyData(work: Work, token: string): Promise<ErasureQuestion> {
  const plan = await planOfLink(work, token);
  if (plan?.state === 'PLANNED') {
    const asCandidate: Work = { ...work, actor: { kind: 'candidate', candidateId: plan.candidate_id } };
    const outcome = await carryOutErasures(asCandidate, {
      agencyId: plan.agency_id,
      candidateIds: [plan.candidate_id],
      way: 'CANDIDATE',
      onlyWhenDue: false,
      openPlanId: plan.plan_id,
    });
    const [refused] = outcome.skipped;
    if (refused && refused.reason !== 'ALREADY_ANONYMISED' && refused.reason !== 'NOT_DUE') throw REFUSALS[refused.reason]();
  }
  return erasureQuestion(work, token);
}
