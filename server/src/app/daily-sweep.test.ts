import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { SweepRunSchema } from '../modules/anonymisation/index.ts';
import type { SystemActor } from '../modules/permissions/index.ts';
import { dailySweep } from './daily-sweep.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };
const keepAlive = () => Promise.resolve();

describe('the daily sweep', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
    const agency = await makeAgency(product, { autoEraseCandidates: true });
    await makePerson(product, agency.id, { registeredOn: '2026-05-14' });
  });
  afterAll(() => product.stop());
  beforeEach(() => product.orm.em.fork().nativeDelete(SweepRunSchema, {}));

  const run = () => dailySweep(product.workAs(SYSTEM), keepAlive);

  it('plans, mails and erases, in this order, each on its day (C17, C65, C71)', async () => {
    product.clock.set('2026-05-31T12:00:00+02:00');
    expect(await run()).toEqual({ planned: 0, noticed: 0, erased: 0, skipped: 0 });
    product.clock.set('2026-06-01T12:00:00+02:00');
    expect(await run()).toEqual({ planned: 1, noticed: 1, erased: 0, skipped: 0 });
    await allMailLeft(product);
    product.clock.set('2026-06-15T12:00:00+02:00');
    expect(await run()).toEqual({ planned: 0, noticed: 0, erased: 1, skipped: 0 });
  });

  it('runs once a day, with many asking at once (F5)', async () => {
    product.clock.set('2026-06-20T12:00:00+02:00');
    const outcomes = await Promise.all(Array.from({ length: 10 }, run));
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
    expect(await run()).toBeUndefined();
  });

  it('runs once on the day that has 25 hours, and once on the day that has 23 (F13)', async () => {
    for (const [first, second] of [
      ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'],
      ['2027-03-28T01:59:00+01:00', '2027-03-28T03:01:00+02:00'],
    ] as const) {
      product.clock.set(first);
      expect(await run()).toBeDefined();
      product.clock.set(second);
      expect(await run()).toBeUndefined();
    }
  });

  it('is taken over from a process that died in it, and not from one that works', async () => {
    product.clock.set('2026-07-01T03:00:00+02:00');
    await product.orm.em.fork().insert(SweepRunSchema, { day: '2026-07-01', claimedAt: product.clock.now() });
    product.clock.set('2026-07-01T03:10:00+02:00');
    expect(await run()).toBeUndefined();
    product.clock.set('2026-07-01T03:16:00+02:00');
    expect(await run()).toBeDefined();
  });
});
