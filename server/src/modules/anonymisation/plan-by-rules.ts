import { affected, inTransaction, rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { withdrawNotices } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { inSelection, RuleSetSchema, selectionOfAll, type RuleSet } from '../selection-rules/index.ts';
import { restsOnNoTerm, termEndsByItself } from './by-itself.ts';
import { hasNoOpenPlan, type PlanningOutcome } from './plan-erasures.ts';

/**
 * Brings the plans of all live sets of rules in line with whom they select today (C17, C21): whoever is selected gets a plan,
 * due after the days of the set's notice, and whoever isn't any more loses the plan that rules gave him. Repeatable.
 *
 * A set that would take many more people than its preview named plans nobody: it stops, and asks (S18).
 * @param options.onSet called after each set.
 * @param options.onProblem told what goes wrong with a set, which then holds up no other one; left out, it is thrown.
 */
export async function planByRules(
  work: Work,
  options: { onSet?: (() => void | Promise<void>) | undefined; onProblem?: (error: unknown) => void } = {},
): Promise<PlanningOutcome> {
  const done: PlanningOutcome = { planned: 0, cancelled: 0 };
  done.cancelled += await cancelOfRetired(work);
  const live = await work.em.fork().find(RuleSetSchema, { state: 'LIVE' }, { orderBy: { id: 'asc' } });
  for (const set of live) {
    try {
      const outcome = await planBySet(work, set);
      done.planned += outcome.planned;
      done.cancelled += outcome.cancelled;
    } catch (error) {
      if (!options.onProblem) throw error;
      options.onProblem(error);
    }
    await options.onSet?.();
  }
  return done;
}

function planBySet(work: Work, { id }: RuleSet): Promise<PlanningOutcome> {
  return inSelection(work.em, async (em) => {
    // Locked: else a set could be retired, or let go on, while it is at work here.
    await rows(em, sql`select from rule_set where id = ${id} for update`);
    const set = await em.findOneOrFail(RuleSetSchema, { id }, { refresh: true });
    if (set.state !== 'LIVE') return { planned: 0, cancelled: 0 };
    const today = work.clock.today();
    await rows(
      em,
      sql`create temp table selected_by_rules on commit drop as ${await selectionOfAll(em, set.content.rules, set.agencyIds, today)}`,
    );
    let cancelled = await cancelPlans(
      work,
      em,
      sql`p.basis = 'RULES' and p.rule_set_id = ${id} and not exists (select from selected_by_rules s where s.candidate_id = p.candidate_id)`,
    );
    const stopped = await goesTooFar(work, em, set);
    if (!stopped) cancelled += await cancelSurveys(work, em, set);
    const planned = stopped ? 0 : await planSelected(work, em, set);
    if (planned + cancelled > 0)
      await recordAudit({ ...work, em }, [
        {
          action: 'erasure.planned-by-rules',
          subjectType: 'RuleSet',
          subjectId: id,
          facts: { planned, cancelled, hash: set.contentHash },
        },
      ]);
    return { planned, cancelled };
  });
}

/** Nobody's who asked for it himself. @param which SQL over `erasure_plan p`. */
async function cancelPlans(work: Work, em: EntityManager, which: ReturnType<typeof sql>): Promise<number> {
  const cancelled = await rows<{ candidate_id: string }>(
    em,
    sql`update erasure_plan p set state = 'CANCELLED', closed_at = ${work.clock.now().toISOString()}::timestamptz
        where p.state = 'PLANNED' and p.requested_at is null and ${which} returning p.candidate_id`,
  );
  await withdrawNotices(
    em,
    cancelled.map((plan) => plan.candidate_id),
  );
  return cancelled.length;
}

function cancelOfRetired(work: Work): Promise<number> {
  return inTransaction(work.em, async (em) => {
    const cancelled = await cancelPlans(
      work,
      em,
      sql`p.basis = 'RULES' and not exists (select from rule_set r join candidate c on c.agency_id = any(r.agency_ids)
            where r.id = p.rule_set_id and r.state = 'LIVE' and c.id = p.candidate_id)`,
    );
    if (cancelled > 0)
      await recordAudit({ ...work, em }, [
        {
          action: 'erasure.planned-by-rules',
          subjectType: 'RuleSet',
          subjectId: null,
          facts: { planned: 0, cancelled },
        },
      ]);
    return cancelled;
  });
}

/** S18: whether all plans of this set together would be more than the preview and its margin allow; if so it stops. */
async function goesTooFar(work: Work, em: EntityManager, set: RuleSet): Promise<boolean> {
  if (set.stoppedAt != null) return true;
  const [found] = await rows<{ count: string }>(
    em,
    sql`select count(*) from selected_by_rules s
        where not exists (select from erasure_plan p join candidate c on c.id = p.candidate_id join retention_policy policy on policy.agency_id = c.agency_id
          where p.candidate_id = s.candidate_id and p.state = 'PLANNED' and p.rule_set_id is distinct from ${set.id} and ${goesWithoutRules(work, set)})`,
  );
  const count = Number(found!.count);
  const allowed = Math.floor(((set.previewedCount ?? 0) * (100 + set.content.marginPercent)) / 100);
  if (count <= allowed) return false;
  await rows(
    em,
    sql`update rule_set set stopped_at = ${work.clock.now().toISOString()}::timestamptz, stopped_count = ${count} where id = ${set.id}`,
  );
  await recordAudit({ ...work, em }, [
    { action: 'rule-set.stopped', subjectType: 'RuleSet', subjectId: set.id, facts: { selected: count, allowed } },
  ]);
  return true;
}

const daysOf = ({ content }: RuleSet): number => (content.withNotice ? content.daysToErasure : 0);

/**
 * SQL over `erasure_plan p`, `candidate c` and `retention_policy policy`: whether somebody goes already without these rules, by
 * those of another set, since an employee chose him, since he asked for it himself, or since his term has ended and the agency
 * lets that happen by itself. A survey's plan may lie a year ahead: he goes without them only if that comes no later (C23).
 */
const goesWithoutRules = ({ clock }: Work, set: RuleSet): Sql<boolean> => sql<boolean>`(
  ${restsOnNoTerm} or p.requested_at is not null
  or ${termEndsByItself} and (p.survey_id is null or p.due_on <= ${clock.today()}::date + ${daysOf(set)}::int))`;

/**
 * Ends what a survey has asked of whom these rules select, so that he is planned by them, and told by their set when that comes;
 * the survey's answers keep that it asked him. A set without notice tells nobody anything: the day that the survey told him stays, and takeOver has him.
 */
const cancelSurveys = (work: Work, em: EntityManager, set: RuleSet): Promise<number> =>
  cancelPlans(
    work,
    em,
    sql`p.survey_id is not null and (${set.content.withNotice}::boolean or p.first_notice_at is null)
      and exists (select from selected_by_rules s join candidate c on c.id = s.candidate_id join retention_policy policy on policy.agency_id = c.agency_id
        where s.candidate_id = p.candidate_id and not ${goesWithoutRules(work, set)})`,
  );

/** Rules take over who only waits for a person's click (C17, C23, D13). A day that he was told stays, unless it has been. */
function takeOver(work: Work, em: EntityManager, set: RuleSet): Promise<number> {
  const { id, content } = set;
  const today = work.clock.today();
  const days = daysOf(set);
  const kinds = content.rules.map((rule) => rule.kind);
  return affected(
    em,
    sql`update erasure_plan p set basis = 'RULES', rule_set_id = ${id},
          decided_by = case when s.decided_by < 0 then 'COMBINATION' else (${kinds}::text[])[s.decided_by + 1] end,
          due_on = case when p.first_notice_at is null then ${today}::date + ${days}::int else greatest(p.due_on, ${today}::date) end
        from selected_by_rules s, candidate c, retention_policy policy
        where s.candidate_id = p.candidate_id and c.id = p.candidate_id and policy.agency_id = c.agency_id
          and p.state = 'PLANNED' and not ${goesWithoutRules(work, set)}`,
  );
}

async function planSelected(work: Work, em: EntityManager, set: RuleSet): Promise<number> {
  const { id, content } = set;
  const today = work.clock.today();
  const days = daysOf(set);
  const kinds = content.rules.map((rule) => rule.kind);
  const takenOver = await takeOver(work, em, set);
  const planned = await affected(
    em,
    sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis, rule_set_id, decided_by)
        select uuidv7(), s.candidate_id, 'PLANNED', ${today}::date, ${today}::date + ${days}::int, 'RULES', ${id},
          case when s.decided_by < 0 then 'COMBINATION' else (${kinds}::text[])[s.decided_by + 1] end
        from selected_by_rules s join candidate c on c.id = s.candidate_id
        where not c.anonymised and ${hasNoOpenPlan}
        for key share of c
        on conflict (candidate_id) where state = 'PLANNED' do nothing`,
  );
  return takenOver + planned;
}
