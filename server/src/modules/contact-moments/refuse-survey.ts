import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { plus } from '../../platform/clock.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import type { LinkedPlan } from './erasure-question.ts';

/**
 * Somebody answers a survey with no (H45): his plan is brought forward to tomorrow, and carried out by itself. Until then he may
 * still change his mind. Asked for twice, it is done once.
 * @returns what stands in the way by now; then nothing was done.
 */
export function refuseSurvey(work: Work, plan: LinkedPlan): Promise<{ refusal: ErasureRefusal | null }> {
  return inTransaction(work.em, async (em) => {
    await rows(em, sql`select from candidate where id = ${plan.candidate_id} for update`);
    // A hold that was placed since the page was asked for stands in the way, as it does when it was there before (D7).
    const [standing] = await rows<{ refusal: ErasureRefusal | null }>(
      em,
      sql`select ${erasureRefusal(work.clock.today())} as refusal from candidate c where c.id = ${plan.candidate_id}`,
    );
    const refusal = standing?.refusal ?? null;
    if (refusal !== null) return { refusal };
    const now = work.clock.now().toISOString();
    const refused = await rows(
      em,
      sql`update erasure_plan set requested_at = ${now}::timestamptz, answered_at = ${now}::timestamptz,
            due_on = ${plus(work.clock.today(), { days: 1 })}::date
          where id = ${plan.plan_id} and state = 'PLANNED' and requested_at is null
          returning 1`,
    );
    if (refused.length === 0) return { refusal: null };
    await withdrawNotices(em, [plan.candidate_id]);
    await recordAudit({ ...work, em }, [
      {
        action: 'erasure.requested',
        subjectType: 'Candidate',
        subjectId: plan.candidate_id,
        facts: { planId: plan.plan_id },
      },
    ]);
    return { refusal: null };
  });
}
