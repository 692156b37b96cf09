import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { noteFailedNotices, sendNotices } from '../contact-moments/index.ts';
import { ApplicationSchema } from '../applications/index.ts';
import { OutgoingMailSchema } from '../outgoing-mail/index.ts';
import type { SystemActor } from '../permissions/index.ts';
import { HoldSchema, updateTerms } from '../retention/index.ts';
import { newId } from '../../platform/ids.ts';
import { carryOutDueErasures } from './runs/carry-out-open-runs.ts';
import { ErasurePlanSchema } from './erasure-plan.ts';
import { planErasures } from './plan-erasures.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('planning the end of a term', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product, { autoEraseCandidates: true, daysFromNoticeToErasure: 14 })).id;
  });

  const work = () => product.workAs(SYSTEM);
  const planOf = (candidateId: string) =>
    product.orm.em.fork().findOne(ErasurePlanSchema, { candidateId }, { orderBy: { id: 'desc' } });
  /** Registered so that his 32 days end on this day. */
  const endingOn = (day: string) =>
    makePerson(product, agencyId, {
      registeredOn: new Date(Date.parse(day) - 32 * 86_400_000).toISOString().slice(0, 10),
    });

  it('takes whoever’s term ends within the days between notice and erasure, and nobody else (C65, C70)', async () => {
    const within = await endingOn('2026-06-15');
    const after = await endingOn('2026-06-16');
    expect(await planErasures(work(), agencyId)).toEqual({ planned: 1, cancelled: 0 });
    expect(await planOf(within)).toMatchObject({
      dueOn: '2026-06-15',
      plannedOn: '2026-06-01',
      basis: 'CANDIDATE_NO_CONSENT',
      state: 'PLANNED',
    });
    expect(await planOf(after)).toBeNull();
  });

  it('gives a person whose term has long ended the full days after his first contact moment (C71)', async () => {
    const late = await endingOn('2026-01-01');
    await planErasures(work(), agencyId);
    expect(await planOf(late)).toMatchObject({ dueOn: '2026-06-15' });
    product.clock.set('2026-06-04T10:00:00+02:00');
    await sendNotices(work(), agencyId);
    expect(await planOf(late)).toMatchObject({ dueOn: '2026-06-18' });
  });

  it('without contact moments plans on the day itself (C22)', async () => {
    agencyId = (await makeAgency(product, {}, { withNotice: false })).id;
    const today = await endingOn('2026-06-01');
    const tomorrow = await endingOn('2026-06-02');
    await planErasures(work(), agencyId);
    expect(await planOf(today)).toMatchObject({ dueOn: '2026-06-01' });
    expect(await planOf(tomorrow)).toBeNull();
  });

  it('done twice, or by two at once, plans once', async () => {
    const id = await endingOn('2026-06-05');
    await Promise.all([planErasures(work(), agencyId), planErasures(work(), agencyId)]);
    await planErasures(work(), agencyId);
    expect(await product.orm.em.fork().count(ErasurePlanSchema, { candidateId: id })).toBe(1);
  });

  it('passes over whoever is anonymised, handed over or held (D1)', async () => {
    const held = await endingOn('2026-06-05');
    await product.orm.em.fork().insert(HoldSchema, {
      id: newId(),
      candidateId: held,
      reason: 'geschil',
      until: '2026-12-31',
      placedAt: product.clock.now(),
    });
    await makePerson(product, agencyId, { registeredOn: '2026-01-01', approvedOn: '2026-01-02' });
    expect(await planErasures(work(), agencyId)).toEqual({ planned: 0, cancelled: 0 });
  });

  it('cancels a plan when the term moved beyond its date (D14)', async () => {
    const id = await endingOn('2026-06-05');
    await planErasures(work(), agencyId);
    const em = product.orm.em.fork();
    await em.nativeUpdate(CandidateSchema, { id }, { extendedUntil: '2027-06-05' });
    await updateTerms(em, { candidateIds: [id] });
    expect(await planErasures(work(), agencyId)).toEqual({ planned: 0, cancelled: 1 });
    expect(await planOf(id)).toMatchObject({ state: 'CANCELLED' });
  });

  it('is carried out on its date, not a day before, and not without a notice (C17, C65)', async () => {
    const id = await endingOn('2026-06-15');
    await planErasures(work(), agencyId);
    product.clock.set('2026-06-15T09:00:00+02:00');
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
    product.clock.set('2026-06-01T11:00:00+02:00');
    await sendNotices(work(), agencyId);
    await allMailLeft(product);
    product.clock.set('2026-06-14T23:59:59+02:00');
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
    product.clock.set('2026-06-15T00:00:01+02:00');
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 1, skipped: 0, failed: 0 });
    expect(await planOf(id)).toMatchObject({ state: 'CARRIED_OUT' });
  });

  it('waits for a person’s click where the agency has not switched automatic deletion on (H31, D13)', async () => {
    agencyId = (await makeAgency(product, {})).id;
    await endingOn('2026-06-05');
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    product.clock.set('2026-07-01T10:00:00+02:00');
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
  });

  it('waits for a person’s click when the notice did not leave: queued, failed, or perhaps arrived (C65)', async () => {
    const id = await endingOn('2026-06-05');
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    product.clock.set('2026-07-01T10:00:00+02:00');
    for (const state of ['QUEUED', 'FAILED', 'REVIEW'] as const) {
      await product.orm.em.fork().nativeUpdate(OutgoingMailSchema, { candidateId: id }, { state });
      expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
    }
    await noteFailedNotices(work());
    expect(await planOf(id)).toMatchObject({ state: 'PLANNED', noticeProblem: 'MAIL_FAILED' });
    await product.orm.em.fork().nativeUpdate(OutgoingMailSchema, { candidateId: id }, { state: 'SENT' });
    expect(await carryOutDueErasures(work(), agencyId)).toMatchObject({ erased: 1 });
  });

  it('tells whoever gets a mail address later, and gives him the full days from then on (C66, C71)', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-04', email: null });
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    product.clock.set('2026-06-03T10:00:00+02:00');
    await product.orm.em.fork().nativeUpdate(CandidateSchema, { id }, { emailPrivate: 'nieuw@person.example' });
    await planErasures(work(), agencyId);
    expect(await sendNotices(work(), agencyId)).toBe(1);
    expect(await planOf(id)).toMatchObject({ noticeProblem: null, dueOn: '2026-06-17' });
  });

  it('goes by the ground of today, not of the day of planning (D13)', async () => {
    agencyId = (
      await makeAgency(product, { autoEraseCandidates: true, autoEraseApplicants: false }, { withNotice: false })
    ).id;
    const id = await makePerson(product, agencyId, { registeredOn: '2026-01-01', registrationKind: 'IMPORT' });
    await planErasures(work(), agencyId);
    await product.orm.em.fork().insert(ApplicationSchema, {
      id: newId(),
      candidateId: id,
      type: 'OPEN',
      status: 'REJECTED',
      appliedOn: '2026-01-01',
      deregisteredOn: '2026-01-02',
    });
    await updateTerms(product.orm.em.fork(), { candidateIds: [id] });
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
    await planErasures(work(), agencyId);
    expect(await planOf(id)).toMatchObject({ basis: 'SINGLE_VACANCY' });
  });

  it('keeps back a notice that has not left when its plan is cancelled', async () => {
    const id = await endingOn('2026-06-05');
    await planErasures(work(), agencyId);
    await sendNotices(work(), agencyId);
    const em = product.orm.em.fork();
    await em.nativeUpdate(CandidateSchema, { id }, { extendedUntil: '2027-06-05' });
    await updateTerms(em, { candidateIds: [id] });
    await planErasures(work(), agencyId);
    expect(await product.orm.em.fork().findOneOrFail(OutgoingMailSchema, { candidateId: id })).toMatchObject({
      state: 'WITHDRAWN',
      linkSealed: null,
    });
  });

  it('of somebody without a mail address notes that he could not be told, and his date stands', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-04', email: null });
    await planErasures(work(), agencyId);
    expect(await sendNotices(work(), agencyId)).toBe(0);
    expect(await planOf(id)).toMatchObject({ noticeProblem: 'NO_ADDRESS', firstNoticeAt: null });
    product.clock.set('2026-07-01T10:00:00+02:00');
    expect(await carryOutDueErasures(work(), agencyId)).toMatchObject({ erased: 1 });
  });

  it('works through more people than one batch holds', async () => {
    agencyId = (
      await makeAgency(product, { autoEraseCandidates: true, confirmErasureByMail: false }, { withNotice: false })
    ).id;
    await product.orm.em.execute(
      `insert into candidate (id, agency_id, last_name, registration_kind, registered_on)
       select uuidv7(), '${agencyId}', 'Bulk', 'CHECKIN_FORM', '2026-01-01' from generate_series(1, 2300)`,
    );
    await updateTerms(product.orm.em.fork(), { agencyId });
    expect(await planErasures(work(), agencyId)).toMatchObject({ planned: 2300 });
    let batches = 0;
    expect(await carryOutDueErasures(work(), agencyId, { onBatch: () => void (batches += 1) })).toEqual({
      erased: 2300,
      skipped: 0,
      failed: 0,
    });
    expect(batches).toBe(5);
    expect(await carryOutDueErasures(work(), agencyId)).toEqual({ erased: 0, skipped: 0, failed: 0 });
  });
});
