import { createHash } from 'node:crypto';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

/** What happened, in ids, codes and counts. Never a name, an address or any other value of a person. */
export interface AuditFact {
  action: string;
  subjectType: string;
  subjectId: string | null;
  facts?: Record<string, string | number | boolean | null>;
}

/** Key of the lock under which entries are chained; locking the last row instead lets the chain fork. */
const CHAIN_LOCK = 7_229_013;
const GENESIS = Buffer.alloc(32);

/**
 * Appends to the audit trail, in the caller's transaction: without its entry the deed does not happen (B7).
 * Call it last, since entries are chained one transaction after another.
 */
export async function recordAudit(work: Work, facts: readonly AuditFact[]): Promise<void> {
  if (facts.length === 0) return;
  const { em, actor } = work;
  await rows(em, sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
  const [last] = await rows<{ seq: string; hash: Buffer }>(
    em,
    sql`select seq, hash from audit_entry order by seq desc limit 1`,
  );
  let seq = Number(last?.seq ?? 0);
  let previous = last?.hash ?? GENESIS;
  const at = work.clock.now().toISOString();
  const actorId = actor.kind === 'staff' ? actor.id : actor.kind === 'system' ? actor.name : null;

  const entries = facts.map((fact) => {
    seq += 1;
    const entry = {
      seq,
      at,
      action: fact.action,
      actor_kind: actor.kind,
      actor_id: actorId,
      subject_type: fact.subjectType,
      subject_id: fact.subjectId,
      facts: fact.facts ?? {},
    };
    const hash = hashEntry(previous, entry);
    const chained = { ...entry, previous_hash: `\\x${previous.toString('hex')}`, hash: `\\x${hash.toString('hex')}` };
    previous = hash;
    return chained;
  });
  await rows(
    em,
    sql`insert into audit_entry
        select * from jsonb_populate_recordset(null::audit_entry, ${JSON.stringify(entries)}::jsonb)`,
  );
}

export interface ChainedFields {
  seq: number;
  at: string;
  action: string;
  actor_kind: string;
  actor_id: string | null;
  subject_type: string;
  subject_id: string | null;
  facts: Record<string, unknown>;
}

/** SHA-256 over the previous hash and the entry's fields in a fixed order, keys of `facts` sorted. */
export function hashEntry(previous: Buffer, entry: ChainedFields): Buffer {
  const facts = Object.fromEntries(Object.entries(entry.facts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  const fields = [
    entry.seq,
    entry.at,
    entry.action,
    entry.actor_kind,
    entry.actor_id,
    entry.subject_type,
    entry.subject_id,
    facts,
  ];
  return createHash('sha256').update(previous).update(JSON.stringify(fields)).digest();
}
