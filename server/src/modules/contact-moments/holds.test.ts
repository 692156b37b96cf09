import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken } from '../../platform/secrets.ts';
import { anonymiseCandidate, carryOutDueErasures, deleteCandidate, planErasures } from '../anonymisation/index.ts';
import { anonymiseMyData, sendNotices } from './index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import type { StaffActor, SystemActor } from '../permissions/index.ts';
import { endHold, HoldSchema, placeHold } from '../retention/index.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const REASON = 'Er loopt een klacht bij de rechter';

describe('a hold (B5)', () => {
  let product: TestProduct;
  let agencyId: string;
  let officer: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product, { autoEraseCandidates: true })).id;
    officer = staffActor('PRIVACY_OFFICER', [agencyId]);
  });
  afterAll(() => product.stop());

  const START = '2026-06-01T12:00:00+02:00';
  const person = () => makePerson(product, agencyId, { registeredOn: '2026-05-01' });
  const place = (candidateId: string, until = '2026-09-30', reason = REASON) =>
    placeHold(product.workAs(officer), { candidateId, reason, until });
  const isErased = async (id: string) =>
    (await product.orm.em.fork().findOneOrFail(CandidateSchema, { id })).anonymised;
  /** What the daily sweep and the job after it do for this agency. */
  async function dayOf(day: string) {
    product.clock.set(`${day}T03:00:00+02:00`);
    const work = product.workAs(SYSTEM);
    await planErasures(work, agencyId);
    await sendNotices(work, agencyId);
    await allMailLeft(product);
    await carryOutDueErasures(work, agencyId);
  }

  it('stops the erasure that was planned, which comes back by itself the day after it has expired', async () => {
    product.clock.set(START);
    const id = await person();
    await dayOf('2026-06-01');
    await place(id, '2026-09-30');
    await dayOf('2026-07-15');
    expect(await isErased(id)).toBe(false);
    await dayOf('2026-09-30');
    expect(await isErased(id)).toBe(false);
    await dayOf('2026-10-01');
    expect(await isErased(id)).toBe(true);
  });

  it('that is ended before its day lets the erasure come back with the next run', async () => {
    product.clock.set(START);
    const id = await person();
    await dayOf('2026-06-01');
    const hold = await place(id);
    await dayOf('2026-07-15');
    expect(await isErased(id)).toBe(false);
    await endHold(product.workAs(officer), hold.id);
    await dayOf('2026-07-16');
    expect(await isErased(id)).toBe(true);
  });

  it('over the whole end of a term lets nobody be planned, and whoever is let go is told before he goes (C70)', async () => {
    product.clock.set(START);
    const id = await person();
    const hold = await place(id, '2026-12-31');
    await dayOf('2026-08-01');
    expect(await rows(product.orm.em.fork(), sql`select 1 from erasure_plan where candidate_id = ${id}`)).toEqual([]);
    await endHold(product.workAs(officer), hold.id);
    await dayOf('2026-08-02');
    const [plan] = await rows<{ due: string; told: boolean }>(
      product.orm.em.fork(),
      sql`select due_on::text as due, first_notice_at is not null as told from erasure_plan where candidate_id = ${id}`,
    );
    expect(plan).toEqual({ due: '2026-08-16', told: true });
    await dayOf('2026-08-16');
    expect(await isErased(id)).toBe(true);
  });

  it('stops erasing by hand, and the candidate’s own; what he asked for is done once it ends (D7)', async () => {
    product.clock.set(START);
    const id = await person();
    await dayOf('2026-06-01');
    const em = product.orm.em.fork();
    const token = newId();
    await rows(
      em,
      sql`update notice n set link_hash = ${hashToken(token)} from erasure_plan p where p.id = n.plan_id and p.candidate_id = ${id}`,
    );
    // Kept far beyond the term, so that only what he asks for can be the ground.
    const hold = await place(id, '2026-06-30');
    await rows(em, sql`update candidate set retain_until = '2030-01-01' where id = ${id}`);
    const byHand = { candidateId: id, idempotencyKey: newId() };
    await expect(anonymiseCandidate(product.workAs(officer), byHand)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    await expect(deleteCandidate(product.workAs(officer), byHand)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    await expect(anonymiseMyData(product.workAs(), token)).rejects.toMatchObject({ code: 'RETENTION_HELD' });
    await dayOf('2026-06-02');
    expect(await isErased(id)).toBe(false);
    await endHold(product.workAs(officer), hold.id);
    await dayOf('2026-06-03');
    expect(await isErased(id)).toBe(true);
  });

  it('placed while an erasure waits for the lock stops that erasure (F8)', async () => {
    product.clock.set(START);
    const id = await person();
    const waiting = await inTransaction(product.workAs(SYSTEM).em, async (em) => {
      await placeHold({ ...product.workAs(officer), em }, { candidateId: id, reason: REASON, until: '2026-09-30' });
      const erasing = anonymiseCandidate(product.workAs(officer), { candidateId: id, idempotencyKey: newId() }).then(
        () => 'ERASED',
        (error: unknown) => (error as { code: string }).code,
      );
      return { erasing };
    });
    expect(await waiting.erasing).toBe('RETENTION_HELD');
    expect(await isErased(id)).toBe(false);
  });

  it.each([
    ['a reason that says nothing', { reason: 'zaak' }, 'reason'],
    ['a day that has passed', { until: '2026-05-31' }, 'until'],
    ['a day more than ten years away', { until: '2036-06-02' }, 'until'],
  ])('with %s is refused', async (_, wrong, field) => {
    product.clock.set(START);
    const candidateId = await person();
    const attempt = placeHold(product.workAs(officer), { candidateId, reason: REASON, until: '2026-06-30', ...wrong });
    await expect(attempt).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
    expect(await product.orm.em.fork().count(HoldSchema, { candidateId })).toBe(0);
  });

  it('of another agency is there for nobody here, and one that has ended does not end again', async () => {
    product.clock.set(START);
    const other = (await makeAgency(product)).id;
    const theirs = await makePerson(product, other, { registeredOn: '2026-05-01' });
    await expect(place(theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const hold = await placeHold(product.workAs(staffActor('ADMIN', [other])), {
      candidateId: theirs,
      reason: REASON,
      until: '2026-06-30',
    });
    await expect(endHold(product.workAs(officer), hold.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const mine = await place(await person());
    await endHold(product.workAs(officer), mine.id);
    await expect(endHold(product.workAs(officer), mine.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('stands in the audit trail without its reason', async () => {
    product.clock.set(START);
    const candidateId = await person();
    const hold = await place(candidateId);
    await endHold(product.workAs(officer), hold.id);
    const entries = await rows<{ action: string; facts: object }>(
      product.orm.em.fork(),
      sql`select action, facts from audit_entry where subject_id = ${candidateId} order by seq`,
    );
    expect(entries).toEqual([
      { action: 'hold.placed', facts: { holdId: hold.id, until: '2026-09-30' } },
      { action: 'hold.ended', facts: { holdId: hold.id } },
    ]);
  });
});
