import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { StaffActor } from '../permissions/index.ts';
import { OrganisationUnitSchema } from './organisation-unit.entity.ts';
import { saveOrganisationUnit } from './save-organisation-unit.ts';

describe('organisation units (C42)', () => {
  let product: TestProduct;
  let agencyId: string;
  let otherAgency: string;
  let admin: StaffActor;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    otherAgency = (await makeAgency(product)).id;
    admin = staffActor('ADMIN', [agencyId]);
  });
  afterAll(() => product.stop());

  const as = <Result>(actor: StaffActor, deed: (work: ReturnType<TestProduct['workAs']>) => Promise<Result>) =>
    inRowScope(
      () => actor,
      () => deed(product.workAs(actor)),
    );
  const save = (input: Parameters<typeof saveOrganisationUnit>[1], actor = admin) =>
    as(actor, (work) => saveOrganisationUnit(work, input));
  const held = (...unitIds: string[]): StaffActor => ({ ...admin, unitIds });
  const lastEntry = async () => {
    const [entry] = await rows<object>(
      product.orm.em.fork(),
      sql`select action, subject_id, agency_id, facts from audit_entry order by seq desc limit 1`,
    );
    return entry;
  };
  const units = () => product.orm.em.fork().find(OrganisationUnitSchema, {}, { orderBy: { id: 'asc' } });

  it('are added and renamed, with an entry in the audit trail of the agency', async () => {
    const unit = await save({ agencyId, name: ' Zwolle ' });
    expect(unit).toMatchObject({ agencyId, name: 'Zwolle' });
    expect(await lastEntry()).toMatchObject({
      action: 'organisation-unit.added',
      subject_id: unit.id,
      agency_id: agencyId,
    });
    expect(await save({ id: unit.id, name: 'Vestiging Zwolle' })).toMatchObject({ name: 'Vestiging Zwolle' });
    expect(await lastEntry()).toMatchObject({ action: 'organisation-unit.renamed' });
  });

  it('have a name once in an agency, also when two give it at once, and as often as there are agencies', async () => {
    const both = await Promise.allSettled([save({ agencyId, name: 'Kampen' }), save({ agencyId, name: 'KAMPEN' })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'BAD_USER_INPUT', field: ['name'] },
    });
    await save({ agencyId: otherAgency, name: 'Kampen' }, staffActor('ADMIN', [otherAgency]));
  });

  it.each([
    ['no name', () => ({ agencyId, name: ' ' }), { code: 'BAD_USER_INPUT', field: ['name'] }],
    ['too long a name', () => ({ agencyId, name: 'x'.repeat(201) }), { code: 'BAD_USER_INPUT', field: ['name'] }],
    ['no agency', () => ({ name: 'Hattem' }), { code: 'BAD_USER_INPUT', field: ['agencyId'] }],
    ['another’s agency', () => ({ agencyId: otherAgency, name: 'Hattem' }), { code: 'NOT_FOUND' }],
    ['a unit that is not there', () => ({ id: newId(), name: 'Hattem' }), { code: 'NOT_FOUND' }],
  ])('are not saved with %s', async (_what, input, refusal) => {
    const before = await units();
    await expect(save(input())).rejects.toMatchObject(refusal);
    expect(await units()).toEqual(before);
  });

  it('are not changed by who is held to some of them, nor by another agency', async () => {
    const unit = await save({ agencyId, name: 'Epe' });
    await expect(save({ id: unit.id, name: 'Heerde' }, held(unit.id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(save({ agencyId, name: 'Heerde' }, held(unit.id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(save({ id: unit.id, name: 'Heerde' }, staffActor('ADMIN', [otherAgency]))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
