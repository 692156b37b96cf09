import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal } from '../retention/index.ts';

export interface PlanningOutcome {
  planned: number;
  cancelled: number;
}

/**
 * Brings one agency's plans in line with its people's terms. Whoever's term ends within the days that lie between the
 * first contact moment and the end (C70) gets a plan; its date is the end of the term, and never before those days have
 * passed (C71). A plan whose person has meanwhile got a later term, or none, is cancelled. Repeatable.
 */
export function planErasures(work: Work, agencyId: string): Promise<PlanningOutcome> {
  return inTransaction(work.em, async (em) => {
    const today = work.clock.today();
    const now = work.clock.now().toISOString();
    const cancelledOf = await rows<{ candidate_id: string }>(
      em,
      sql`update erasure_plan p set state = 'CANCELLED', closed_at = ${now}::timestamptz
          from candidate c
          where p.candidate_id = c.id and c.agency_id = ${agencyId} and p.state = 'PLANNED'
            and (c.retain_until is null or c.retain_until > p.due_on)
          returning p.candidate_id`,
    );
    const cancelled = cancelledOf.length;
    await withdrawNotices(
      em,
      cancelledOf.map((plan) => plan.candidate_id),
    );
    // What became of the person since: another ground for his term, or an address where there was none.
    await rows(
      em,
      sql`update erasure_plan p
          set basis = c.retention_basis,
            notice_problem = case when p.notice_problem = 'NO_ADDRESS' and coalesce(c.email_private, c.email_work) is not null then null else p.notice_problem end
          from candidate c
          where p.candidate_id = c.id and c.agency_id = ${agencyId} and p.state = 'PLANNED'
            and (p.basis <> c.retention_basis or p.notice_problem = 'NO_ADDRESS')`,
    );
    const planned = await affected(
      em,
      sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis)
          select uuidv7(), c.id, 'PLANNED', ${today}::date, greatest(c.retain_until, ${today}::date + notice.days), c.retention_basis
          from candidate c
          join retention_policy policy on policy.agency_id = c.agency_id
          cross join lateral (
            select case when exists (select from contact_moment m where m.agency_id = c.agency_id and m.active)
              then policy.days_from_notice_to_erasure else 0 end as days
          ) notice
          where c.agency_id = ${agencyId} and c.retain_until <= ${today}::date + notice.days
            and ${erasureRefusal(today)} is null
          on conflict (candidate_id) where state = 'PLANNED' do nothing`,
    );
    if (planned + cancelled > 0) {
      await recordAudit({ ...work, em }, [
        { action: 'erasure.planned', subjectType: 'Agency', subjectId: agencyId, facts: { planned, cancelled } },
      ]);
    }
    return { planned, cancelled };
  });
}
