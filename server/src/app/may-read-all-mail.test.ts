import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { staffActor } from '../../test-kit/staff.ts';
import { BUILT_IN_ROLES, NO_RIGHTS, type StaffActor } from '../modules/permissions/index.ts';
import { mayReadAllMail } from './may-read-all-mail.ts';

describe('the mailbox of an acceptance copy, whose letters let anybody in (S6)', () => {
  let product: TestProduct;
  let agencies: string[];
  beforeAll(async () => {
    product = await startTestProduct();
    agencies = [(await makeAgency(product)).id, (await makeAgency(product)).id];
  });
  afterAll(() => product.stop());
  const may = (actor: StaffActor) => mayReadAllMail(product.workAs(actor));

  it('is read by the admin of every agency, and by no other role', async () => {
    for (const role of BUILT_IN_ROLES)
      expect([role, await may(staffActor(role, agencies))]).toEqual([role, role === 'ADMIN']);
  });

  it('is not read by who manages staff alone, nor by the admin of one agency or of one unit', async () => {
    const manages = { ...NO_RIGHTS, permissions: new Set(['staff:manage'] as const) };
    expect(await may({ ...staffActor('ADMIN', agencies), rights: manages })).toBe(false);
    expect(await may(staffActor('ADMIN', agencies.slice(0, 1)))).toBe(false);
    expect(await may({ ...staffActor('ADMIN', agencies), unitIds: [] })).toBe(false);
    expect(await mayReadAllMail(product.workAs())).toBe(false);
  });
});
