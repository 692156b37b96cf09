import { rows, sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { visibleTo, type Work } from '../permissions/index.ts';
import { carryOutErasures, type SkipReason } from './carry-out-erasures.ts';

const MOST = 1_000;

/**
 * A person's click on due plans (D13). Each is checked again: whoever is not due, held or answered is skipped.
 * @throws DomainError BAD_USER_INPUT for no plan, or more than 1000
 */
export async function carryOutPlans(
  work: Work,
  planIds: readonly string[],
): Promise<{ erased: number; skipped: { planId: string; reason: SkipReason }[] }> {
  if (planIds.length === 0 || planIds.length > MOST) throw badInput('planIds', `Choose 1 to ${String(MOST)} plans.`);
  const plans = await rows<{ plan_id: string; candidate_id: string; agency_id: string }>(
    work.em,
    sql`select p.id as plan_id, p.candidate_id, c.agency_id
        from erasure_plan p join candidate c on c.id = p.candidate_id
        where p.id = any(${planIds}) and ${visibleTo(work.actor, sql`c.agency_id`)}`,
  );
  const found = new Set(plans.map((plan) => plan.plan_id));
  const skipped = planIds
    .filter((id) => !found.has(id))
    .map((planId): { planId: string; reason: SkipReason } => ({ planId, reason: 'NOT_FOUND' }));
  let erased = 0;
  for (const [agencyId, ofAgency] of Map.groupBy(plans, (plan) => plan.agency_id)) {
    const outcome = await carryOutErasures(work, {
      agencyId,
      candidateIds: ofAgency.map((plan) => plan.candidate_id),
      way: 'STAFF',
      onlyWhenDue: true,
    });
    erased += outcome.erased.length;
    const reasons = new Map(outcome.skipped.map((one) => [one.candidateId, one.reason]));
    for (const plan of ofAgency) {
      const reason = reasons.get(plan.candidate_id);
      if (reason) skipped.push({ planId: plan.plan_id, reason });
    }
  }
  return { erased, skipped };
}
