import { outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { personVisibleTo, type Work } from '../permissions/index.ts';
import type { SkipReason } from './carry-out-erasures.ts';
import { carryOutRun } from './runs/carry-out-run.ts';
import { openRun } from './runs/open-run.ts';

const MOST = 1_000;

/** Why a plan was not carried out: its person was skipped, the database refused him, or the run was stopped before his turn. */
export type PlanNotCarriedOut = SkipReason | 'DATA_REFUSED' | 'STOPPED';
interface NotCarriedOut {
  planId: string;
  reason: PlanNotCarriedOut;
}

/**
 * A person's click on due plans (D13). Each is checked again: whoever is not due, held or answered is skipped.
 * @throws DomainError BAD_USER_INPUT for no plan, or more than 1000
 */
export async function carryOutPlans(
  work: Work,
  planIds: readonly string[],
): Promise<{ erased: number; skipped: NotCarriedOut[] }> {
  if (planIds.length === 0 || planIds.length > MOST) throw badInput('planIds', `Choose 1 to ${String(MOST)} plans.`);
  const plans = await rows<{ plan_id: string; candidate_id: string; agency_id: string }>(
    work.em,
    sql`select p.id as plan_id, p.candidate_id, c.agency_id
        from erasure_plan p join candidate c on c.id = p.candidate_id
        where p.id = any(${planIds}) and ${personVisibleTo(work.actor, 'c')}`,
  );
  const found = new Set(plans.map((plan) => plan.plan_id));
  const skipped = planIds
    .filter((id) => !found.has(id))
    .map((planId): NotCarriedOut => ({ planId, reason: 'NOT_FOUND' }));
  let erased = 0;
  for (const [agencyId, ofAgency] of Map.groupBy(plans, (plan) => plan.agency_id)) {
    const runId = await openRun(work, {
      agencyId,
      trigger: 'CHOSEN',
      whose: sql<boolean>`p.id = any(${ofAgency.map((plan) => plan.plan_id)})`,
    });
    // As carryOutErasures: whose plans they are was asked above.
    const run = await outsideRowScope(() => carryOutRun(work, runId!));
    erased += run.erased;
    const reasons = await rows<{ candidate_id: string; reason: PlanNotCarriedOut }>(
      work.em,
      sql`select candidate_id, case state when 'WAITING' then 'STOPPED' else reason end as reason
          from erasure_run_person where run_id = ${run.id} and state <> 'ERASED'`,
    );
    const reasonOf = new Map(reasons.map((one) => [one.candidate_id, one.reason]));
    for (const plan of ofAgency) {
      const reason = reasonOf.get(plan.candidate_id);
      if (reason) skipped.push({ planId: plan.plan_id, reason });
    }
  }
  return { erased, skipped };
}
