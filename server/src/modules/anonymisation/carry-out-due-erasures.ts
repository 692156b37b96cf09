import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { goesByItself } from './by-itself.ts';
import { carryOutErasures } from './carry-out-erasures.ts';

/** People a transaction: batches of 500–2,000 cost almost nothing against one big one, and a crash loses only the last. */
const BATCH = 1_000;
/** People a selection: it looks at everybody who is due, and would take as long as erasing if it was made for every batch. */
const SELECTION = 10_000;
/** Batches at a time: while the database overwrites the people of one, the proofs and mails of the other are made. */
const LANES = 2;

export interface SweepOutcome {
  erased: number;
  skipped: number;
}

/**
 * Erases whoever's plan is due, in one agency, as far as its settings let that happen by itself (H31, D13): the rest waits
 * for a person's click. Where contact moments are set up, nobody goes before a notice has left (C65).
 * @param onBatch called after each committed batch, for progress and for keeping a job's lock.
 * @param lanes batches that are under way at the same time, each on a connection of its own.
 */
export async function carryOutDueErasures(
  work: Work,
  agencyId: string,
  onBatch: (done: SweepOutcome) => void | Promise<void> = () => undefined,
  lanes = LANES,
): Promise<SweepOutcome> {
  const done: SweepOutcome = { erased: 0, skipped: 0 };
  const batches = dueBatches(work, agencyId);
  const lane = async () => {
    // All lanes take from the same batches; the first that fails ends them for the others.
    for await (const candidateIds of batches) {
      const outcome = await carryOutErasures(work, { agencyId, candidateIds, way: 'DUE_DATE', onlyWhenDue: true });
      done.erased += outcome.erased.length;
      done.skipped += outcome.skipped.length;
      await onBatch(done);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return done;
}

/** Everybody who is due, a batch at a time; whoever was passed over does not come back in the same run. */
async function* dueBatches(work: Work, agencyId: string): AsyncGenerator<string[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const due = await rows<{ candidate_id: string }>(
      work.em,
      sql`select p.candidate_id
          from erasure_plan p
          join candidate c on c.id = p.candidate_id
          join retention_policy policy on policy.agency_id = c.agency_id
          where p.state = 'PLANNED' and p.due_on <= ${work.clock.today()}::date
            and c.agency_id = ${agencyId} and p.candidate_id > ${after}
            and ${goesByItself}
          order by p.candidate_id
          limit ${SELECTION}`,
    );
    const candidateIds = due.map((one) => one.candidate_id);
    for (let start = 0; start < candidateIds.length; start += BATCH) yield candidateIds.slice(start, start + BATCH);
    if (candidateIds.length < SELECTION) return;
    after = candidateIds.at(-1)!;
  }
}
