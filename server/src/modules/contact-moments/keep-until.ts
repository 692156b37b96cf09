import type { LocalDate } from '../../platform/clock.ts';
import { sql, type Sql } from '../../platform/database/index.ts';

/**
 * SQL over `candidate c` and `retention_policy policy`: the day until which "keep" lasts (C76, H42, D2). It counts from
 * the later of today and the old date; a year after 29 February is 28 February.
 */
export const keepUntil = (today: LocalDate): Sql<LocalDate> => sql<LocalDate>`
  (greatest(c.retain_until, ${today}::date)
    + case policy.keep_period when 'ONE_YEAR' then interval '1 year' else make_interval(days => coalesce(c.retention_term_days, 365)) end)::date`;
