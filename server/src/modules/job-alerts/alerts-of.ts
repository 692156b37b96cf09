import { outsideRowScope, rows, sql, type Sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import type { Criteria } from './criteria.ts';
import type { AlertFrequency } from './job-alert.ts';
import { matches } from './matching.ts';

export interface JobAlert extends Criteria {
  readonly id: string;
  readonly frequency: AlertFrequency;
  readonly paused: boolean;
  readonly createdOn: string;
  /** How many open vacancies are what it asks for. */
  readonly openNow: number;
}

/** An account's alerts, the first one first. */
export const alertsOf = (work: Work, accountId: string): Promise<JobAlert[]> =>
  find(work, sql`j.account_id = ${accountId}`);

/** One of them; undefined where the account has none of this id. */
export const alertOf = async (work: Work, accountId: string, id: string): Promise<JobAlert | undefined> =>
  (await find(work, sql`j.account_id = ${accountId} and j.id = ${id}`))[0];

const find = (work: Work, which: Sql): Promise<JobAlert[]> =>
  outsideRowScope(() =>
    rows<JobAlert>(
      work.em,
      sql`select j.id, j.terms, j.places, j.hours_from as "hoursFrom", j.hours_to as "hoursTo", j.frequency, j.paused,
            j.created_on::text as "createdOn", o.number as "openNow"
          from job_alert j join portal_account p on p.id = j.account_id
          cross join lateral (
            select count(*)::int as number from vacancy v
            where v.agency_id = p.agency_id and v.status = 'OPEN' and ${matches('j', 'v')}) o
          where ${which} order by j.created_on, j.id`,
    ),
  );

/** How many vacancies that are open at the account's agency would match; `null`: there is no such account. */
export async function countMatches(work: Work, accountId: string, criteria: Criteria): Promise<number | null> {
  const [found] = await outsideRowScope(() =>
    rows<{ number: number }>(
      work.em,
      sql`select count(v.id)::int as number
          from (select ${[...criteria.terms]}::text[] as terms, ${[...criteria.places]}::text[] as places,
              ${criteria.hoursFrom}::int as hours_from, ${criteria.hoursTo}::int as hours_to) j
          cross join portal_account p
          left join vacancy v on v.agency_id = p.agency_id and v.status = 'OPEN' and ${matches('j', 'v')}
          where p.id = ${accountId} group by p.id`,
    ),
  );
  return found?.number ?? null;
}

/** Whether there still is such an account. */
export async function isThere(work: Work, accountId: string): Promise<boolean> {
  const [found] = await outsideRowScope(() => rows(work.em, sql`select 1 from portal_account where id = ${accountId}`));
  return found !== undefined;
}
