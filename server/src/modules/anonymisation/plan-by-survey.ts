import type { LocalDate } from '../../platform/clock.ts';
import { affected, inTransaction, sql, type Sql } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { RUNNING_STATUSES } from '../applications/index.ts';
import type { Work } from '../permissions/index.ts';
import { erasureRefusal, SurveySchema, type SurveySettings } from '../retention/index.ts';
import { hasNoOpenPlan } from './plan-erasures.ts';

/** Why a survey doesn't ask somebody whose term ends in its days. */
export const SURVEY_SKIPS = ['NO_ADDRESS', 'RUNNING', 'HIRED', 'IN_POOL', 'MAILED'] as const;
export type SurveySkip = (typeof SURVEY_SKIPS)[number];

/** SQL over `candidate c`: the day on which he last answered that he may be kept; null when he never has. */
const lastYes: Sql<LocalDate | null> = sql<LocalDate | null>`(
  select max((kept.answered_at at time zone 'Europe/Amsterdam')::date) from erasure_plan kept
  where kept.candidate_id = c.id and kept.state = 'KEPT')`;

/**
 * SQL over `candidate c`: whether his term ends in the days in which this survey asks, and nothing is planned for him yet. It
 * never asks before half of the time has passed since it began to run, or since he last said yes: else a short one would be asked
 * about at its start, and again after each yes.
 */
export const inDaysOf = (survey: SurveySettings, today: LocalDate): Sql<boolean> => sql<boolean>`(
  c.retain_until > ${today}::date
  and c.retain_until <= ${today}::date + least(${survey.daysBefore}::int, c.retention_term_days / 2, (c.retain_until - ${lastYes}) / 2)
  and ${erasureRefusal(today)} is null and ${hasNoOpenPlan})`;

/** SQL over `candidate c`: why this survey doesn't ask him, or null. Each but the first is a setting of the agency's. */
export const surveySkip = (survey: SurveySettings, today: LocalDate): Sql<SurveySkip | null> => sql<SurveySkip | null>`
  case when coalesce(c.email_private, c.email_work) is null then 'NO_ADDRESS'
    when ${survey.skipRunning}::boolean and exists (
      select from application a where a.candidate_id = c.id and a.status = any(${RUNNING_STATUSES})) then 'RUNNING'
    when ${survey.skipHired}::boolean and exists (
      select from hire h where h.candidate_id = c.id and h.status <> 'CANCELLED') then 'HIRED'
    when ${survey.skipInPool}::boolean and exists (
      select from talent_pool_member m where m.candidate_id = c.id) then 'IN_POOL'
    when ${survey.skipMailedDays}::int > 0 and exists (
      select from outgoing_mail o where o.candidate_id = c.id and o.state in ('QUEUED', 'SENDING', 'SENT')
        and (coalesce(o.sent_at, o.queued_at) at time zone 'Europe/Amsterdam')::date > ${today}::date - ${survey.skipMailedDays}::int) then 'MAILED'
  end`;

/**
 * Gives whomever an agency's survey asks his plan sooner than the end of a term does by itself (H43). From then on he is told,
 * answers and comes to his end as everybody with a plan does; whom the survey skips is told at his usual time. Repeatable.
 * @returns how many were planned.
 */
export function planBySurvey(work: Work, agencyId: string): Promise<number> {
  return inTransaction(work.em, async (em) => {
    const survey = await em.findOne(SurveySchema, { agencyId, active: true });
    if (!survey) return 0;
    const today = work.clock.today();
    const planned = await affected(
      em,
      sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis, survey_id)
          select uuidv7(), c.id, 'PLANNED', ${today}::date, c.retain_until, c.retention_basis, ${survey.id}
          from candidate c
          where c.agency_id = ${agencyId} and ${inDaysOf(survey, today)} and ${surveySkip(survey, today)} is null
          for key share of c
          on conflict (candidate_id) where state = 'PLANNED' do nothing`,
    );
    if (planned > 0)
      await recordAudit({ ...work, em }, [
        { action: 'survey.asked', subjectType: 'Agency', subjectId: agencyId, facts: { planned } },
      ]);
    return planned;
  });
}
