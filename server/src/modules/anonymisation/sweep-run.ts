import { defineEntity, p } from '@mikro-orm/postgresql';
import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { declareImpersonal } from '../personal-data/index.ts';

/** The daily sweep of one calendar day in Amsterdam; its key is what makes it one. */
export const SweepRunSchema = defineEntity({
  name: 'SweepRun',
  tableName: 'sweep_run',
  properties: {
    day: p.date().primary(),
    /** Renewed while it works; a claim that has grown old belongs to a process that died. */
    claimedAt: p.datetime(3),
    finishedAt: p.datetime(3).nullable(),
    planned: p.integer().default(0),
    noticed: p.integer().default(0),
  },
});
// prettier-ignore
export const sweepRunData = declareImpersonal(SweepRunSchema, {
  day: 'TECHNICAL', claimedAt: 'TECHNICAL', finishedAt: 'TECHNICAL', planned: 'MANAGEMENT', noticed: 'MANAGEMENT',
});

const ABANDONED_AFTER_MS = 15 * 60_000;

/**
 * Claims today's sweep; undefined when it was done, or is being done by a living process. A claim out of the future was made
 * before the clock was set back, and would else stand until it is reached.
 */
export async function claimSweep(work: Work): Promise<LocalDate | undefined> {
  const now = work.clock.now();
  const [abandoned, toCome] = [-1, 1].map((way) => new Date(now.getTime() + way * ABANDONED_AFTER_MS).toISOString());
  const [claimed] = await rows<{ day: LocalDate }>(
    work.em,
    sql`insert into sweep_run (day, claimed_at) values (${work.clock.today()}::date, ${now.toISOString()}::timestamptz)
        on conflict (day) do update set claimed_at = excluded.claimed_at
        where sweep_run.finished_at is null
          and (sweep_run.claimed_at < ${abandoned}::timestamptz or sweep_run.claimed_at > ${toCome}::timestamptz)
        returning day::text`,
  );
  return claimed?.day;
}

export async function renewSweep(work: Work, day: LocalDate): Promise<void> {
  await rows(
    work.em,
    sql`update sweep_run set claimed_at = ${work.clock.now().toISOString()}::timestamptz where day = ${day}::date`,
  );
}

/** Gives a claim back that was not finished, so that whoever comes next goes on with it at once. */
export async function leaveSweep(work: Work, day: LocalDate): Promise<void> {
  await rows(work.em, sql`update sweep_run set claimed_at = '-infinity' where day = ${day}::date`);
}

export async function finishSweep(
  work: Work,
  day: LocalDate,
  counts: { planned: number; noticed: number },
): Promise<void> {
  await rows(
    work.em,
    sql`update sweep_run
        set finished_at = ${work.clock.now().toISOString()}::timestamptz, planned = ${counts.planned}, noticed = ${counts.noticed}
        where day = ${day}::date`,
  );
}
