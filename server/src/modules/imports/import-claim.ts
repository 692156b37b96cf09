// cspell:ignore hashtext
import { affected, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import { problemAt } from './import-problem.ts';

/**
 * Imports at once in one process. Each holds a connection to its end and asks for a second now and then, of a pool of ten:
 * were there as many as connections, each would wait for the others' for ever.
 */
export const MOST_AT_ONCE = 2;

/** Held while a run lives, so that one which died can be told from one that works. */
const RUN_LOCK = 7_229_017;
/** Held while a run lives, for its agency: two imports at once would each find the same person new. */
export const AGENCY_LOCK = 7_229_018;

/** The agencies into which this process imports. */
const importing = new Set<string>();

/** The right to import into an agency; whoever has one gives it back, by `keep` or by `drop`. */
export interface ImportClaim {
  /** In the import's transaction, which holds the locks. */
  readonly em: EntityManager;
  /** Commits. */
  keep(): Promise<void>;
  /** Rolls back. */
  drop(): Promise<void>;
}

/**
 * Claims an agency for one import, and never waits for another: one at a time for each agency, in whichever process, and
 * two in this process.
 * @throws DomainError CONFLICT when another is under way, or too many are.
 */
export async function claimImport({ em }: Pick<Work, 'em'>, agencyId: string, runId: string): Promise<ImportClaim> {
  if (importing.has(agencyId)) throw taken();
  if (importing.size >= MOST_AT_ONCE)
    throw new DomainError('CONFLICT', 'Other agencies’ imports are under way. Start this one again when one is done.');
  importing.add(agencyId);
  const inside = em.fork({ clear: true });
  const drop = async () => {
    // When the connection is lost, the server has rolled back by itself.
    if (inside.isInTransaction()) await inside.rollback().catch(() => undefined);
    importing.delete(agencyId);
  };
  try {
    await inside.begin();
    const [agency] = await rows<{ free: boolean }>(
      inside,
      sql`select pg_try_advisory_xact_lock(${AGENCY_LOCK}::int, hashtext(${agencyId})) as free`,
    );
    if (!agency!.free) throw taken();
    await rows(inside, sql`select pg_advisory_xact_lock(${RUN_LOCK}::int, hashtext(${runId}))`);
  } catch (error) {
    await drop();
    throw error;
  }
  const keep = async () => {
    await inside.commit();
    importing.delete(agencyId);
  };
  return { em: inside, keep, drop };
}

const taken = () =>
  new DomainError('CONFLICT', 'Another import into this agency is under way. Start this one again when that is done.');

/** Marks runs that a crash left behind; a run that works, in whichever process, is let be. Call it when the product starts. */
export function failOrphanedRuns({ em, clock }: Pick<Work, 'em' | 'clock'>): Promise<number> {
  return affected(
    em,
    sql`update import_run set state = 'FAILED', rows_done = 0, finished_at = ${clock.now().toISOString()}::timestamptz,
          problems = ${JSON.stringify([problemAt(1, null, 'INTERRUPTED')])}::jsonb
        where state = 'RUNNING' and pg_try_advisory_xact_lock(${RUN_LOCK}::int, hashtext(id::text))`,
  );
}
