import { TIME_ZONE } from '../clock.ts';
import { badInput } from '../errors.ts';
import { sql, type Sql } from './sql.ts';

/** SQL: the instant at which a day begins in Amsterdam. @param day SQL of type date. */
export const startOfDay = (day: Sql): Sql => sql`(${day})::timestamp at time zone ${sql.lit(TIME_ZONE)}`;

/**
 * SQL conditions: an instant falls on these days, the first and the last included; either may be left open.
 * @param field of the last day, named when it comes before the first.
 * @throws DomainError BAD_USER_INPUT
 */
export function onDays(
  instant: Sql,
  { from, until }: { readonly from?: string | null; readonly until?: string | null },
  field: string,
): Sql<boolean>[] {
  if (from != null && until != null && until < from) throw badInput(field, 'The last day is before the first.');
  const conditions: Sql<boolean>[] = [];
  if (from != null) conditions.push(sql`${instant} >= ${startOfDay(sql`${from}::date`)}`);
  if (until != null) conditions.push(sql`${instant} < ${startOfDay(sql`${until}::date + 1`)}`);
  return conditions;
}
