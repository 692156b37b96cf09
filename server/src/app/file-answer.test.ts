import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { staffActor } from '../../test-kit/staff.ts';
import { createApiThrottle, POINTS_A_MINUTE } from '../modules/api-clients/index.ts';
import { ANONYMOUS, type Actor, type RequestContext } from '../modules/permissions/index.ts';
import { newId } from '../platform/ids.ts';
import { FILE_POINTS, spendBy, type Spend } from './file-answer.ts';

describe('files that come and go (conventions, API 10)', () => {
  let product: TestProduct;
  let pool: pg.Pool;
  let spend: Spend;
  beforeAll(async () => {
    product = await startTestProduct();
    pool = new pg.Pool({ connectionString: product.url, max: 2 });
    spend = spendBy(createApiThrottle(pool, product.secrets));
  });
  afterAll(async () => {
    await pool.end();
    await product.stop();
  });

  /** How many of these he gets before he must wait. */
  async function many(actor: Actor, points: number, address = '192.0.2.1'): Promise<number> {
    const context = { work: product.workAs(actor), address } as unknown as RequestContext;
    for (let done = 0; ; done += 1)
      try {
        await spend(context, points);
      } catch (error) {
        expect(error).toMatchObject({ code: 'RATE_LIMITED' });
        return done;
      }
  }
  const program = (): Actor => ({ ...staffActor('RECRUITER', []), kind: 'api-client', id: newId() });

  it('cost an employee, a program and a candidate points, of which each has so many in a minute', async () => {
    const drawn = POINTS_A_MINUTE / FILE_POINTS.PDF;
    const employee = staffActor('RECRUITER', []);
    expect(await many(employee, FILE_POINTS.PDF)).toBe(drawn);
    expect(await many(program(), FILE_POINTS.PDF)).toBe(drawn);
    expect(await many(ANONYMOUS, FILE_POINTS.PDF)).toBe(drawn);
    expect(await many(ANONYMOUS, FILE_POINTS.PDF, '192.0.2.2')).toBe(drawn);
    // An employee’s PDFs leave him nothing to send up.
    expect(await many(employee, FILE_POINTS.UPLOAD)).toBe(0);
  });

  it('cost more when they are stored than when they are drawn', async () => {
    expect(await many(program(), FILE_POINTS.UPLOAD)).toBe(POINTS_A_MINUTE / FILE_POINTS.UPLOAD);
  });
});
