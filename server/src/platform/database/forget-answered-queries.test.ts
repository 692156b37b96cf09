import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction } from './transaction.ts';
import { rows, sql } from './sql.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { type: 'minor' }) => void;

const QUERIES = 1_000;
const PARAMETER_BYTES = 40_000;

describe('an answered query', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
  });
  afterAll(() => product.stop());

  const ask = (n: number) =>
    inTransaction(product.orm.em, (em) =>
      rows<{ length: number }>(em, sql`select length(${String(n).padStart(PARAMETER_BYTES, '.')}::text)`),
    );

  it('leaves neither parameters nor rows behind for the garbage collection to find later (P4)', async () => {
    for (let n = 0; n < 100; n += 1) await ask(n);
    collect();
    const before = process.memoryUsage().heapUsed;
    let most = 0;
    for (let n = 0; n < QUERIES; n += 1) {
      await ask(n);
      if (n % 50 > 0) continue;
      for (let again = 0; again < 2; again += 1) collect({ type: 'minor' });
      most = Math.max(most, process.memoryUsage().heapUsed - before);
    }
    expect(most).toBeLessThan((QUERIES * PARAMETER_BYTES) / 8);
  });

  it('rejects with what the database says', async () => {
    await expect(rows(product.orm.em.fork(), sql`select 1 / ${0}::int`)).rejects.toThrow('division by zero');
  });
});
