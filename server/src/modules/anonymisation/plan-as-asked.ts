import { rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';

/**
 * Somebody asked to be erased and that was granted: he is planned for today, and goes by himself with the next daily sweep,
 * without being asked whether he would rather be kept. In the transaction of whoever grants it, which has locked the person and
 * seen that nothing stands in the way.
 */
export async function planAsAsked(work: Work, candidateId: string): Promise<void> {
  const { em, clock } = work;
  const now = clock.now().toISOString();
  const today = clock.today();
  const [plan] = await rows<{ id: string }>(
    em,
    sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis, requested_at)
        values (uuidv7(), ${candidateId}, 'PLANNED', ${today}::date, ${today}::date, 'STAFF', ${now}::timestamptz)
        on conflict (candidate_id) where state = 'PLANNED'
          do update set requested_at = coalesce(erasure_plan.requested_at, excluded.requested_at), due_on = least(erasure_plan.due_on, excluded.due_on)
        returning id`,
  );
  await withdrawNotices(em, [candidateId]);
  await recordAudit(work, [
    {
      action: 'erasure.planned-by-staff',
      subjectType: 'Candidate',
      subjectId: candidateId,
      facts: { planId: plan!.id },
    },
  ]);
}
