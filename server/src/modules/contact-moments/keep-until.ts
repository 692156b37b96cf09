import type { LocalDate } from '../../platform/clock.ts';
import { sql, type Sql } from '../../platform/database/index.ts';

const period = sql`case coalesce((select s.keep_period from survey s where s.id = p.survey_id), policy.keep_period) when 'ONE_YEAR' then interval '1 year' else make_interval(days => coalesce(c.retention_term_days, 365)) end`;

/**
 * SQL over `erasure_plan p`, `candidate c` and `retention_policy policy`: the day until which "keep" lasts (C76, H42, D2), by the survey's own setting where one asked (H44). It counts from
 * the later of today and the old date; a year after 29 February is 28 February.
 */
export const keepUntil = (today: LocalDate): Sql<LocalDate> => sql<LocalDate>`
  (greatest(c.retain_until, ${today}::date) + ${period})::date`;

/**
 * Whether somebody may have his data kept now: always when he was asked; by himself no sooner than the end is one such period away, so
 * that asking twice is not keeping twice as long.
 */
export const mayKeep = (today: LocalDate): Sql<boolean> =>
  sql<boolean>`(p.id is not null or coalesce(c.retain_until <= (${today}::date + ${period})::date, false))`;
