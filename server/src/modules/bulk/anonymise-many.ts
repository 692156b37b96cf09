import { arrayOf, rows, sql } from '../../platform/database/index.ts';
import { forbidden } from '../../platform/errors.ts';
import { openRunInTransaction } from '../anonymisation/index.ts';
import { isHeldToUnits, type Rights, type Work } from '../permissions/index.ts';
import { asPreviewed, type BulkPeople, type Weighed } from './weigh.ts';

/**
 * Opens runs that anonymise many, as a preview showed; they are carried out in the background, each person checked again under
 * lock. It can't be undone.
 * @returns the runs too: one for each of their agencies.
 * @throws DomainError as asPreviewed
 */
export async function anonymiseMany(
  work: Work,
  rights: Rights,
  { people, mark }: { people: BulkPeople; mark: string },
): Promise<Weighed & { runIds: string[] }> {
  if (isHeldToUnits(work.actor))
    throw forbidden('Your role reaches no whole agency, so you could not follow the run; choose plans instead.');
  return asPreviewed(work, rights, { deed: 'ANONYMISE', people, mark }, async (inside, weighed) => {
    const agencies = await rows<{ agency_id: string; ids: string[] }>(
      inside.em,
      sql`select agency_id, array_agg(id order by id)::text[] as ids from candidate
          where id = any(${arrayOf(weighed.ids)}::uuid[]) group by agency_id order by agency_id`,
    );
    const runIds: string[] = [];
    for (const { agency_id: agencyId, ids } of agencies)
      runIds.push((await openRunInTransaction(inside, { agencyId, trigger: 'BULK', candidateIds: ids }))!);
    return { ...weighed, runIds };
  });
}
