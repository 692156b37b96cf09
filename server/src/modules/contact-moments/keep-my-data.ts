import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import { erasureQuestion, planOfLink, type ErasureQuestion } from './erasure-question.ts';
import { keepUntil } from './keep-until.ts';

/**
 * The candidate wants his data kept (C76, C77). Twenty answers at once have one effect: the plan is closed by a single
 * update that only an open plan matches.
 * @returns the question as it stands afterwards; with an unknown, expired or answered link, as it stood.
 */
export async function keepMyData(work: Work, token: string): Promise<ErasureQuestion> {
  const plan = await planOfLink(work, token);
  if (plan?.state === 'PLANNED' && plan.refusal !== 'ALREADY_ANONYMISED') {
    await inTransaction(work.em, async (em) => {
      const inside: Work = { ...work, em, actor: { kind: 'candidate', candidateId: plan.candidate_id } };
      await rows(em, sql`select from candidate where id = ${plan.candidate_id} for update`);
      const now = work.clock.now().toISOString();
      const [kept] = await rows<{ kept_until: string }>(
        em,
        sql`update erasure_plan p
            set state = 'KEPT', answered_at = ${now}::timestamptz, closed_at = ${now}::timestamptz, kept_until = ${keepUntil(work.clock.today())}
            from candidate c join retention_policy policy on policy.agency_id = c.agency_id
            where p.id = ${plan.plan_id} and p.state = 'PLANNED' and c.id = p.candidate_id and not c.anonymised
            returning p.kept_until::text`,
      );
      if (!kept) return;
      await rows(
        em,
        sql`update candidate set extended_until = ${kept.kept_until}::date where id = ${plan.candidate_id}`,
      );
      await withdrawNotices(em, [plan.candidate_id]);
      await updateTerms(em, { candidateIds: [plan.candidate_id] });
      await recordAudit(inside, [
        {
          action: 'erasure.kept',
          subjectType: 'Candidate',
          subjectId: plan.candidate_id,
          facts: { planId: plan.plan_id, keptUntil: kept.kept_until },
        },
      ]);
    });
  }
  return erasureQuestion(work, token);
}
