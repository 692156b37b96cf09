import { sql, type Sql } from '../../platform/database/index.ts';
import type { LocalDate } from '../../platform/clock.ts';

/** Why a person can't be erased now (D1, D7). */
export type ErasureRefusal = 'ALREADY_ANONYMISED' | 'HANDED_OVER' | 'HELD';

/** SQL over a `candidate c`: whether a hold stands on this day (B5). */
export const isHeld = (today: LocalDate | Sql): Sql<boolean> =>
  sql<boolean>`exists (select from hold h where h.candidate_id = c.id and h.released_at is null and h.until >= ${
    typeof today === 'string' ? sql`${today}::date` : today
  })`;

/**
 * SQL over a `candidate c`: the reason why this person is outside every selection and can't be erased today, or null.
 * The one place where that is decided, for selections, buttons, the portal and the check under lock alike.
 * @param options.reportedByBackOffice the back office itself says that it has cleaned up: then it stands in nobody's way (D20).
 */
export function erasureRefusal(
  day: LocalDate | Sql,
  { reportedByBackOffice = false }: { reportedByBackOffice?: boolean } = {},
): Sql<ErasureRefusal | null> {
  const today = typeof day === 'string' ? sql`${day}::date` : day;
  const led = reportedByBackOffice ? sql`false` : sql`c.approved_on is not null`;
  return sql<ErasureRefusal | null>`
    case when c.anonymised then 'ALREADY_ANONYMISED'
      when ${led} then 'HANDED_OVER'
      when ${isHeld(today)} then 'HELD'
    end`;
}
