import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { staffActor } from '../../../../test-kit/staff.ts';
import { inTransaction, rows, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { lockTrail } from '../../audit/index.ts';
import type { SystemActor } from '../../permissions/index.ts';
import { HoldSchema, updateTerms } from '../../retention/index.ts';
import { ContactMomentSchema, DEFAULT_CONTACT_MOMENT } from '../../contact-moments/index.ts';
import { carryOutPlans } from '../carry-out-plans.ts';
import { planErasures } from '../plan-erasures.ts';
import { carryOutDueErasures, carryOutOpenRuns } from './carry-out-open-runs.ts';
import { carryOutRun } from './carry-out-run.ts';
import { ErasureRunSchema } from './erasure-run.entity.ts';
import { openDailyRun, openRun } from './open-run.ts';
import { cancelRun, retryRun } from './steer-run.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('a run', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product, { autoEraseCandidates: true }, { withNotice: false })).id;
  });

  const work = () => product.workAs(SYSTEM);
  const ask = <Row>(query: ReturnType<typeof sql>) => rows<Row>(product.orm.em.fork(), query as never);
  const runOf = (id: string) => product.orm.em.fork().findOneOrFail(ErasureRunSchema, { id });

  /** People whose term has ended, and who are planned. */
  async function due(count: number): Promise<string[]> {
    await product.orm.em.execute(
      `insert into candidate (id, agency_id, last_name, registration_kind, registered_on)
       select uuidv7(), '${agencyId}', 'Vos', 'CHECKIN_FORM', '2026-01-01' from generate_series(1, ${String(count)})`,
    );
    await updateTerms(product.orm.em.fork(), { agencyId });
    await planErasures(work(), agencyId);
    const people = await ask<{ id: string }>(sql`select id from candidate where agency_id = ${agencyId} order by id`);
    return people.map(({ id }) => id);
  }

  /** What there is of each person: everything exactly once, or nothing at all. */
  async function proofs() {
    const [found] = await ask<{ people: number; receipts: number; entries: number; plans: number }>(sql`
      select count(*)::int as people,
        (select count(*)::int from erasure_receipt r where r.agency_id = ${agencyId}) as receipts,
        (select count(*)::int from audit_entry e where e.agency_id = ${agencyId} and e.action = 'candidate.anonymised') as entries,
        (select count(*)::int from erasure_plan p join candidate x on x.id = p.candidate_id where x.agency_id = ${agencyId} and p.state = 'CARRIED_OUT') as plans
      from candidate c where c.agency_id = ${agencyId} and c.anonymised`);
    return found!;
  }
  const each = (count: number) => ({ people: count, receipts: count, entries: count, plans: count });

  it('is opened for whoever is due, once, whoever opens it at the same time (F5)', async () => {
    await due(3);
    const opened = await Promise.all(Array.from({ length: 5 }, () => openDailyRun(work(), agencyId)));
    expect(new Set(opened).size).toBe(1);
    expect(await runOf(opened[0]!)).toMatchObject({ state: 'RUNNING', trigger: 'DAILY', people: 3, erased: 0 });
    await carryOutRun(work(), opened[0]!);
  });

  it('takes along who comes to his day while it is under way, unless it is being stopped (F13)', async () => {
    await due(2);
    const id = await openDailyRun(work(), agencyId);
    await due(3);
    expect(await openDailyRun(work(), agencyId)).toBe(id);
    expect(await openDailyRun(work(), agencyId)).toBe(id);
    expect(await runOf(id!)).toMatchObject({ state: 'RUNNING', people: 5 });
    const told = sql`select facts ->> 'people' as people from audit_entry where agency_id = ${agencyId} and action = 'erasure-run.joined'`;
    expect(await ask(told)).toEqual([{ people: '3' }]);
    await cancelRun(product.workAs(staffActor('PRIVACY_OFFICER', [agencyId])), id!);
    await due(1);
    await openDailyRun(work(), agencyId);
    expect(await runOf(id!)).toMatchObject({ people: 5 });
    await carryOutRun(work(), id!);
    const next = await openDailyRun(work(), agencyId);
    expect(next).not.toBe(id);
    expect(await carryOutRun(work(), next!)).toMatchObject({ state: 'DONE', erased: 6 });
  });

  it('is not opened when nobody is due', async () => {
    expect(await openDailyRun(work(), agencyId)).toBeUndefined();
    expect(await ask(sql`select from erasure_run where agency_id = ${agencyId}`)).toEqual([]);
  });

  it('is carried out by many at once, each person by one of them (F1)', async () => {
    await due(1_200);
    const id = await openDailyRun(work(), agencyId);
    const ends = await Promise.all(Array.from({ length: 4 }, () => carryOutRun(work(), id!, { lanes: 2 })));
    for (const end of ends) expect(end).toMatchObject({ state: 'DONE', erased: 1_200, skipped: 0, failed: 0 });
    expect(await proofs()).toEqual(each(1_200));
    const ended = await ask(
      sql`select from audit_entry where agency_id = ${agencyId} and action = 'erasure-run.ended'`,
    );
    expect(ended).toHaveLength(1);
  });

  it('once finished and taken up again changes nothing (F9)', async () => {
    await due(2);
    const id = await openDailyRun(work(), agencyId);
    const first = await carryOutRun(work(), id!);
    product.clock.set('2026-06-02T10:00:00+02:00');
    expect(await carryOutRun(work(), id!)).toEqual(first);
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
    expect(await proofs()).toEqual(each(2));
  });

  it('skips whoever got a hold after it was opened, and says why (F8)', async () => {
    const [held, other] = await due(2);
    const id = await openDailyRun(work(), agencyId);
    const em = product.orm.em.fork();
    em.create(HoldSchema, { id: newId(), candidateId: held!, reason: 'DISPUTE', note: null, until: '2027-01-01', placedAt: product.clock.now(), releasedAt: null }); // prettier-ignore
    await em.flush();
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'DONE', erased: 1, skipped: 1 });
    expect(
      await ask(sql`select candidate_id, state, reason from erasure_run_person where run_id = ${id} order by 1`),
    ).toEqual([
      { candidate_id: held, state: 'SKIPPED', reason: 'HELD' },
      { candidate_id: other, state: 'ERASED', reason: null },
    ]);
  });

  it('fails for whom the database refuses, with nothing of him changed, goes on for the others, and can be tried again', async () => {
    const people = await due(40);
    const broken = people[17]!;
    // What somebody's own trigger or constraint could do.
    await product.orm.em.execute(
      `alter table candidate add constraint stays check (not anonymised or id <> '${broken}') not valid`,
    );
    const id = await openDailyRun(work(), agencyId);
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'DONE', erased: 39, skipped: 0, failed: 1, problem: '23514' }); // prettier-ignore
    expect(await ask(sql`select candidate_id, reason from erasure_run_person where run_id = ${id} and state = 'FAILED'`)).toEqual([{ candidate_id: broken, reason: 'DATA_REFUSED' }]); // prettier-ignore
    expect(await proofs()).toEqual(each(39));
    await product.orm.em.execute('alter table candidate drop constraint stays');
    const guard = product.workAs(staffActor('PRIVACY_OFFICER', [agencyId]));
    expect(await retryRun(guard, id!)).toMatchObject({ state: 'RUNNING', failed: 0, finishedAt: null });
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'DONE', erased: 40, failed: 0, problem: null });
    expect(await proofs()).toEqual(each(40));
  });

  it('of the day skips whoever does not go by himself any more: switched off, or his notice failed, since it was opened (D13)', async () => {
    const [failed] = await due(2);
    const id = await openDailyRun(work(), agencyId);
    await product.orm.em.fork().insert(ContactMomentSchema, { id: newId(), agencyId, ...DEFAULT_CONTACT_MOMENT });
    await rows(
      product.orm.em.fork(),
      sql`update erasure_plan set notice_problem = 'NO_ADDRESS' where candidate_id <> ${failed}`,
    );
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'DONE', erased: 1, skipped: 1 });
    expect(await ask(sql`select reason from erasure_run_person where run_id = ${id} and candidate_id = ${failed}`)).toEqual([{ reason: 'AWAITS_CLICK' }]); // prettier-ignore

    await rows(product.orm.em.fork(), sql`update erasure_plan set notice_problem = 'NO_ADDRESS' where candidate_id = ${failed}`); // prettier-ignore
    const next = await openDailyRun(work(), agencyId);
    await rows(
      product.orm.em.fork(),
      sql`update retention_policy set auto_erase_candidates = false where agency_id = ${agencyId}`,
    );
    expect(await carryOutRun(work(), next!)).toMatchObject({ state: 'DONE', erased: 0, skipped: 1 });
    // An employee's click is what it waits for.
    const clicked = await openRun(product.workAs(staffActor('PRIVACY_OFFICER', [agencyId])), { agencyId, trigger: 'STAFF' }); // prettier-ignore
    expect(await carryOutRun(work(), clicked!)).toMatchObject({ state: 'DONE', erased: 1 });
  });

  it('of chosen plans tells of each whether it was carried out, and of who failed that he was', async () => {
    const [broken] = await due(3);
    await product.orm.em.execute(
      `alter table candidate add constraint stays check (not anonymised or id <> '${broken!}') not valid`,
    );
    const plans = await ask<{ id: string; candidate_id: string }>(
      sql`select p.id, p.candidate_id from erasure_plan p join candidate c on c.id = p.candidate_id where c.agency_id = ${agencyId}`,
    );
    const guard = product.workAs(staffActor('PRIVACY_OFFICER', [agencyId]));
    const planOfBroken = plans.find((plan) => plan.candidate_id === broken)!.id;
    expect(await carryOutPlans(guard, plans.map(({ id }) => id))).toEqual({ erased: 2, skipped: [{ planId: planOfBroken, reason: 'DATA_REFUSED' }] }); // prettier-ignore
    await product.orm.em.execute('alter table candidate drop constraint stays');
  });

  it('stays open when it is broken off, says by what, and goes on from there', async () => {
    await due(1_200);
    const id = await openDailyRun(work(), agencyId);
    let batches = 0;
    const brokenOff = carryOutRun(work(), id!, {
      lanes: 1,
      onBatch: () => {
        batches += 1;
        if (batches === 1) throw Object.assign(new Error('gone'), { code: '57P01' });
      },
    });
    await expect(brokenOff).rejects.toThrow('gone');
    expect(await runOf(id!)).toMatchObject({ state: 'RUNNING', erased: 500, problem: '57P01' });
    expect(await proofs()).toEqual(each(500));
    expect(await carryOutOpenRuns(work())).toEqual({ erased: 1_200, skipped: 0, failed: 0 });
    expect(await runOf(id!)).toMatchObject({ state: 'DONE', problem: null });
    expect(await proofs()).toEqual(each(1_200));
  });

  it('ends after the batch that is under way when the product stops, and goes on later (F7)', async () => {
    await due(1_200);
    const id = await openDailyRun(work(), agencyId);
    const stopping = new AbortController();
    const stopped = await carryOutRun(work(), id!, {
      lanes: 1,
      signal: stopping.signal,
      onBatch: () => stopping.abort(),
    });
    expect(stopped).toMatchObject({ state: 'RUNNING', erased: 500 });
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'DONE', erased: 1_200 });
    expect(await proofs()).toEqual(each(1_200));
  });

  it('is stopped by an employee after the batch that is under way, and can be taken up again', async () => {
    await due(1_200);
    const guard = () => product.workAs(staffActor('PRIVACY_OFFICER', [agencyId]));
    const id = await openRun(guard(), { agencyId, trigger: 'STAFF' });
    const cancelled = await carryOutRun(work(), id!, {
      lanes: 1,
      onBatch: async () => {
        await cancelRun(guard(), id!);
      },
    });
    expect(cancelled).toMatchObject({ state: 'CANCELLED', erased: 500, people: 1_200 });
    await expect(cancelRun(guard(), id!)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await carryOutOpenRuns(work())).toEqual({ erased: 0, skipped: 0, failed: 0 });
    await retryRun(guard(), id!);
    await expect(retryRun(guard(), id!)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'DONE', erased: 1_200 });
    await expect(retryRun(guard(), id!)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await proofs()).toEqual(each(1_200));
  });

  it('is stopped also while a batch has written its entries and not yet its counts', async () => {
    await due(1);
    const id = await openDailyRun(work(), agencyId);
    await inTransaction(work().em, async (em) => {
      await lockTrail(em);
      const stopping = cancelRun(product.workAs(staffActor('PRIVACY_OFFICER', [agencyId])), id!);
      const waiting = () =>
        ask(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      await expect.poll(async () => (await waiting()).length).toBe(1);
      // As a batch does at its end: the two would wait for each other, did the other one hold this row.
      await rows(em, sql`update erasure_run set erased = erased where id = ${id}`);
      return { stopping };
    }).then(({ stopping }) => stopping);
    expect(await carryOutRun(work(), id!)).toMatchObject({ state: 'CANCELLED', erased: 0 });
  });

  it('of another agency does not exist for an employee (S2)', async () => {
    await due(1);
    const id = await openDailyRun(work(), agencyId);
    const elsewhere = product.workAs(staffActor('PRIVACY_OFFICER', [newId()]));
    await expect(cancelRun(elsewhere, id!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(retryRun(elsewhere, id!)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await carryOutRun(work(), id!);
  });

  it('is neither started, stopped, taken up again nor ended when its audit entry can’t be written (F18)', async () => {
    await due(1);
    const guard = () => product.workAs(staffActor('PRIVACY_OFFICER', [agencyId]));
    const underWay = await openDailyRun(work(), agencyId);
    const stopped = await openRun(guard(), { agencyId, trigger: 'CHOSEN' });
    await cancelRun(guard(), stopped!);
    await carryOutRun(work(), stopped!);
    const runs = () => ask(sql`select * from erasure_run order by id`);
    const before = await runs();
    await product.orm.em.execute(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
      create trigger refuse before insert on audit_entry for each row execute function refuse()`);
    const deeds = [
      () => openRun(guard(), { agencyId, trigger: 'STAFF' }),
      () => cancelRun(guard(), underWay!),
      () => retryRun(guard(), stopped!),
    ];
    for (const deed of deeds) await expect(deed()).rejects.toMatchObject({ code: 'P0001' });
    expect(await runs()).toEqual(before);
    await expect(carryOutRun(work(), underWay!)).rejects.toMatchObject({ code: 'P0001' });
    expect(await proofs()).toEqual(each(0));
    await product.orm.em.execute('drop trigger refuse on audit_entry; drop function refuse()');
    await carryOutOpenRuns(work());
  });

  it('that can’t go on holds up no other', async () => {
    await due(1);
    const stuck = await openDailyRun(work(), agencyId);
    const other = (await makeAgency(product, { autoEraseCandidates: true }, { withNotice: false })).id;
    const first = agencyId;
    agencyId = other;
    await due(1);
    await openDailyRun(work(), other);
    await product.orm.em.execute(`
      create function refuse() returns trigger language plpgsql as $$ begin
        if new.agency_id = '${first}' then raise exception 'no'; end if; return new; end $$;
      create trigger refuse before insert on audit_entry for each row execute function refuse()`);
    await expect(carryOutOpenRuns(work())).rejects.toMatchObject({ code: 'P0001' });
    expect(await proofs()).toEqual(each(1));
    expect(await runOf(stuck!)).toMatchObject({ state: 'RUNNING', problem: 'P0001', erased: 0 });
    await product.orm.em.execute('drop trigger refuse on audit_entry; drop function refuse()');
    await carryOutOpenRuns(work());
  });
});
