import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { carryOutErasures, REFUSALS } from '../anonymisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureQuestion, planOfLink, type ErasureQuestion, type LinkedPlan } from './erasure-question.ts';

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
    if (refused && refused.reason !== 'ALREADY_ANONYMISED' && refused.reason !== 'NOT_DUE') {
      await noteRequest(asCandidate, plan, refused.reason);
      throw REFUSALS[refused.reason]();
    }
  }
  return erasureQuestion(work, token);
}

/** That he asked, and why it could not be done, once for each reason: staff see it, and the law counts from it (D7). */
function noteRequest(work: Work, plan: LinkedPlan, reason: string): Promise<void> {
  return inTransaction(work.em, async (em) => {
    const subjectId = plan.candidate_id;
    await rows(em, sql`select from candidate where id = ${subjectId} for update`);
    const facts = { planId: plan.plan_id, refusedBecause: reason };
    const noted = await rows(
      em,
      sql`select 1 from audit_entry
          where subject_id = ${subjectId} and action = 'erasure.requested' and facts = ${JSON.stringify(facts)}::jsonb`,
    );
    if (noted.length > 0) return;
    await recordAudit({ ...work, em }, [{ action: 'erasure.requested', subjectType: 'Candidate', subjectId, facts }]);
  });
}
