import type { LocalDate } from '../../platform/clock.ts';
import { sql, startOfDay, type Sql } from '../../platform/database/index.ts';
import { erasureRefusal } from '../retention/index.ts';

/**
 * SQL over a `document d`: whether its term has passed (H53). Days are those of the calendar, counted from the day on which this
 * version was added; a term that ends today is due today (D14). Without a term never (H52).
 */
export const isPastTerm = (days: Sql<number | null>, today: LocalDate): Sql<boolean> =>
  sql<boolean>`d.added_at < ${startOfDay(sql`${today}::date - ${days} + 1`)}`;

/**
 * The same, with who it is of as `c`: whom a hold keeps, and whom the back office leads (H41), keeps his documents; they go by
 * themselves once that has ended.
 */
export const mayGo = (today: LocalDate): Sql<boolean> => sql<boolean>`(${erasureRefusal(today)}) is null`;
