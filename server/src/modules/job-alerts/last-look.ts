import { plus, type LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

/** Until which day's look an alert that begins now has missed nothing. */
export async function lastLook(work: Work): Promise<LocalDate> {
  const [found] = await rows<{ day: LocalDate | null }>(work.em, sql`select max(day)::text as day from job_alert_look`);
  return found?.day ?? plus(work.clock.today(), { days: -1 });
}
