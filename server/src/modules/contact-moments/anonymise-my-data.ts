import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { carryOutErasures, REFUSALS, type SkipReason } from '../anonymisation/index.ts';
import { openRequest } from '../data-requests/index.ts';
import { passOnErasureRequest } from '../hand-over/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { labelOfCandidate } from '../privacy-statements/index.ts';
import { keyOfLink, proofOf } from './erasure-proof.ts';
import { refuseSurvey } from './refuse-survey.ts';
import { erasureQuestion, planOf, type ErasureQuestion, type LinkedPlan } from './erasure-question.ts';

/**
 * The candidate makes himself anonymous (C19, C73, C74), or has himself deleted where his term ends so (D3), at once; by the link of a survey, he refuses (H45). Asked for twice, it is done once. Where the back office leads,
 * what he asks is passed on to it (D7).
 * Who is signed in can do so at any time, asked or not (C62), and always at once.
 * @param by the secret of a link, or who is signed in.
 * @returns the question as it stands afterwards; with an unknown, expired or answered link, as it stood.
 * @throws DomainError RETENTION_HELD when the law stands in the way; HANDED_OVER when there is no back office that can be told (D7).
 */
export async function anonymiseMyData(work: Work, by: string | CandidateActor): Promise<ErasureQuestion> {
  const plan = await planOf(work, by);
  if (plan?.refusal === 'HANDED_OVER' && (plan.state === 'PLANNED' || plan.state === 'CANCELLED')) {
    const asCandidate: Work = { ...work, actor: { kind: 'candidate', candidateId: plan.candidate_id } };
    if (!(await noteRequest(asCandidate, plan, plan.refusal))) throw REFUSALS.HANDED_OVER();
  } else if (plan?.state === 'PLANNED' && plan.of_survey && plan.refusal === null && typeof by === 'string') {
    const asCandidate: Work = { ...work, actor: { kind: 'candidate', candidateId: plan.candidate_id } };
    const { refusal } = await refuseSurvey(asCandidate, plan);
    if (refusal !== null && refusal !== 'ALREADY_ANONYMISED') {
      await noteRequest(asCandidate, plan, refusal);
      throw REFUSALS[refusal]();
    }
  } else if (plan?.state === 'PLANNED') {
    const asCandidate: Work = { ...work, actor: { kind: 'candidate', candidateId: plan.candidate_id } };
    const outcome = await carryOutErasures(asCandidate, {
      agencyId: plan.agency_id,
      candidateIds: [plan.candidate_id],
      way: 'CANDIDATE',
      onlyWhenDue: false,
      ...(plan.plan_id === null ? {} : { openPlanId: plan.plan_id }),
      ending: plan.ending,
      ...(plan.ending === 'DELETE' && typeof by === 'string' ? { idempotencyKey: keyOfLink(by) } : {}),
    });
    // By no link he is nobody here from now on: what he reads last is made of what was known before.
    if (outcome.erased.length > 0 && typeof by !== 'string') return erasedNow(work, plan);
    const [refused] = outcome.skipped;
    // Another answer of his was first.
    const done = ['ALREADY_ANONYMISED', 'NOT_DUE', 'NOT_FOUND'] satisfies SkipReason[];
    if (refused && !done.some((reason) => reason === refused.reason)) {
      await noteRequest(asCandidate, plan, refused.reason);
      throw REFUSALS[refused.reason]();
    }
  }
  return erasureQuestion(work, by);
}

async function erasedNow(work: Work, plan: LinkedPlan): Promise<ErasureQuestion> {
  return {
    state: plan.ending === 'DELETE' ? 'DELETED' : 'ANONYMISED',
    agencyName: plan.agency_name,
    agencyEmail: plan.agency_email,
    confirmsByMail: plan.confirms,
    label: await labelOfCandidate(work, { agencyId: plan.agency_id, candidateId: null }),
    answeredOn: work.clock.today(),
    proof: await proofOf(work, plan.candidate_id),
  };
}

/**
 * That he asked, and why it could not be done, once for each reason: staff see it, and the law counts from it (D7). Where a
 * hold stood in the way, it is done as soon as none does (B5); where the back office leads, it is told.
 * @returns whether the back office is told.
 */
function noteRequest(work: Work, plan: LinkedPlan, reason: string): Promise<boolean> {
  return inTransaction(work.em, async (em) => {
    const subjectId = plan.candidate_id;
    await rows(em, sql`select from candidate where id = ${subjectId} for update`);
    const facts = { planId: plan.plan_id, refusedBecause: reason };
    const noted = await rows(
      em,
      sql`select 1 from audit_entry
          where subject_id = ${subjectId} and action = 'erasure.requested' and facts = ${JSON.stringify(facts)}::jsonb`,
    );
    // Rows before the audit trail, whose lock everybody waits for.
    if (reason === 'HELD' && noted.length === 0)
      await rows(
        em,
        sql`update erasure_plan set requested_at = ${work.clock.now().toISOString()}::timestamptz, due_on = least(due_on, ${work.clock.today()}::date)
            where id = ${plan.plan_id} and state = 'PLANNED'`,
      );
    const about = { agencyId: plan.agency_id, candidateId: subjectId };
    const passedOn = reason === 'HANDED_OVER' && (await passOnErasureRequest({ ...work, em }, about));
    // A case of its own, which staff must answer in time (B6); the portal remembers it.
    await openRequest(
      { ...work, em },
      {
        candidateId: subjectId,
        kind: 'ERASURE',
        channel: 'PORTAL',
        receivedOn: work.clock.today(),
        refusedBecause: reason,
      },
    );
    if (noted.length === 0)
      await recordAudit({ ...work, em }, [{ action: 'erasure.requested', subjectType: 'Candidate', subjectId, facts }]);
    return passedOn;
  });
}
