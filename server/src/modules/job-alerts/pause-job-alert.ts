import { inTransaction, outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import { alertOf, type JobAlert } from './alerts-of.ts';
import { lastLook } from './last-look.ts';

/**
 * Holds an alert, or lets it go on: with what is new from now, not with all that it kept silent about.
 * @throws DomainError NOT_FOUND
 */
export function pauseJobAlert(
  work: Work,
  accountId: string,
  { id, paused }: { id: string; paused: boolean },
): Promise<JobAlert> {
  return outsideRowScope(() =>
    inTransaction(work.em, async (em) => {
      const inside: Work = { ...work, em };
      const told = await lastLook(inside);
      await rows(
        em,
        paused
          ? sql`update job_alert set paused = true where id = ${id} and account_id = ${accountId}`
          : sql`update job_alert set paused = false, tells_from = ${told}::date, told_until = ${told}::date
                where id = ${id} and account_id = ${accountId} and paused`,
      );
      const alert = await alertOf(inside, accountId, id);
      if (!alert) throw notFound();
      return alert;
    }),
  );
}
