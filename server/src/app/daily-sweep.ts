import {
  carryOutDueErasures,
  claimSweep,
  finishSweep,
  planErasures,
  renewSweep,
} from '../modules/anonymisation/index.ts';
import { noteFailedNotices, sendNotices } from '../modules/contact-moments/index.ts';
import type { Work } from '../modules/permissions/index.ts';
import { rows, sql } from '../platform/database/index.ts';

export interface SweepCounts {
  planned: number;
  noticed: number;
  erased: number;
  skipped: number;
}

/** Plans, mails and erases, agency by agency. Repeatable: a second run finds nothing left to do. */
export async function sweep(work: Work, onBatch: () => void | Promise<void> = () => undefined): Promise<SweepCounts> {
  const counts: SweepCounts = { planned: 0, noticed: 0, erased: 0, skipped: 0 };
  await noteFailedNotices(work);
  const agencies = await rows<{ id: string }>(work.em, sql`select id from agency order by id`);
  for (const { id } of agencies) {
    counts.planned += (await planErasures(work, id)).planned;
    counts.noticed += await sendNotices(work, id, onBatch);
    const done = await carryOutDueErasures(work, id, onBatch);
    counts.erased += done.erased;
    counts.skipped += done.skipped;
    await onBatch();
  }
  return counts;
}

/** Once a calendar day in Amsterdam, by whichever process comes first; a day that was missed is made up for. */
export async function dailySweep(work: Work, keepAlive: () => Promise<void>): Promise<SweepCounts | undefined> {
  const day = await claimSweep(work);
  if (day === undefined) return undefined;
  const counts = await sweep(work, async () => {
    await renewSweep(work, day);
    await keepAlive();
  });
  await finishSweep(work, day, counts);
  return counts;
}
