import { affected, rows, sql } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';

const BATCH = 200;
/** A file without an erasure is on its way into the store; after an hour whoever brought it has died. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Takes the noted files out of the store, and each note away once its file is gone. Repeatable: what a crash or a store
 * that is down left behind is done by the next run; removing a file that is gone already is no error.
 * @returns how many files went.
 */
export async function removeQueuedFiles(work: Pick<Work, 'em' | 'clock'>, store: FileStore): Promise<number> {
  const abandoned = new Date(work.clock.now().getTime() - ABANDONED_AFTER_MS);
  let removed = 0;
  for (;;) {
    const batch = await rows<{ storage_key: string }>(
      work.em,
      sql`select storage_key from file_removal
          where receipt_id is not null or requested_at < ${abandoned.toISOString()}::timestamptz
          order by storage_key limit ${BATCH}`,
    );
    if (batch.length === 0) return removed;
    for (const { storage_key: key } of batch) await store.delete(key);
    removed += await affected(
      work.em,
      sql`delete from file_removal where storage_key = any(${batch.map((one) => one.storage_key)})`,
    );
  }
}
