import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { OrganisationUnitSchema } from '../organisation/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import { CandidateSchema } from './candidate.entity.ts';
import { registerCandidate } from './register-candidate.ts';
import { updateCandidate } from './update-candidate.ts';

const REFUSAL = { code: 'BAD_USER_INPUT', field: ['organisationUnitId'] };

describe('the organisation unit of a candidate (C42)', () => {
  let product: TestProduct;
  let agencyId: string;
  let admin: StaffActor;
  let one: string;
  let other: string;
  let theirs: string;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    const otherAgency = (await makeAgency(product)).id;
    admin = staffActor('ADMIN', [agencyId]);
    [one, other, theirs] = [newId(), newId(), newId()];
    const em = product.orm.em.fork();
    em.create(OrganisationUnitSchema, { id: one, agencyId, name: 'Olst' });
    em.create(OrganisationUnitSchema, { id: other, agencyId, name: 'Wijhe' });
    em.create(OrganisationUnitSchema, { id: theirs, agencyId: otherAgency, name: 'Olst' });
    await em.flush();
  });
  afterAll(() => product.stop());

  const held = (...unitIds: string[]): StaffActor => ({ ...admin, unitIds });
  const as = <Result>(actor: StaffActor, deed: (work: ReturnType<TestProduct['workAs']>) => Promise<Result>) =>
    inRowScope(
      () => actor,
      () => deed(product.workAs(actor)),
    );
  const register = (organisationUnitId: string | null, actor = admin) =>
    as(actor, (work) =>
      registerCandidate(work, actor.rights, {
        agencyId,
        organisationUnitId,
        fields: { lastName: 'Vos' },
        alongside: () => Promise.resolve(),
      }),
    );
  const move = (id: string, organisationUnitId: string | null, actor = admin) =>
    as(actor, (work) => updateCandidate(work, actor.rights, id, {}, { organisationUnitId }));
  const unitOf = async (id: string) =>
    (await product.orm.em.fork().findOneOrFail(CandidateSchema, { id })).organisationUnitId;
  const lastEntry = async () => {
    const [entry] = await rows<object>(
      product.orm.em.fork(),
      sql`select seq, action, subject_id, facts from audit_entry order by seq desc limit 1`,
    );
    return entry;
  };

  it('is chosen when he is registered and changed later, which the audit trail tells', async () => {
    const { id } = await register(one);
    expect(await unitOf(id)).toBe(one);
    await move(id, other);
    expect(await unitOf(id)).toBe(other);
    const entry = await lastEntry();
    expect(entry).toMatchObject({ action: 'candidate.moved', subject_id: id, facts: { organisationUnitId: other } });
    await move(id, other);
    expect(await lastEntry()).toEqual(entry);
    await move(id, null);
    expect(await unitOf(id)).toBeNull();
  });

  it('is one of his own agency', async () => {
    await expect(register(theirs)).rejects.toMatchObject(REFUSAL);
    const { id } = await register(null);
    await expect(move(id, theirs)).rejects.toMatchObject(REFUSAL);
    await expect(move(id, newId())).rejects.toMatchObject(REFUSAL);
    expect(await unitOf(id)).toBeNull();
  });

  it('is one of one’s own for who is held to units: the only one by itself, else he must say', async () => {
    expect(await unitOf((await register(null, held(one))).id)).toBe(one);
    await expect(register(null, held(one, other))).rejects.toMatchObject(REFUSAL);
    await expect(register(other, held(one))).rejects.toMatchObject(REFUSAL);
    const { id } = await register(other, held(one, other));
    await expect(move(id, one, held(other))).rejects.toMatchObject(REFUSAL);
    await move(id, one, held(one, other));
    expect(await unitOf(id)).toBe(one);
    // Now he is elsewhere, and so nobody.
    await expect(move(id, other, held(other))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('stays what it was of somebody who was anonymised', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    await product.orm.em.fork().nativeUpdate(CandidateSchema, { id }, { anonymised: true });
    await expect(move(id, one)).rejects.toMatchObject({ code: 'ALREADY_ANONYMISED' });
  });
});
