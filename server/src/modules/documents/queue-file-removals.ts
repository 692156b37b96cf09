import { arrayOf, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { storedTables, type PersonalDataCatalogue } from '../personal-data/index.ts';

/** The property under which every table that has files says where in the store each is. */
const PLACE = 'storageKey';

/**
 * Notes, in the erasing transaction and before the rows go, which files must leave the store (C3, H54). The store itself
 * is only touched after the commit, by removeQueuedFiles: an erasure that is rolled back keeps its files. Every declared table
 * with a place in the store is looked at, so that a new one can't be forgotten.
 */
export async function queueFileRemovals(
  em: EntityManager,
  catalogue: PersonalDataCatalogue,
  people: readonly { candidateId: string; receiptId: string }[],
  at: Date,
): Promise<void> {
  const candidateIds = arrayOf(people.map((one) => one.candidateId));
  const receiptIds = arrayOf(people.map((one) => one.receiptId));
  for (const table of storedTables(em, catalogue)) {
    const place = table.columns.find(({ property }) => property === PLACE);
    if (!place) continue;
    await rows(
      em,
      sql`insert into file_removal (storage_key, receipt_id, requested_at)
          select d.${sql.ref(place.name)}, p.receipt_id, ${at.toISOString()}::timestamptz
          from unnest(${candidateIds}::uuid[], ${receiptIds}::uuid[]) as p (candidate_id, receipt_id)
          join ${sql.table(table.name)} d on d.${sql.ref(table.person)} = p.candidate_id
          where d.${sql.ref(table.person)} = any(${candidateIds}::uuid[]) and d.${sql.ref(place.name)} is not null`,
    );
  }
}
