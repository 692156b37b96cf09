import { arrayOf, inTransaction, outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { filedKeys, LedgerUnreadable, openKeys, readEntry, type LedgerEntry } from './ledger-entry.ts';
import { stillKnown } from './replay-ledger.ts';

export interface LedgerVerification {
  /** Entries that were read; each is of a batch of people. */
  entries: number;
  people: number;
  /** Files that this product's key did not write, or that were changed. */
  unreadable: string[];
  /** People whom the ledger says were erased and whom this database still knows. */
  notErased: number;
  /** Receipts of which the ledger knows nothing: entries were removed. */
  notEntered: number;
}

/**
 * Holds the ledger against the database, both ways (B9). Reads entry by entry, and keeps the ids in a table of the session, so
 * that memory doesn't grow with their number.
 */
export const verifyLedger = (
  work: Work,
  onEntry: (entries: number) => void = () => undefined,
): Promise<LedgerVerification> =>
  outsideRowScope(() =>
    inTransaction(work.em, async (em) => {
      const inside: Work = { ...work, em };
      const found: LedgerVerification = { entries: 0, people: 0, unreadable: [], notErased: 0, notEntered: 0 };
      await rows(em, sql`create temporary table ledger_receipt (id uuid primary key) on commit drop`);
      for (const keys of [openKeys(inside), filedKeys(inside)]) {
        for await (const key of keys) {
          const entry = await readOr(inside, key, found.unreadable);
          if (!entry) continue;
          found.entries += 1;
          found.people += entry.people.length;
          found.notErased += (await stillKnown(inside, entry)).length;
          const ids = arrayOf(entry.people.map((one) => one.receiptId));
          await rows(em, sql`insert into ledger_receipt select unnest(${ids}::uuid[]) on conflict do nothing`);
          onEntry(found.entries);
        }
      }
      found.notEntered = await receiptsNotEntered(inside);
      return found;
    }),
  );

async function readOr(work: Work, key: string, unreadable: string[]): Promise<LedgerEntry | undefined> {
  try {
    return await readEntry(work, key);
  } catch (error) {
    if (!(error instanceof LedgerUnreadable)) throw error;
    unreadable.push(key);
    return undefined;
  }
}

/** Receipts that an acceptance copy brought along are in production's ledger. */
async function receiptsNotEntered({ em }: Work): Promise<number> {
  const [found] = await rows<{ n: number }>(
    em,
    sql`select count(*)::int as n from erasure_receipt r
        where not exists (select from ledger_receipt l where l.id = r.id)
          and r.erased_at >= coalesce((select copied_at from installation), '-infinity')`,
  );
  return found!.n;
}
