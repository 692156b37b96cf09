import { erasedAmong } from '../anonymisation/index.ts';
import { allowsBsnBeforeApproval } from '../candidates/index.ts';
import { worksForAgency, type Actor, type Work } from '../permissions/index.ts';
import { findPeople } from './find-people.ts';
import type { ImportFile } from './import-file.ts';
import { problemAt } from './import-problem.ts';
import type { ImportProblem } from './import-run.entity.ts';
import { interpretRow, type ImportedRow } from './interpret-row.ts';

/**
 * Rows of a batch. They lie in memory while the database writes them: of a thousand so much outlived the quick
 * collections of garbage that a run grew with the file, and five hundred take no more time.
 */
const BATCH = 500;

export interface RowBatch {
  /** Rows in which everything is right. */
  readonly good: readonly ImportedRow[];
  readonly badRows: number;
  readonly problems: readonly ImportProblem[];
  /** Rows since the last batch, good and bad. */
  readonly rows: number;
  /** How much of the file has been read, up to 1; an estimate. */
  readonly share: number;
}

/** The file's rows, checked, five hundred at a time. */
export async function* readBatches(work: Work, agencyId: string, file: ImportFile): AsyncGenerator<RowBatch> {
  const setting = {
    agencyId,
    columns: file.columns,
    today: work.clock.today(),
    secrets: work.secrets,
    bsnBeforeApproval: await allowsBsnBeforeApproval(work, agencyId),
  };
  let good: ImportedRow[] = [];
  let problems: ImportProblem[] = [];
  let badRows = 0;
  let ends = 0;
  const batch = (share: number) =>
    withoutErased(work, agencyId, { good, badRows, problems, rows: good.length + badRows, share });
  for await (const record of file.records()) {
    // Only when there is more: the last batch is the one with which the file has been read.
    if (good.length + badRows === BATCH) {
      yield await batch(Math.min(1, ends / file.length));
      good = [];
      problems = [];
      badRows = 0;
    }
    const row = interpretRow(record, setting);
    if ('problems' in row) {
      badRows += 1;
      problems.push(...row.problems);
    } else good.push(row);
    ends = record.ends;
  }
  if (good.length + badRows > 0) yield await batch(1);
}

/** Of whom a file may say whether he was here: of nobody, to who may not look at people (D17). */
const isToldOfPeople = (actor: Actor) => !worksForAgency(actor) || actor.rights.permissions.has('candidate:read');

/** Whoever was erased is not brought back by a file (B13). Who is there is nobody who was erased, even where they shared a mailbox. */
async function withoutErased(work: Work, agencyId: string, batch: RowBatch): Promise<RowBatch> {
  const erased = await erasedAmong(work, agencyId, [...new Set(batch.good.flatMap((row) => row.identities))]);
  if (erased.size === 0) return batch;
  const known = await findPeople(work.em, batch.good);
  const back = (row: ImportedRow) =>
    !known.has(row.identity) && row.identities.some((identity) => erased.has(identity));
  const refused = batch.good.filter(back);
  const good = batch.good.filter((row) => !back(row));
  // His row is passed over in silence: were it refused, the file would have been asked whether he was erased.
  if (!isToldOfPeople(work.actor)) return { ...batch, good };
  return {
    ...batch,
    good,
    badRows: batch.badRows + refused.length,
    problems: [...batch.problems, ...refused.map((row) => problemAt(row.line, null, 'ERASED_BEFORE'))],
  };
}
