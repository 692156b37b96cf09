import { inTransaction, rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';

/** At once, and in one transaction: a store that is slow keeps none open for longer than one answer takes. */
const AT_ONCE = 10;
/** A file that is on its way into the store; after an hour whoever brought it has died. */
const ABANDONED_AFTER_MS = 3_600_000;

/**
 * Takes the noted files out of the store, and each note away once its file is gone. Repeatable: what a crash or a store
 * that is down left behind is done by the next run; removing a file that is gone already is no error. A file that the store won't
 * let go of holds up no other; where the store itself is away, the rest waits for the next run.
 * @param options.signal aborted: what is under way is finished, and no more begun (F7).
 * @returns how many files went.
 * @throws the first of what the store said, when all others are done
 */
export async function removeQueuedFiles(
  work: Pick<Work, 'em' | 'clock'>,
  store: FileStore,
  { signal }: { signal?: AbortSignal } = {},
): Promise<number> {
  const abandoned = new Date(work.clock.now().getTime() - ABANDONED_AFTER_MS);
  const problems: unknown[] = [];
  let removed = 0;
  let after = '';
  while (!signal?.aborted) {
    const done = await inTransaction(work.em, async (em) => {
      // Locked, so that whoever still brings such a file after all finds its note gone, and adds no row for it.
      const keys = await lockNotes(
        em,
        sql`(not arriving or requested_at < ${abandoned.toISOString()}::timestamptz) and storage_key > ${after}`,
      );
      const gone = await deleteEach(store, keys, problems);
      await rows(em, sql`delete from file_removal where storage_key = any(${gone})`);
      return { last: keys.at(-1), gone: gone.length };
    });
    removed += done.gone;
    if (done.last === undefined || (done.gone === 0 && !(await answers(store)))) break;
    after = done.last;
  }
  if (problems.length > 0) throw problems[0];
  return removed;
}

/** Whether the store is there, whatever it says of a single file. */
const answers = (store: FileStore): Promise<boolean> =>
  store.exists('is-it-there').then(
    () => true,
    () => false,
  );

/** Another worker's notes are left to him. */
async function lockNotes(em: EntityManager, which: Sql): Promise<string[]> {
  const noted = await rows<{ key: string }>(
    em,
    sql`select storage_key as key from file_removal where ${which} order by storage_key limit ${AT_ONCE} for update skip locked`,
  );
  return noted.map(({ key }) => key);
}

/** @returns those that the store has let go of. */
async function deleteEach(store: FileStore, keys: readonly string[], problems: unknown[]): Promise<string[]> {
  const gone: string[] = [];
  await Promise.all(
    keys.map(async (key) => {
      try {
        await store.delete(key);
        gone.push(key);
      } catch (error) {
        if (problems.length === 0) problems.push(error);
      }
    }),
  );
  return gone;
}
