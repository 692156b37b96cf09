import {
  affected,
  arrayOf,
  inTransaction,
  isAboutRows,
  rows,
  sql,
  sqlStateOf,
  type EntityManager,
} from '../../../platform/database/index.ts';
import { lockTrail, recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { eraseInTransaction } from '../carry-out-erasures.ts';
import { ErasureRunSchema, type ErasureRun } from './erasure-run.entity.ts';

/** People a transaction: batches of 500–2,000 cost almost nothing against one big one, and a crash loses only the last. */
const BATCH = 500;
/** Batches at a time: while the database overwrites the people of one, the proofs and mails of the other are made. */
const LANES = 2;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

export interface RunOptions {
  /** Called after each committed batch, for progress and for keeping a job's lock. */
  onBatch?: () => void | Promise<void>;
  /** Aborted: the batches that are under way are finished, and no other is begun (F7). */
  signal?: AbortSignal;
  /** Batches that are under way at the same time, each on a connection of its own. */
  lanes?: number;
}

/**
 * Carries out what is left of a run, and closes it when nobody is left. Any number of processes may do so at once, and any of
 * them may die: a batch is claimed, erased and crossed off in one transaction, so each person is done once (F1, F2).
 *
 * A person whose data the database refuses is FAILED, and holds nobody else up. Anything else that goes wrong ends the
 * attempt, and leaves the run to the next one.
 */
export async function carryOutRun(work: Work, runId: string, options: RunOptions = {}): Promise<ErasureRun> {
  const { lanes = LANES } = options;
  const load = () => work.em.fork().findOneOrFail(ErasureRunSchema, { id: runId });
  const run = await load();
  if (run.state === 'RUNNING') {
    // The people of a run have only just come: without figures about them, each batch would look at all of them.
    if (run.people > BATCH) await rows(work.em.fork(), sql`analyze erasure_run_person`);
    const ends = await Promise.allSettled(Array.from({ length: lanes }, () => lane(work, run, options)));
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken) {
      await noteProblem(work, run, broken.reason);
      throw broken.reason;
    }
    await close(work, run);
  }
  return load();
}

async function lane(work: Work, run: ErasureRun, { onBatch, signal }: RunOptions): Promise<void> {
  let after = BEFORE_ALL;
  /** First what nobody else is at; then whatever is left, waiting for whoever holds it: a claim that was given up comes free. */
  let waits = false;
  while (!signal?.aborted) {
    const last = await carryOutBatch(work, run, (em) => claim(em, run, { after, waits }));
    if (last !== undefined) {
      after = last;
      await onBatch?.();
    } else if (waits) return;
    else {
      after = BEFORE_ALL;
      waits = true;
    }
  }
}

/** @returns the last person of the batch; undefined when there was nobody to claim. */
async function carryOutBatch(
  work: Work,
  run: ErasureRun,
  claimPeople: (em: EntityManager) => Promise<string[]>,
): Promise<string | undefined> {
  let people: string[] = [];
  try {
    await inTransaction(work.em, async (em) => {
      people = await claimPeople(em);
      if (people.length > 0) await eraseClaimed({ ...work, em }, run, people);
    });
  } catch (error) {
    if (!isAboutRows(error) || people.length === 0) throw error;
    if (people.length === 1) await fail(work, run, people[0]!, error);
    else {
      // Somebody in it can't be erased: by halves he is found, and the others go.
      const half = Math.ceil(people.length / 2);
      for (const part of [people.slice(0, half), people.slice(half)])
        await carryOutBatch(work, run, (em) => claimThese(em, run, part));
    }
  }
  return people.at(-1);
}

async function claim(
  em: EntityManager,
  run: ErasureRun,
  { after, waits }: { after: string; waits: boolean },
): Promise<string[]> {
  const found = await rows<{ candidate_id: string }>(
    em,
    sql`select i.candidate_id from erasure_run_person i
        where i.run_id = ${run.id} and i.state = 'WAITING' and i.candidate_id > ${after}
          and exists (select from erasure_run r where r.id = ${run.id} and r.state = 'RUNNING' and r.cancel_requested_at is null)
        order by i.candidate_id limit ${BATCH}
        for update of i ${sql.raw(waits ? '' : 'skip locked')}`,
  );
  return found.map((one) => one.candidate_id);
}

async function claimThese(em: EntityManager, run: ErasureRun, people: readonly string[]): Promise<string[]> {
  const found = await rows<{ candidate_id: string }>(
    em,
    sql`select candidate_id from erasure_run_person
        where run_id = ${run.id} and state = 'WAITING' and candidate_id = any(${arrayOf(people)}::uuid[])
        order by candidate_id for update`,
  );
  return found.map((one) => one.candidate_id);
}

async function eraseClaimed(work: Work, run: ErasureRun, candidateIds: readonly string[]): Promise<void> {
  const { erased, skipped } = await eraseInTransaction(work, {
    agencyId: run.agencyId,
    candidateIds,
    way: run.trigger === 'DAILY' ? 'DUE_DATE' : 'STAFF',
    // Whom an employee chose goes whether or not a plan says so.
    onlyWhenDue: run.trigger !== 'BULK',
    onlyByItself: run.trigger === 'DAILY',
  });
  const outcomes = [
    { state: 'ERASED', reason: null, people: erased },
    ...[...Map.groupBy(skipped, (one) => one.reason)].map(([reason, people]) => ({ state: 'SKIPPED', reason, people })),
  ];
  for (const { state, reason, people } of outcomes)
    await rows(
      work.em,
      sql`update erasure_run_person set state = ${state}, reason = ${reason}
          where run_id = ${run.id} and candidate_id = any(${arrayOf(people.map((one) => one.candidateId))}::uuid[])`,
    );
  await count(work.em, run, { erased: erased.length, skipped: skipped.length });
}

async function fail(work: Work, run: ErasureRun, candidateId: string, error: unknown): Promise<void> {
  await inTransaction(work.em, async (em) => {
    const failed = await affected(
      em,
      sql`update erasure_run_person set state = 'FAILED', reason = 'DATA_REFUSED'
          where run_id = ${run.id} and candidate_id = ${candidateId} and state = 'WAITING'`,
    );
    await count(em, run, { failed, problem: sqlStateOf(error) ?? null });
  });
}

/** The row of the run is touched last, so that the batches wait for one another as shortly as can be. */
function count(
  em: EntityManager,
  { id }: ErasureRun,
  {
    erased = 0,
    skipped = 0,
    failed = 0,
    problem = null,
  }: { erased?: number; skipped?: number; failed?: number; problem?: string | null },
) {
  return rows(
    em,
    sql`update erasure_run set erased = erased + ${erased}, skipped = skipped + ${skipped}, failed = failed + ${failed},
          problem = coalesce(${problem}, case when failed > 0 then problem end)
        where id = ${id}`,
  );
}

async function noteProblem(work: Work, run: ErasureRun, error: unknown): Promise<void> {
  const code = sqlStateOf(error) ?? (error instanceof Error ? error.name : 'UNKNOWN');
  // When the database itself is gone, so is the place to note that; the attempt's own error is what matters.
  await rows(work.em.fork(), sql`update erasure_run set problem = ${code} where id = ${run.id}`).catch(() => undefined);
}

/** Once, by whoever comes first to where nobody is left, or where it was to be stopped. */
function close(work: Work, { id, agencyId }: ErasureRun): Promise<void> {
  return inTransaction(work.em, async (em) => {
    await lockTrail(em);
    const [closed] = await rows<{ state: string; erased: number; skipped: number; failed: number }>(
      em,
      sql`with left_over as (select exists (select from erasure_run_person where run_id = ${id} and state = 'WAITING') as any)
          update erasure_run r
          set state = case when left_over.any then 'CANCELLED' else 'DONE' end, finished_at = ${work.clock.now().toISOString()}::timestamptz
          from left_over
          where r.id = ${id} and r.state = 'RUNNING' and (r.cancel_requested_at is not null or not left_over.any)
          returning r.state, r.erased, r.skipped, r.failed`,
    );
    if (!closed) return;
    const { state, erased, skipped, failed } = closed;
    await recordAudit({ ...work, em }, [
      {
        action: 'erasure-run.ended',
        subjectType: 'ErasureRun',
        subjectId: id,
        agencyId,
        facts: { state, erased, skipped, failed },
      },
    ]);
  });
}
