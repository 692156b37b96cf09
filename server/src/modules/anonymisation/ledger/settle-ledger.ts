import { arrayOf, rows, sql, sqlStateOf } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { fileEntry, openKeys, readEntry, thisCluster, type LedgerEntry } from './ledger-entry.ts';

/**
 * What became of an entry's erasure. `UNDONE`: its transaction was taken back, so nothing was erased, and what led to it decides
 * again. `LOST`: it was carried out in a database that is not this one: what we have is a back-up that was put back.
 */
type Fate = 'DONE' | 'UNDONE' | 'UNDER_WAY' | 'LOST';

/** PostgreSQL has not come so far yet. */
const IN_THE_FUTURE = '22023';

/**
 * Files every open entry whose erasure the database has committed, and takes away those that it has taken back.
 * @returns the entries that this database ought to hold and doesn't.
 * @throws LedgerUnreadable
 */
export async function settleLedger(work: Work): Promise<LedgerEntry[]> {
  const lost: LedgerEntry[] = [];
  for await (const key of openKeys(work)) {
    // Another process may have filed it since it was listed.
    if (!(await work.ledger.exists(key))) continue;
    const entry = await readEntry(work, key);
    const fate = await fateOf(work, entry);
    if (fate === 'DONE') await fileOnce(work, key, entry);
    else if (fate === 'UNDONE') await work.ledger.delete(key);
    else if (fate === 'LOST') lost.push(entry);
  }
  return lost;
}

async function fileOnce(work: Work, key: string, entry: LedgerEntry): Promise<void> {
  try {
    await fileEntry(work, entry);
  } catch (error) {
    if (await work.ledger.exists(key)) throw error;
  }
}

async function fateOf(work: Work, entry: LedgerEntry): Promise<Fate> {
  if (await hasReceipts(work, entry)) return 'DONE';
  if (!(await isOfThisCluster(work, entry))) return 'LOST';
  const status = await statusOf(work, entry.transaction);
  if (status === 'aborted') return 'UNDONE';
  if (status === 'in progress') return 'UNDER_WAY';
  // It may have been committed between the two questions.
  return (await hasReceipts(work, entry)) ? 'DONE' : 'LOST';
}

/** Another cluster numbers its transactions from the beginning: what it says of this number is of another one. */
async function isOfThisCluster({ em }: Work, { cluster }: LedgerEntry): Promise<boolean> {
  const [found] = await rows<{ same: boolean }>(em, sql`select ${thisCluster} = ${cluster} as same`);
  return found!.same;
}

/** All of them come in one transaction, or none. */
async function hasReceipts({ em }: Work, { people }: LedgerEntry): Promise<boolean> {
  const ids = people.map((one) => one.receiptId);
  const [found] = await rows<{ all: boolean }>(
    em,
    sql`select count(*) = ${ids.length} as all from erasure_receipt where id = any(${arrayOf(ids)}::uuid[])`,
  );
  return found!.all;
}

/** @returns null when it is so long ago that PostgreSQL has forgotten it, or so far ahead that it can't be of this database. */
async function statusOf({ em }: Work, transaction: string): Promise<string | null> {
  try {
    const [found] = await rows<{ status: string | null }>(
      em,
      sql`select pg_xact_status(${transaction}::xid8) as status`,
    );
    return found!.status;
  } catch (error) {
    if (sqlStateOf(error) === IN_THE_FUTURE) return null;
    throw error;
  }
}
