import { randomUUID } from 'node:crypto';
import { inTransaction, insertRecords, outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import { alertOf, type JobAlert } from './alerts-of.ts';
import { soundCriteria, type Criteria } from './criteria.ts';
import { JobAlertSchema, type AlertFrequency } from './job-alert.ts';
import { lastLook } from './last-look.ts';

const MOST_ALERTS = 10;

/**
 * Makes an alert of this account, or changes one. The audit trail is told nothing: what it holds could join an account to somebody (D6).
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT with the field's name, CONFLICT beyond ten
 */
export function saveJobAlert(
  work: Work,
  accountId: string,
  given: Criteria & { id: string | null; frequency: AlertFrequency },
): Promise<JobAlert> {
  const criteria = soundCriteria(given);
  const { frequency } = given;
  return outsideRowScope(() =>
    inTransaction(work.em, async (em) => {
      const inside: Work = { ...work, em };
      // One after another, so that the eleventh is counted.
      const [account] = await rows(em, sql`select 1 from portal_account where id = ${accountId} for no key update`);
      if (!account) throw notFound();
      // None of our ids that hold their moment (D6).
      const id = given.id ?? randomUUID();
      if (given.id === null) {
        await mustHaveRoom(inside, accountId);
        const told = await lastLook(inside);
        await insertRecords(em, JobAlertSchema, [
          {
            id,
            accountId,
            ...criteria,
            frequency,
            createdOn: work.clock.today(),
            tellsFrom: told,
            toldUntil: told,
          },
        ]);
      } else
        await rows(
          em,
          sql`update job_alert set terms = ${[...criteria.terms]}, places = ${[...criteria.places]},
                hours_from = ${criteria.hoursFrom}, hours_to = ${criteria.hoursTo}, frequency = ${frequency}, tells_from = told_until
              where id = ${id} and account_id = ${accountId}`,
        );
      const saved = await alertOf(inside, accountId, id);
      if (!saved) throw notFound();
      return saved;
    }),
  );
}

async function mustHaveRoom(work: Work, accountId: string): Promise<void> {
  const [found] = await rows<{ number: number }>(
    work.em,
    sql`select count(*)::int as number from job_alert where account_id = ${accountId}`,
  );
  if (found!.number >= MOST_ALERTS)
    throw new DomainError('CONFLICT', `There are ${String(MOST_ALERTS)} alerts already.`);
}
