import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { Secrets } from '../../platform/secrets.ts';

/** What stands before the first entry. */
export const GENESIS = Buffer.alloc(32);

/** The last entry at some moment: it stands for itself and for everything before it. */
export interface AuditHead {
  readonly seq: number;
  readonly hash: Buffer;
}

/** `1234:0a1b…`: how a head is printed, and noted elsewhere. */
export const writeHead = ({ seq, hash }: AuditHead): string => `${String(seq)}:${hash.toString('hex')}`;

export function readHead(text: string): AuditHead | undefined {
  const [, seq, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/i.exec(text.trim()) ?? [];
  return seq !== undefined && hash !== undefined ? { seq: Number(seq), hash: Buffer.from(hash, 'hex') } : undefined;
}

/** The last entry there is now. */
export async function headOf(em: EntityManager): Promise<AuditHead | undefined> {
  const [last] = await rows<{ seq: string; hash: Buffer }>(
    em,
    sql`select seq, hash from audit_entry order by seq desc limit 1`,
  );
  return last && { seq: Number(last.seq), hash: last.hash };
}

/** What of an entry its hash stands for: all of it. */
export interface ChainedFields {
  seq: number;
  at: string;
  action: string;
  actor_kind: string;
  actor_id: string | null;
  subject_type: string;
  subject_id: string | null;
  agency_id: string | null;
  facts: Record<string, unknown>;
}

/**
 * HMAC-SHA-256 over the previous hash and the entry's fields in a fixed order, keys of `facts` sorted. With a key, because
 * whoever may write to the database, but has not the product's key, could else make a chain of his own that fits.
 */
export function hashEntry(secrets: Secrets, previous: Buffer, entry: ChainedFields): Buffer {
  const facts = Object.fromEntries(Object.entries(entry.facts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const fields = [
    entry.seq,
    entry.at,
    entry.action,
    entry.actor_kind,
    entry.actor_id,
    entry.subject_type,
    entry.subject_id,
    entry.agency_id,
    facts,
  ];
  return secrets.fingerprint('audit-entry', `${previous.toString('hex')}${JSON.stringify(fields)}`);
}
