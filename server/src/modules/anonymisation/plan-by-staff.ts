import type { LocalDate } from '../../platform/clock.ts';
import { arrayOf, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { hasNoOpenPlan } from './plan-erasures.ts';

/**
 * Plans people whom an employee chose, in the transaction of whoever calls it: they are told as their agency tells everybody, and
 * may ask to be kept. Nobody is planned for a later day than the end of his term.
 * @param dueOn the day; a first notice moves it on where it would come too soon (C70, C71).
 */
export async function planByStaff(work: Work, candidateIds: readonly string[], dueOn: LocalDate): Promise<void> {
  const today = work.clock.today();
  const planned = await rows<{ id: string; candidate_id: string }>(
    work.em,
    sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis)
        select uuidv7(), c.id, 'PLANNED', ${today}::date, least(${dueOn}::date, greatest(coalesce(c.retain_until, ${dueOn}::date), ${today}::date)), 'STAFF'
        from candidate c
        where c.id = any(${arrayOf(candidateIds)}::uuid[]) and ${hasNoOpenPlan}
        on conflict (candidate_id) where state = 'PLANNED' do nothing
        returning id, candidate_id`,
  );
  await recordAudit(
    work,
    planned.map((plan) => ({
      action: 'erasure.planned-by-staff',
      subjectType: 'Candidate',
      subjectId: plan.candidate_id,
      facts: { planId: plan.id },
    })),
  );
}
