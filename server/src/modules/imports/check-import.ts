import type { Work } from '../permissions/index.ts';
import { findNews, Met } from './find-news.ts';
import { findPeople } from './find-people.ts';
import type { ImportFile } from './import-file.ts';
import { UnreadableFile } from './import-problem.ts';
import type { ImportProblem } from './import-run.entity.ts';
import { readBatches } from './read-batches.ts';

/** What an import of the file would do. */
export interface ImportCheck {
  rows: number;
  badRows: number;
  /** The first hundred. */
  problems: ImportProblem[];
  problemCount: number;
  /** Whether something is wrong with the file as a whole, so that no row of it can be kept. */
  unfit: boolean;
  newCandidates: number;
  existingCandidates: number;
  newApplications: number;
  newWorkExperiences: number;
  newConsents: number;
}

export interface ImportProgress {
  readonly phase: 'CHECKING' | 'WRITING';
  readonly done: number;
  /** While checking an estimate, from the lines of the file. */
  readonly total: number;
}
export type OnProgress = (progress: ImportProgress) => void | Promise<void>;

export const SHOWN_PROBLEMS = 100;

/** Reads the whole file, checks every row and counts what is new; writes nothing. Memory grows only by what Met remembers. */
export async function checkImport(
  work: Work,
  agencyId: string,
  file: ImportFile,
  onProgress: OnProgress,
): Promise<ImportCheck> {
  const check: ImportCheck = {
    rows: 0, badRows: 0, problems: [], problemCount: 0, unfit: false,
    newCandidates: 0, existingCandidates: 0, newApplications: 0, newWorkExperiences: 0, newConsents: 0,
  }; // prettier-ignore
  if (file.problems.length > 0) return unfitFor(check, file.problems);
  const met = new Met();
  try {
    for await (const batch of readBatches(work, agencyId, file)) {
      const news = await findNews(work.em, batch.good, await findPeople(work.em, batch.good), met);
      check.rows += batch.rows;
      check.badRows += batch.badRows;
      addProblems(check, batch.problems);
      check.newCandidates += news.candidates.length;
      for (const identity of news.existing.keys()) if (met.add('existing', identity)) check.existingCandidates += 1;
      check.newApplications += news.applications.length;
      check.newWorkExperiences += news.workExperiences.length;
      check.newConsents += news.consents.length;
      await onProgress({ phase: 'CHECKING', done: check.rows, total: Math.max(check.rows, file.estimatedRows) });
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
