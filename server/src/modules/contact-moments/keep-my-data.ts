import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawErasureRequests } from '../data-requests/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { erasureQuestion, planOf, type ErasureQuestion, type LinkedPlan } from './erasure-question.ts';
import { keepUntil, mayKeep } from './keep-until.ts';

/**
 * The candidate wants his data kept (C76, C77). Twenty answers at once have one effect: the plan is closed by a single
 * update that only an open plan matches. Who is signed in can do so without having been asked (C62), once for each time that his
 * term comes near its end.
 * @param by the secret of a link, or who is signed in.
 * @returns the question as it stands afterwards; with an unknown, expired or answered link, as it stood.
 */
export async function keepMyData(work: Work, by: string | CandidateActor): Promise<ErasureQuestion> {
  const plan = await planOf(work, by);
  if (plan?.state === 'PLANNED' && plan.refusal !== 'ALREADY_ANONYMISED') {
    await inTransaction(work.em, async (em) => {
      const inside: Work = { ...work, em, actor: { kind: 'candidate', candidateId: plan.candidate_id } };
      await rows(em, sql`select from candidate where id = ${plan.candidate_id} for update`);
      const kept = await (plan.plan_id === null ? extend(inside, plan) : closePlan(inside, plan));
      if (!kept) return;
      await rows(em, sql`update candidate set extended_until = ${kept}::date where id = ${plan.candidate_id}`);
      await withdrawNotices(em, [plan.candidate_id]);
      await updateTerms(em, { candidateIds: [plan.candidate_id] });
      await withdrawErasureRequests(inside, plan.candidate_id);
      await recordAudit(inside, [
        {
          action: 'erasure.kept',
          subjectType: 'Candidate',
          subjectId: plan.candidate_id,
          facts: { planId: plan.plan_id, keptUntil: kept },
        },
      ]);
    });
  }
  return erasureQuestion(work, by);
}

/** @returns until when it is kept; undefined when the plan was answered already. */
async function closePlan({ em, clock }: Work, plan: LinkedPlan): Promise<string | undefined> {
  const now = clock.now().toISOString();
  const [kept] = await rows<{ kept_until: string }>(
    em,
    sql`update erasure_plan p
        set state = 'KEPT', answered_at = ${now}::timestamptz, closed_at = ${now}::timestamptz, kept_until = ${keepUntil(clock.today())}
        from candidate c join retention_policy policy on policy.agency_id = c.agency_id
        where p.id = ${plan.plan_id} and p.state = 'PLANNED' and c.id = p.candidate_id and not c.anonymised
        returning p.kept_until::text`,
  );
  return kept?.kept_until;
}

/** @returns until when it is kept; undefined when it is kept for long enough, or not by us. */
async function extend({ em, clock }: Work, plan: LinkedPlan): Promise<string | undefined> {
  const today = clock.today();
  const [kept] = await rows<{ until: string }>(
    em,
    sql`select ${keepUntil(today)}::text as until
        from candidate c join retention_policy policy on policy.agency_id = c.agency_id
        left join erasure_plan p on p.candidate_id = c.id and p.state = 'PLANNED'
        where c.id = ${plan.candidate_id} and not c.anonymised and c.approved_on is null and p.id is null and ${mayKeep(today)}`,
  );
  return kept?.until;
}
