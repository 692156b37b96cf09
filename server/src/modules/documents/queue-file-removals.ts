import { sql, rows, type EntityManager } from '../../platform/database/index.ts';

/**
 * Notes, in the erasing transaction and before the rows go, which files must leave the store (C3, H54). The store itself
 * is only touched after the commit, by removeQueuedFiles: an erasure that is rolled back keeps its files.
 */
export async function queueFileRemovals(
  em: EntityManager,
  people: readonly { candidateId: string; receiptId: string }[],
  at: Date,
): Promise<void> {
  const candidateIds = people.map((one) => one.candidateId);
  const receiptIds = people.map((one) => one.receiptId);
  await rows(
    em,
    sql`insert into file_removal (storage_key, receipt_id, requested_at)
        select d.storage_key, p.receipt_id, ${at.toISOString()}::timestamptz
        from unnest(${candidateIds}::uuid[], ${receiptIds}::uuid[]) as p (candidate_id, receipt_id)
        join document d on d.candidate_id = p.candidate_id`,
  );
}
