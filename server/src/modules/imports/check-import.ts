import type { Work } from '../permissions/index.ts';
import type { ImportFile } from './import-file.ts';
import { UnreadableFile } from './import-problem.ts';
import type { ImportProblem } from './import-run.entity.ts';
import { readBatches, type RowBatch } from './read-batches.ts';

/** Whether a file can be imported. */
export interface ImportCheck {
  rows: number;
  badRows: number;
  /** The first hundred. */
  problems: ImportProblem[];
  problemCount: number;
  /** Whether something is wrong with the file as a whole, so that no row of it can be kept. */
  unfit: boolean;
}

export interface ImportProgress {
  readonly phase: 'CHECKING' | 'WRITING';
  readonly done: number;
  /** While checking an estimate, from how much of the file has been read. */
  readonly total: number;
}
export type OnProgress = (progress: ImportProgress) => void | Promise<void>;

export const SHOWN_PROBLEMS = 100;

/**
 * Reads the whole file and checks every row; looks nothing up and writes nothing.
 * @param onBatch gets each batch of rows, and how far the check is.
 */
export async function checkImport(
  work: Work,
  agencyId: string,
  file: ImportFile,
  onBatch: (batch: RowBatch, progress: ImportProgress) => void | Promise<void>,
): Promise<ImportCheck> {
  const check: ImportCheck = { rows: 0, badRows: 0, problems: [], problemCount: 0, unfit: false };
  if (file.problems.length > 0) return unfitFor(check, file.problems);
  try {
    for await (const batch of readBatches(work, agencyId, file)) {
      check.rows += batch.rows;
      check.badRows += batch.badRows;
      addProblems(check, batch.problems);
      const total = batch.share < 1 ? Math.round(check.rows / batch.share) : check.rows;
      await onBatch(batch, { phase: 'CHECKING', done: check.rows, total });
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return unfitFor(check, [error.problem]);
  }
  return check;
}

function addProblems(check: ImportCheck, problems: readonly ImportProblem[]): void {
  check.problemCount += problems.length;
  check.problems.push(...problems.slice(0, SHOWN_PROBLEMS - check.problems.length));
}

function unfitFor(check: ImportCheck, problems: readonly ImportProblem[]): ImportCheck {
  addProblems(check, problems);
  check.unfit = true;
  return check;
}
