import { affected, arrayOf, inTransaction, rows, sql, type Sql } from '../../../platform/database/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { worksForAgency, type Work } from '../../permissions/index.ts';
import { erasureRefusal } from '../../retention/index.ts';
import { goesByItself } from '../by-itself.ts';
import type { ResidualIdentifiability } from '../residual-identifiability.ts';
import type { RunTrigger } from './erasure-run.entity.ts';

export interface RunOrder {
  agencyId: string;
  trigger: RunTrigger;
  /** SQL over `erasure_plan p`, `candidate c` and `retention_policy policy`: whose plans; everybody's who is due when left out. */
  whose?: Sql<boolean>;
  /** These people, with a plan or without. */
  candidateIds?: readonly string[];
  /** What is to be expected of it, to be kept with it. */
  before?: readonly ResidualIdentifiability[];
}

export const isDue = (work: Work): Sql<boolean> =>
  sql<boolean>`(p.state = 'PLANNED' and p.due_on <= ${work.clock.today()}::date)`;

/**
 * Opens a run: chooses its people in one statement, and erases nobody yet.
 * @returns its id; of the run that is under way already, which they join, where an agency can have one; undefined when there is nobody for it.
 */
export const openRun = (work: Work, order: RunOrder): Promise<string | undefined> =>
  inTransaction(work.em, (em) => openRunInTransaction({ ...work, em }, order));

/** The same, in the transaction of whoever calls it; its audit entry is the last thing that it does there. */
export async function openRunInTransaction(work: Work, order: RunOrder): Promise<string | undefined> {
  const { em } = work;
  const { agencyId, trigger } = order;
  const [opened] = await rows<{ id: string }>(
    em,
    sql`insert into erasure_run (id, agency_id, trigger, started_by, started_at, identifiability_before)
        values (uuidv7(), ${agencyId}, ${trigger}, ${worksForAgency(work.actor) ? work.actor.id : null}, ${work.clock.now().toISOString()}::timestamptz,
          ${order.before ? JSON.stringify(order.before) : null}::jsonb)
        on conflict (agency_id, trigger) where state = 'RUNNING' and trigger in ('DAILY', 'STAFF') do nothing
        returning id`,
  );
  if (!opened) return joinRunUnderWay(work, order);
  const people = await choosePeople(work, opened.id, order);
  if (people === 0) {
    await rows(em, sql`delete from erasure_run where id = ${opened.id}`);
    return undefined;
  }
  await rows(em, sql`update erasure_run set people = ${people} where id = ${opened.id}`);
  await recordAudit(work, [
    {
      action: 'erasure-run.started',
      subjectType: 'ErasureRun',
      subjectId: opened.id,
      agencyId,
      facts: { people, trigger },
    },
  ]);
  return opened.id;
}

const peopleOf = (work: Work, { agencyId, candidateIds, whose = isDue(work) }: RunOrder): Sql =>
  candidateIds
    ? sql`select c.id as candidate_id from candidate c where c.agency_id = ${agencyId} and c.id = any(${arrayOf(candidateIds)}::uuid[])`
    : sql`select p.candidate_id
          from erasure_plan p
          join candidate c on c.id = p.candidate_id
          join retention_policy policy on policy.agency_id = c.agency_id
          where c.agency_id = ${agencyId} and ${whose}`;

/** Of what goes by itself (H31, D13): the agency's run of today, if anybody is due. Who is held is looked at anew each day (B5). */
export const openDailyRun = (work: Work, agencyId: string): Promise<string | undefined> =>
  openRun(work, {
    agencyId,
    trigger: 'DAILY',
    whose: sql<boolean>`(${isDue(work)} and ${goesByItself} and ${erasureRefusal(work.clock.today())} is null)`,
  });

/** @returns how many came to it. */
const choosePeople = (work: Work, runId: string, order: RunOrder): Promise<number> =>
  affected(
    work.em,
    sql`insert into erasure_run_person (run_id, candidate_id, state)
        select ${runId}, chosen.candidate_id, 'WAITING' from (${peopleOf(work, order)}) chosen
        on conflict do nothing`,
  );

/** Who has come to his day since the run began goes along with it, so that a long run keeps nobody a day too long. */
async function joinRunUnderWay(work: Work, order: RunOrder): Promise<string | undefined> {
  const { em } = work;
  const { agencyId, trigger } = order;
  // Locked, so that it can't end in between.
  const [found] = await rows<{ id: string; stopping: boolean }>(
    em,
    sql`select id, cancel_requested_at is not null as stopping from erasure_run
        where agency_id = ${agencyId} and trigger = ${trigger} and state = 'RUNNING' for update`,
  );
  if (!found) return openRunInTransaction(work, order);
  const people = found.stopping ? 0 : await choosePeople(work, found.id, order);
  if (people > 0) {
    await rows(em, sql`update erasure_run set people = people + ${people} where id = ${found.id}`);
    await recordAudit(work, [
      {
        action: 'erasure-run.joined',
        subjectType: 'ErasureRun',
        subjectId: found.id,
        agencyId,
        facts: { people, trigger },
      },
    ]);
  }
  return found.id;
}
