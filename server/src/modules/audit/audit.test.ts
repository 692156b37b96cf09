import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction } from '../../platform/database/index.ts';
import type { SystemActor } from '../permissions/index.ts';
import { recordAudit } from './record-audit.ts';
import { verifyAudit } from './verify-audit.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('the audit trail (B7)', () => {
  let product: TestProduct;
  beforeEach(async () => {
    product = await startTestProduct();
  });
  afterEach(() => product.stop());

  const record = (facts: Record<string, string | number> = {}) =>
    inTransaction(product.orm.em, (em) =>
      recordAudit({ ...product.workAs(SYSTEM), em }, [
        { action: 'test.done', subjectType: 'Test', subjectId: null, facts },
      ]),
    );
  const verdict = () => verifyAudit(product.orm.em.fork());

  it('is whole while nobody touches it, whatever order its facts were given in', async () => {
    await record({ b: 1, a: 'é' });
    await record();
    expect(await verdict()).toEqual({ entries: 2, brokenAt: null });
  });

  it('never forks, with a hundred appending at once (F17)', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, n) => record({ n })));
    expect(await verdict()).toEqual({ entries: 100, brokenAt: null });
  });

  it.each([
    ['edited', `update audit_entry set facts = '{"n": 99}' where seq = 3`, 3],
    ['deleted from', 'delete from audit_entry where seq = 3', 3],
    [
      'reordered',
      `update audit_entry set seq = case seq when 3 then -4 when 4 then -3 end where seq in (3, 4); update audit_entry set seq = -seq where seq < 0`,
      3,
    ],
    ['given an actor of another name', `update audit_entry set actor_id = 'somebody' where seq = 2`, 2],
  ])('tells where it was %s (F17)', async (_what, tampering, brokenAt) => {
    for (let n = 0; n < 5; n += 1) await record({ n });
    await product.orm.em.execute(tampering);
    expect(await verdict()).toMatchObject({ brokenAt });
  });

  it('loses its entry with the deed that failed', async () => {
    await expect(
      inTransaction(product.orm.em, async (em) => {
        await recordAudit({ ...product.workAs(SYSTEM), em }, [
          { action: 'test.failed', subjectType: 'Test', subjectId: null },
        ]);
        throw new Error('the deed failed');
      }),
    ).rejects.toThrow();
    expect(await verdict()).toEqual({ entries: 0, brokenAt: null });
  });
});
