// cspell:ignore hashtext
import { inTransaction, affected, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { checkImport, type ImportCheck, type OnProgress } from './check-import.ts';
import { findNews, lookUpByIndex, Met } from './find-news.ts';
import { openImportFile, type ImportFile } from './import-file.ts';
import { problemAt, UnreadableFile } from './import-problem.ts';
import { ImportRunSchema, type ImportProblem, type ImportRun } from './import-run.entity.ts';
import { assertMayImport } from './may-import.ts';
import { readBatches } from './read-batches.ts';
import { openUpload, removeUpload } from './uploads.ts';
import type { OpenSource } from './text-encoding.ts';
import { writeBatch } from './write-batch.ts';

export interface ImportOrder {
  readonly agencyId: string;
  readonly source: OpenSource;
  /** Whether the good rows are kept when there are bad ones. */
  readonly skipBad: boolean;
  readonly onProgress?: OnProgress;
}

/** Held while a run lives, so that one which died can be told from one that works. */
const RUN_LOCK = 7_229_017;
/** Held while an agency's people are written: two imports at once would each find the same person new. */
const AGENCY_LOCK = 7_229_018;

/**
 * Imports a file: reads it once to check all of it, and again to write it, in one transaction. With bad rows and without
 * `skipBad` nothing is kept. The same file twice changes nothing.
 * @returns the run, DONE, or FAILED with its problems.
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export async function runImport(work: Work, order: ImportOrder): Promise<ImportRun> {
  await assertMayImport(work, order.agencyId);
  const run = await beginRun(work, order.agencyId);
  return carryOn(work, run, order);
}

/**
 * Imports a file that was sent up, and takes the upload away afterwards.
 * @param inBackground gets the rest of the work; whoever wires it sees to errors, after which the run is FAILED already.
 * @returns the run as it stands, RUNNING.
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export async function startImport(
  work: Work,
  order: { agencyId: string; uploadId: string; dir: string; skipBad: boolean },
  inBackground: (rest: () => Promise<void>) => void,
): Promise<ImportRun> {
  await assertMayImport(work, order.agencyId);
  const source = await openUpload(work, order.uploadId, order.dir);
  const run = await beginRun(work, order.agencyId);
  inBackground(async () => {
    try {
      await carryOn(work, run, { agencyId: order.agencyId, source, skipBad: order.skipBad });
    } finally {
      await removeUpload(work, order.uploadId, order.dir);
    }
  });
  return run;
}

/** Marks runs that a crash left behind; a run that works, in whichever process, is let be. Call it when the product starts. */
export function failOrphanedRuns({ em, clock }: Pick<Work, 'em' | 'clock'>): Promise<number> {
  return affected(
    em,
    sql`update import_run set state = 'FAILED', rows_done = 0, finished_at = ${clock.now().toISOString()}::timestamptz,
          problems = ${JSON.stringify([problemAt(1, null, 'INTERRUPTED')])}::jsonb
        where state = 'RUNNING' and pg_try_advisory_xact_lock(${RUN_LOCK}::int, hashtext(id::text))`,
  );
}

async function beginRun(work: Work, agencyId: string): Promise<ImportRun> {
  const em = work.em.fork();
  const startedBy = work.actor.kind === 'staff' ? work.actor.id : null;
  const run = em.create(ImportRunSchema, {
    id: newId(),
    agencyId,
    startedBy,
    state: 'RUNNING',
    problems: [],
    startedAt: work.clock.now(),
  });
  await em.flush();
  return run;
}

async function carryOn(work: Work, { id }: ImportRun, order: ImportOrder): Promise<ImportRun> {
  try {
    await inTransaction(work.em, async (em) => {
      await rows(em, sql`select pg_advisory_xact_lock(${RUN_LOCK}::int, hashtext(${id}))`);
      await importInside({ ...work, em }, work, id, order);
    });
  } catch (error) {
    const problem = error instanceof UnreadableFile ? error.problem : problemAt(1, null, 'FAILED');
    await failRun(work, id, [problem], { rows: 0, badRows: 0 });
    if (!(error instanceof UnreadableFile)) throw error;
  }
  return work.em.fork().findOneOrFail(ImportRunSchema, { id });
}

/** @param outside works beside the transaction, so that others see how far it is. */
async function importInside(inside: Work, outside: Work, id: string, order: ImportOrder): Promise<void> {
  const { agencyId, onProgress = () => undefined } = order;
  const file = await openImportFile(inside, order.source);
  await lookUpByIndex(inside.em);
  const check = await checkImport(inside, agencyId, file, onProgress);
  if (check.unfit || (check.badRows > 0 && !order.skipBad)) return failRun(inside, id, check.problems, check);

  await rows(outside.em, sql`update import_run set rows_total = ${check.rows} where id = ${id}`);
  await rows(inside.em, sql`select pg_advisory_xact_lock(${AGENCY_LOCK}::int, hashtext(${agencyId}))`);
  const added = await writeRows(inside, agencyId, file, async (done) => {
    await rows(outside.em, sql`update import_run set rows_done = ${done} where id = ${id}`);
    await onProgress({ phase: 'WRITING', done, total: check.rows });
  });
  await finishRun(inside, id, check, added);
  await recordAudit(inside, [
    {
      action: 'candidates.imported',
      subjectType: 'Agency',
      subjectId: agencyId,
      facts: { importRunId: id, rows: check.rows, skipped: check.badRows, ...added },
    },
  ]);
}

async function writeRows(inside: Work, agencyId: string, file: ImportFile, onDone: (rows: number) => Promise<void>) {
  const total = { candidates: 0, applications: 0, workExperiences: 0, consents: 0 };
  let done = 0;
  for await (const batch of readBatches(inside, agencyId, file)) {
    // What earlier batches wrote is in the database by now.
    const news = await findNews(inside.em, batch.good, new Met());
    const added = await writeBatch(inside, agencyId, news);
    total.candidates += added.candidates;
    total.applications += added.applications;
    total.workExperiences += added.workExperiences;
    total.consents += added.consents;
    done += batch.rows;
    await onDone(done);
  }
  return total;
}

/** In the importing transaction: the run is DONE exactly when its rows are there. */
async function finishRun(
  { em, clock }: Work,
  id: string,
  check: ImportCheck,
  added: Awaited<ReturnType<typeof writeRows>>,
): Promise<void> {
  const updated = await affected(
    em,
    sql`update import_run set state = 'DONE', rows_done = rows_total, candidates_added = ${added.candidates}, applications_added = ${added.applications},
          work_experiences_added = ${added.workExperiences}, consents_added = ${added.consents}, skipped = ${check.badRows},
          problems = ${JSON.stringify(check.problems)}::jsonb, finished_at = ${clock.now().toISOString()}::timestamptz
        where id = ${id} and state = 'RUNNING'`,
  );
  if (updated !== 1) throw new Error('The import was called off while it ran.');
}

async function failRun(
  { em, clock }: Work,
  id: string,
  problems: readonly ImportProblem[],
  check: { rows: number; badRows: number },
): Promise<void> {
  await rows(
    em,
    sql`update import_run set state = 'FAILED', rows_total = ${check.rows}, rows_done = 0, skipped = ${check.badRows},
          problems = ${JSON.stringify(problems)}::jsonb, finished_at = ${clock.now().toISOString()}::timestamptz
        where id = ${id}`,
  );
}
