import { rows, sql } from '../../../platform/database/index.ts';
import type { Work } from '../../permissions/index.ts';
import { carryOutRun, type RunOptions } from './carry-out-run.ts';
import { openDailyRun } from './open-run.ts';

export interface RunCounts {
  erased: number;
  skipped: number;
  failed: number;
}

/** Carries out every run that is open, the oldest first. One that can't go on holds up no other, and is told of at the end. */
export async function carryOutOpenRuns(work: Work, options: RunOptions = {}): Promise<RunCounts> {
  const total: RunCounts = { erased: 0, skipped: 0, failed: 0 };
  const problems: unknown[] = [];
  const open = await rows<{ id: string }>(
    work.em,
    sql`select id from erasure_run where state = 'RUNNING' order by started_at, id`,
  );
  for (const { id } of open) {
    if (options.signal?.aborted) break;
    try {
      const run = await carryOutRun(work, id, options);
      for (const what of ['erased', 'skipped', 'failed'] as const) total[what] += run[what];
    } catch (error) {
      problems.push(error);
    }
  }
  if (problems.length > 0) throw problems[0];
  return total;
}

/** Erases whoever is due in one agency and goes by himself, now: the run of today, from its opening to its end. */
export async function carryOutDueErasures(work: Work, agencyId: string, options: RunOptions = {}): Promise<RunCounts> {
  const id = await openDailyRun(work, agencyId);
  if (id === undefined) return { erased: 0, skipped: 0, failed: 0 };
  const { erased, skipped, failed } = await carryOutRun(work, id, options);
  return { erased, skipped, failed };
}
