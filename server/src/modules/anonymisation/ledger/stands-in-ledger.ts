import type { Work } from '../../permissions/index.ts';
import { filedKeysOfDay, LedgerUnreadable, openKeys, readEntry } from './ledger-entry.ts';

/**
 * Whether the ledger holds the erasure of this receipt, under this product's seal (B9). Reads that day's entries, and those that
 * are not filed yet. What can't be read is no proof.
 */
export async function standsInLedger(work: Work, receipt: { id: string; erasedAt: Date }): Promise<boolean> {
  const day = receipt.erasedAt.toISOString().slice(0, 10);
  // Open ones first: one that is filed meanwhile is found there.
  for (const keys of [openKeys(work), filedKeysOfDay(work, day)])
    for await (const key of keys) if (await isIn(work, key, receipt.id)) return true;
  return false;
}

async function isIn(work: Work, key: string, receiptId: string): Promise<boolean> {
  try {
    const entry = await readEntry(work, key);
    return entry.people.some((one) => one.receiptId === receiptId);
  } catch (error) {
    if (error instanceof LedgerUnreadable || !(await work.ledger.exists(key))) return false;
    throw error;
  }
}
