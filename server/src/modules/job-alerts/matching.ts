import { sql, type Sql } from '../../platform/database/index.ts';

/**
 * Whether a vacancy is what an alert asks for; both are names of rows in the statement. What a vacancy doesn't say stands in the
 * way of nothing: one mail too many is better than work that nobody heard of.
 */
export function matches(alert: string, vacancy: string): Sql {
  const a = sql.raw(alert);
  const v = sql.raw(vacancy);
  return sql`(cardinality(${a}.terms) = 0
      or exists (select from unnest(${a}.terms) term where position(lower(term) in lower(${v}.title)) > 0))
    and (cardinality(${a}.places) = 0 or ${v}.place is null
      or exists (select from unnest(${a}.places) place where lower(place) = lower(${v}.place)))
    and (${a}.hours_from is null or ${v}.hours_per_week is null or ${v}.hours_per_week >= ${a}.hours_from)
    and (${a}.hours_to is null or ${v}.hours_per_week is null or ${v}.hours_per_week <= ${a}.hours_to)`;
}
