import { affected, rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { GENESIS, hashEntry, headOf } from './audit-chain.ts';
import type { AuditAction, FactKey } from './audit-words.ts';

/** What happened, in ids, codes and counts. Never a name, an address or any other value of a person. */
export interface AuditFact {
  action: AuditAction;
  subjectType: string;
  subjectId: string | null;
  /** Whose readers may know of it; left out, the subject's agency, looked up. Say it for a subject that is gone by now. */
  agencyId?: string | null;
  facts?: Readonly<Partial<Record<FactKey, string | number | boolean | null>>>;
}

/** Key of the lock under which entries are chained; locking the last row instead lets the chain fork. */
const CHAIN_LOCK = 7_229_013;

/**
 * Appends to the audit trail, in the caller's transaction: without its entry the deed does not happen (B7, F18).
 * Call it last, since entries are chained one transaction after another.
 */
export async function recordAudit(work: Work, facts: readonly AuditFact[]): Promise<void> {
  if (facts.length === 0) return;
  const { em, actor } = work;
  // Outside a transaction the lock would be gone at once, and the deed would stand without its entry.
  if (!em.isInTransaction()) throw new Error('An audit entry was about to be written outside its deed’s transaction.');
  const agencies = await agenciesOfSubjects(em, facts);
  await lockTrail(em);
  const head = await headOf(em);
  let seq = head?.seq ?? 0;
  let previous = head?.hash ?? GENESIS;
  const at = work.clock.now().toISOString();
  const actorId = worksForAgency(actor) ? actor.id : actor.kind === 'system' ? actor.name : null;

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
      agency_id: fact.agencyId === undefined ? (agencies.get(keyOf(fact)) ?? null) : fact.agencyId,
      facts: fact.facts ?? {},
    };
    const hash = hashEntry(work.secrets, previous, entry);
    const chained = { ...entry, previous_hash: `\\x${previous.toString('hex')}`, hash: `\\x${hash.toString('hex')}` };
    previous = hash;
    return chained;
  });
  const written = await affected(
    em,
    sql`insert into audit_entry
        select * from jsonb_populate_recordset(null::audit_entry, ${JSON.stringify(entries)}::jsonb)`,
  );
  // A trigger of somebody else's could swallow entries without an error.
  if (written !== entries.length) throw new Error('The audit trail did not take its entries.');
}

/**
 * Waits for one's turn to append, to the end of the transaction. Who touches a row that others touch after their entries calls
 * this first, so that all come by in one order and none waits for the other.
 */
export async function lockTrail(em: EntityManager): Promise<void> {
  await rows(em, sql`select pg_advisory_xact_lock(${CHAIN_LOCK})`);
}

/** The agency of each kind of subject that belongs to one. What has none concerns the installation. */
const AGENCY_OF: Readonly<Record<string, (ids: readonly string[]) => Sql<{ id: string; agency_id: string }>>> = {
  Agency: (ids) => sql`select id, id as agency_id from unnest(${ids}::uuid[]) id`,
  Candidate: (ids) => sql`select id, agency_id from candidate where id = any(${ids}::uuid[])`,
  OrganisationUnit: (ids) => sql`select id, agency_id from organisation_unit where id = any(${ids}::uuid[])`,
};

const keyOf = (subject: { subjectType: string; subjectId: string | null }) =>
  `${subject.subjectType}:${subject.subjectId ?? ''}`;

async function agenciesOfSubjects(em: EntityManager, facts: readonly AuditFact[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [subjectType, select] of Object.entries(AGENCY_OF)) {
    const ids = facts.flatMap((fact) =>
      fact.subjectType === subjectType && fact.agencyId === undefined && fact.subjectId !== null
        ? [fact.subjectId]
        : [],
    );
    if (ids.length === 0) continue;
    for (const { id, agency_id: agencyId } of await rows(em, select(ids)))
      found.set(keyOf({ subjectType, subjectId: id }), agencyId);
  }
  return found;
}
