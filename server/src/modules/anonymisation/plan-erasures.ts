import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal } from '../retention/index.ts';
import { restsOnNoTerm } from './by-itself.ts';

/**
 * SQL over `candidate c`: nobody plans him yet. Together with "for key share of c" it keeps out whoever is being erased at this
 * very moment: his row is waited for, and looked at again.
 */
export const hasNoOpenPlan = sql<boolean>`not exists (select from erasure_plan open where open.candidate_id = c.id and open.state = 'PLANNED')`;

/** SQL over `candidate c` and `retention_policy policy`: days between the agency's first contact moment and the end (C70). */
const noticeDays = sql<number>`(
  case when exists (select from contact_moment m where m.agency_id = c.agency_id and m.rule_set_id is null and m.survey_id is null and m.active)
    then policy.days_from_notice_to_erasure else 0 end)`;

export interface PlanningOutcome {
  planned: number;
  cancelled: number;
}

/**
 * Brings one agency's plans in line with its people's terms. Whoever's term ends within the days that lie between the
 * first contact moment and the end (C70) gets a plan; its date is the end of the term, and never before those days have
 * passed (C71). A plan whose person has meanwhile got a later term, or none, is cancelled. So is one that was made long beforehand,
 * by a survey or without a word to him yet, and whose person has got a sooner term: he is planned, and told, anew (H25). Repeatable.
 */
export function planErasures(work: Work, agencyId: string): Promise<PlanningOutcome> {
  return inTransaction(work.em, async (em) => {
    const today = work.clock.today();
    const now = work.clock.now().toISOString();
    const cancelledOf = await rows<{ candidate_id: string }>(
      em,
      sql`update erasure_plan p set state = 'CANCELLED', closed_at = ${now}::timestamptz
          from candidate c join retention_policy policy on policy.agency_id = c.agency_id
          where p.candidate_id = c.id and c.agency_id = ${agencyId} and p.state = 'PLANNED' and not ${restsOnNoTerm} and p.requested_at is null
            and (c.retain_until is null or c.retain_until > p.due_on
              or (p.survey_id is not null or p.first_notice_at is null) and greatest(c.retain_until, ${today}::date + ${noticeDays}) < p.due_on)
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
          set basis = case when ${restsOnNoTerm} then p.basis else c.retention_basis end,
            notice_problem = case when p.notice_problem = 'NO_ADDRESS' and coalesce(c.email_private, c.email_work) is not null then null else p.notice_problem end
          from candidate c
          where p.candidate_id = c.id and c.agency_id = ${agencyId} and p.state = 'PLANNED'
            and ((not ${restsOnNoTerm} and p.basis <> c.retention_basis) or p.notice_problem = 'NO_ADDRESS')`,
    );
    const planned = await affected(
      em,
      sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis)
          select uuidv7(), c.id, 'PLANNED', ${today}::date, greatest(c.retain_until, ${today}::date + notice.days), c.retention_basis
          from candidate c
          join retention_policy policy on policy.agency_id = c.agency_id
          cross join lateral (select ${noticeDays} as days) notice
          where c.agency_id = ${agencyId} and c.retain_until <= ${today}::date + notice.days
            and ${erasureRefusal(today)} is null and ${hasNoOpenPlan}
          for key share of c
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
