import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { type ChainedFields, hashEntry } from './record-audit.ts';

export interface AuditVerdict {
  entries: number;
  /** Sequence number of the first entry that was altered, is missing, or stands in another place. */
  brokenAt: number | null;
}

const PAGE = 5_000;

/**
 * Walks the whole chain (B7) in bounded memory. An entry that was edited, moved, inserted, or removed from between others
 * breaks it. That the last ones were cut off can't be seen from the chain itself: compare the count with an earlier one.
 */
export async function verifyAudit(em: EntityManager): Promise<AuditVerdict> {
  let previous: Buffer = Buffer.alloc(32);
  let entries = 0;
  for (;;) {
    const page = await rows<
      Omit<ChainedFields, 'at' | 'seq'> & { seq: string; at: Date | string; hash: Buffer; previous_hash: Buffer }
    >(em, sql`select * from audit_entry where seq > ${entries} order by seq limit ${PAGE}`);
    for (const entry of page) {
      const fields = { ...entry, seq: Number(entry.seq), at: new Date(entry.at).toISOString() };
      const intact =
        fields.seq === entries + 1 &&
        previous.equals(entry.previous_hash) &&
        hashEntry(previous, fields).equals(entry.hash);
      if (!intact) return { entries, brokenAt: entries + 1 };
      previous = entry.hash;
      entries += 1;
    }
    if (page.length < PAGE) return { entries, brokenAt: null };
  }
}
