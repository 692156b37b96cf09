import { affected, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { checkImport, type ImportCheck, type OnProgress } from './check-import.ts';
import { findNews, lookUpByIndex, Met } from './find-news.ts';
import { lockPeople } from './find-people.ts';
import { claimImport, type ImportClaim } from './import-claim.ts';
import { openImportFile, type ImportFile } from './import-file.ts';
import { problemAt, UnreadableFile } from './import-problem.ts';
import { ImportRunSchema, type ImportProblem, type ImportRun } from './import-run.entity.ts';
import { assertMayImport } from './may-import.ts';
import { readBatches } from './read-batches.ts';
import { claimUpload, openUpload, removeUpload } from './uploads.ts';
import type { OpenSource } from './text-encoding.ts';
import { writeBatch } from './write-batch.ts';

export interface ImportOrder {
  readonly agencyId: string;
  readonly source: OpenSource;
  /** Whether the good rows are kept when there are bad ones. */
  readonly skipBad: boolean;
  readonly onProgress?: OnProgress;
}

/** A run that has begun, and the claim that it holds until it ends. */
interface BegunRun {
  readonly run: ImportRun;
  readonly claim: ImportClaim;
}

/**
 * Imports a file: reads it once to check all of it, and again to write it, in one transaction. With bad rows and without
 * `skipBad` nothing is kept. The same file twice changes nothing.
 * @returns the run, DONE, or FAILED with its problems.
 * @throws DomainError FORBIDDEN, NOT_FOUND, or CONFLICT when another import is under way.
 */
export async function runImport(work: Work, order: ImportOrder): Promise<ImportRun> {
  await assertMayImport(work, order.agencyId);
  return carryOn(work, await beginRun(work, order.agencyId), order);
}

/**
 * Imports a file that was sent up, and takes the upload away afterwards. An upload is imported once: whoever comes second
 * finds it gone.
 * @param inBackground gets the rest of the work; whoever wires it sees to errors, after which the run is FAILED already.
 * @returns the run as it stands, RUNNING.
 * @throws DomainError FORBIDDEN, NOT_FOUND, or CONFLICT when another import is under way; the upload then stays.
 */
export async function startImport(
  work: Work,
  order: { agencyId: string; uploadId: string; dir: string; skipBad: boolean },
  inBackground: (rest: () => Promise<void>) => void,
): Promise<ImportRun> {
  await assertMayImport(work, order.agencyId);
  const source = await openUpload(work, order.uploadId, order.dir);
  const begun = await beginRun(work, order.agencyId, () => claimUpload(work, order.uploadId, order.dir));
  inBackground(async () => {
    try {
      await carryOn(work, begun, { agencyId: order.agencyId, source, skipBad: order.skipBad });
    } finally {
      await removeUpload(work, order.uploadId, order.dir);
    }
  });
  return begun.run;
}

/** @param claimSource claims what is imported, once the agency is ours. */
async function beginRun(
  work: Work,
  agencyId: string,
  claimSource: () => Promise<void> = () => Promise.resolve(),
): Promise<BegunRun> {
  const id = newId();
  const claim = await claimImport(work, agencyId, id);
  try {
    await claimSource();
    // Beside the transaction, so that others see it.
    const em = work.em.fork();
    const run = em.create(ImportRunSchema, {
      id,
      agencyId,
      startedBy: worksForAgency(work.actor) ? work.actor.id : null,
      state: 'RUNNING',
      problems: [],
      startedAt: work.clock.now(),
    });
    await em.flush();
    return { run, claim };
  } catch (error) {
    await claim.drop();
    throw error;
  }
}

async function carryOn(work: Work, { run: { id }, claim }: BegunRun, order: ImportOrder): Promise<ImportRun> {
  try {
    await importInside({ ...work, em: claim.em }, work, id, order);
    await claim.keep();
  } catch (error) {
    await claim.drop();
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
  const check = await checkImport(inside, agencyId, file, (_batch, progress) => onProgress(progress));
  if (check.unfit || (check.badRows > 0 && !order.skipBad)) return failRun(inside, id, check.problems, check);

  await rows(outside.em, sql`update import_run set rows_total = ${check.rows} where id = ${id}`);
  await lookUpByIndex(inside.em);
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
    const people = await lockPeople(inside.em, batch.good);
    // What earlier batches wrote is in the database by now.
    const news = await findNews(inside.em, people.batch, people.existing, new Met());
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
