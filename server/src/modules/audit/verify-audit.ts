import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { GENESIS, hashEntry, type AuditHead, type ChainedFields } from './audit-chain.ts';

/**
 * What is wrong with the trail, at which entry.
 * BROKEN: the first that was altered, is missing, was put in by somebody else, or stands in another place.
 * CUT: one that was noted elsewhere, and beyond which the trail does not reach.
 * REPLACED: one that was noted elsewhere, in whose place stands another.
 */
export interface AuditProblem {
  readonly what: 'BROKEN' | 'CUT' | 'REPLACED';
  readonly at: number;
}

export interface AuditVerdict {
  /** Entries that are in order, from the first on. */
  readonly entries: number;
  /** The last of them. */
  readonly head: AuditHead | undefined;
  readonly problem: AuditProblem | null;
}

const PAGE = 2_000;

type Stored = Omit<ChainedFields, 'at' | 'seq'> & {
  seq: string;
  at: Date | string;
  hash: Buffer;
  previous_hash: Buffer;
};

/**
 * Walks the whole chain (B7, F17) in bounded memory, and stops at the first entry that is not in order. That its end was cut
 * off can't be seen from the chain itself: it takes a head that was noted elsewhere.
 * @param options.noted heads that must still be there.
 * @param options.onPage is told how many entries were found in order so far.
 */
export async function verifyAudit(
  { em, secrets }: Pick<Work, 'em' | 'secrets'>,
  options: { noted?: readonly AuditHead[]; onPage?: (entries: number) => void | Promise<void> } = {},
): Promise<AuditVerdict> {
  const noted = Map.groupBy(options.noted ?? [], ({ seq }) => seq);
  let head: AuditHead = { seq: 0, hash: GENESIS };
  const verdict = (problem: AuditProblem | null): AuditVerdict => ({
    entries: head.seq,
    head: head.seq > 0 ? head : undefined,
    problem,
  });
  for (;;) {
    const page = await rows<Stored>(
      em,
      sql`select seq, at, action, actor_kind, actor_id, subject_type, subject_id, agency_id, facts, previous_hash, hash
          from audit_entry where seq > ${head.seq} order by seq limit ${PAGE}`,
    );
    for (const stored of page) {
      const entry = { ...stored, seq: Number(stored.seq), at: new Date(stored.at).toISOString() };
      const intact =
        entry.seq === head.seq + 1 &&
        head.hash.equals(entry.previous_hash) &&
        hashEntry(secrets, head.hash, entry).equals(entry.hash);
      if (!intact) return verdict({ what: 'BROKEN', at: head.seq + 1 });
      if (noted.get(entry.seq)?.some(({ hash }) => !hash.equals(entry.hash)))
        return verdict({ what: 'REPLACED', at: entry.seq });
      noted.delete(entry.seq);
      head = { seq: entry.seq, hash: entry.hash };
    }
    await options.onPage?.(head.seq);
    if (page.length < PAGE) break;
  }
  // What was noted and was not met stood beyond the end.
  const [lost] = [...noted.keys()].toSorted((a, b) => b - a);
  return verdict(lost === undefined ? null : { what: 'CUT', at: lost });
}
