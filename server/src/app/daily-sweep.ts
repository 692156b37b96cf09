import {
  claimSweep,
  finishSweep,
  leaveSweep,
  openDailyRun,
  planByRules,
  planBySurvey,
  planErasures,
  renewSweep,
} from '../modules/anonymisation/index.ts';
import { removeExpiredDocuments } from '../modules/documents/index.ts';
import { noteFailedNotices, sendNotices } from '../modules/contact-moments/index.ts';
import { removeUnusedAccounts } from '../modules/portal-accounts/index.ts';
import type { Work } from '../modules/permissions/index.ts';
import { rows, sql } from '../platform/database/index.ts';

export interface SweepCounts {
  /** Documents that were older than the term of their type (H53). */
  documents: number;
  planned: number;
  noticed: number;
  /** Accounts on the portal that nobody used for two years: mailed, and removed (D6). */
  accountsWarned: number;
  accountsRemoved: number;
}

export interface SweepOptions {
  /** Called after each committed step, for keeping a job's lock. */
  onBatch?: () => void | Promise<void>;
  /** Aborted: the step that is under way is finished, and the rest is left to the next time (F7). */
  signal?: AbortSignal;
}

/**
 * Clears documents away, plans, mails, and opens the run of whoever is due, agency by agency; `carryOutOpenRuns` erases them. Repeatable: a second
 * time it finds nothing left to do.
 */
export async function sweep(work: Work, options: SweepOptions = {}): Promise<SweepCounts> {
  const { onBatch, signal } = options;
  const counts: SweepCounts = { documents: 0, planned: 0, noticed: 0, accountsWarned: 0, accountsRemoved: 0 };
  counts.documents = await removeExpiredDocuments(work, options);
  if (signal?.aborted) return counts;
  await noteFailedNotices(work);
  const problems: unknown[] = [];
  const onProblem = (error: unknown) => problems.push(error);
  counts.planned += (await planByRules(work, { onSet: onBatch, onProblem })).planned;
  const agencies = await rows<{ id: string }>(work.em, sql`select id from agency order by id`);
  for (const { id } of agencies) {
    if (signal?.aborted) break;
    try {
      // A survey asks sooner than the end of a term does.
      counts.planned += await planBySurvey(work, id);
      counts.planned += (await planErasures(work, id)).planned;
      counts.noticed += await sendNotices(work, id, options);
      if (!signal?.aborted) await openDailyRun(work, id);
    } catch (error) {
      // What is wrong with one agency's people holds up nobody else's; it is told of at the end.
      onProblem(error);
    }
    await onBatch?.();
  }
  if (!signal?.aborted) {
    const accounts = await removeUnusedAccounts(work, options);
    counts.accountsWarned = accounts.warned;
    counts.accountsRemoved = accounts.removed;
  }
  if (problems.length > 0) throw problems[0];
  return counts;
}

/**
 * Once a calendar day in Amsterdam, by whichever process comes first; a day that was missed is made up for, and what a process
 * that was asked to stop has left is done by the next one.
 */
export async function dailySweep(work: Work, { onBatch, signal }: SweepOptions = {}): Promise<SweepCounts | undefined> {
  if (signal?.aborted) return undefined;
  const day = await claimSweep(work);
  if (day === undefined) return undefined;
  const counts = await sweep(work, {
    onBatch: async () => {
      await renewSweep(work, day);
      await onBatch?.();
    },
    ...(signal ? { signal } : {}),
  });
  if (signal?.aborted) {
    await leaveSweep(work, day);
    return undefined;
  }
  await finishSweep(work, day, counts);
  return counts;
}
