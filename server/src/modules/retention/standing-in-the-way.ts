import { sql, type Sql } from '../../platform/database/index.ts';
import type { LocalDate } from '../../platform/clock.ts';

/** Why a person can't be erased now (D1, D7). */
export type ErasureRefusal = 'ALREADY_ANONYMISED' | 'HANDED_OVER' | 'HELD';

/**
 * SQL over a `candidate c`: the reason why this person is outside every selection and can't be erased today, or null.
 * The one place where that is decided, for selections, buttons, the portal and the check under lock alike.
 */
export function erasureRefusal(today: LocalDate): Sql<ErasureRefusal | null> {
  return sql<ErasureRefusal | null>`
    case when c.anonymised then 'ALREADY_ANONYMISED'
      when c.approved_on is not null then 'HANDED_OVER'
      when exists (select from hold h where h.candidate_id = c.id and h.released_at is null and h.until >= ${today}::date) then 'HELD'
    end`;
}
