import { arrayOf, inTransaction, outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { eraseInTransaction } from '../carry-out-erasures.ts';
import { fileEntry, filedKeys, readEntry, type LedgerEntry } from './ledger-entry.ts';
import { markReplayed, replayFrom } from './ledger-mark.entity.ts';
import { settleLedger } from './settle-ledger.ts';

/**
 * Erases again whoever the ledger says was erased and this database still knows: it was put back from a back-up of before (F14).
 * Comes before anybody is served. Each keeps the receipt that he had, and no mail is sent again; a hold or an answer that the
 * back-up has brought back doesn't stop it, since his erasing was past them.
 * @returns how many people were erased again.
 * @throws LedgerUnreadable: whom such an entry would erase again, nobody knows.
 */
export async function replayLedger(work: Work): Promise<number> {
  const lost = await settleLedger(work);
  let replayed = 0;
  for (const entry of lost) {
    replayed += await replayEntry(work, entry);
    await fileEntry(work, entry);
  }
  for await (const key of filedKeys(work, await replayFrom(work)))
    replayed += await replayEntry(work, await readEntry(work, key));
  await markReplayed(work);
  return replayed;
}

function replayEntry(work: Work, entry: LedgerEntry): Promise<number> {
  return outsideRowScope(() =>
    inTransaction(work.em, async (em) => {
      const known = await stillKnown({ ...work, em }, entry);
      if (known.length === 0) return 0;
      const { erased } = await eraseInTransaction(
        { ...work, em },
        { agencyId: entry.agencyId, candidateIds: known, way: entry.way, onlyWhenDue: false, ending: entry.ending, again: entry },
      ); // prettier-ignore
      return erased.length;
    }),
  );
}

/** Who registered after the back-up was made is not in it, and who was anonymised before it is anonymised in it. */
export async function stillKnown({ em }: Work, { people }: LedgerEntry): Promise<string[]> {
  const ids = people.map((one) => one.candidateId);
  const found = await rows<{ id: string }>(
    em,
    sql`select c.id from candidate c where c.id = any(${arrayOf(ids)}::uuid[]) and not c.anonymised
          and not exists (select from erasure_receipt r where r.candidate_id = c.id)`,
  );
  return found.map((one) => one.id);
}
