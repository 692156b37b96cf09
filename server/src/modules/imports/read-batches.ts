import { allowsBsnBeforeApproval } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import type { ImportFile } from './import-file.ts';
import type { ImportProblem } from './import-run.entity.ts';
import { interpretRow, type ImportedRow } from './interpret-row.ts';

const BATCH = 1_000;

export interface RowBatch {
  /** Rows in which everything is right. */
  readonly good: readonly ImportedRow[];
  readonly badRows: number;
  readonly problems: readonly ImportProblem[];
  /** Rows since the last batch, good and bad. */
  readonly rows: number;
}

/** The file's rows, checked, a thousand at a time. */
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
  for await (const record of file.records()) {
    const row = interpretRow(record, setting);
    if ('problems' in row) {
      badRows += 1;
      problems.push(...row.problems);
    } else good.push(row);
    if (good.length + badRows < BATCH) continue;
    yield { good, badRows, problems, rows: good.length + badRows };
    good = [];
    problems = [];
    badRows = 0;
  }
  if (good.length + badRows > 0) yield { good, badRows, problems, rows: good.length + badRows };
}
