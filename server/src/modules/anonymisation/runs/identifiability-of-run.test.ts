import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { staffActor } from '../../../../test-kit/staff.ts';
import { rows, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { HoldSchema, updateTerms } from '../../retention/index.ts';
import { planErasures } from '../plan-erasures.ts';
import type { ResidualIdentifiability } from '../residual-identifiability.ts';
import { carryOutRun } from './carry-out-run.ts';
import { ErasureRunSchema } from './erasure-run.entity.ts';
import { identifiabilityAfter, identifiabilityOfDue } from './identifiability-of-run.ts';
import { openDailyRun } from './open-run.ts';
import { startRun } from './start-run.ts';

const SYSTEM = { kind: 'system', name: 'test' } as const;

describe('how far the people of a run can still be told apart (B11)', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    agencyId = (await makeAgency(product, { autoEraseCandidates: true }, { withNotice: false })).id;
  });

  const guard = (agencyIds = [agencyId]) => product.workAs(staffActor('PRIVACY_OFFICER', agencyIds));
  const system = () => product.workAs(SYSTEM);
  const runOf = (id: string) => product.orm.em.fork().findOneOrFail(ErasureRunSchema, { id });

  /** People whose term has ended: alike in all that is kept of them, but for what is told of each. */
  async function people(...born: { on: string; gender?: string }[]): Promise<string[]> {
    const ids: string[] = [];
    for (const { on, gender = 'MALE' } of born) {
      const id = newId();
      await rows(
        product.orm.em.fork(),
        sql`insert into candidate (id, agency_id, last_name, registration_kind, registered_on, birth_date, gender, province)
            values (${id}, ${agencyId}, 'Vos', 'CHECKIN_FORM', '2026-01-01', ${on}::date, ${gender}, 'Zeeland')`,
      );
      ids.push(id);
    }
    await updateTerms(product.orm.em.fork(), { agencyId });
    await planErasures(system(), agencyId);
    return ids;
  }
  const told = (found?: readonly ResidualIdentifiability[] | null) =>
    found?.map(({ plus, people: count, pseudonymised, small }) => ({ plus, people: count, pseudonymised, small }));

  it('is counted of whoever is due, among those who went before; kept with the run that takes them; and told of those who went', async () => {
    const born = { on: '1980-05-05' };
    await people(born);
    await carryOutRun(system(), (await openDailyRun(system(), agencyId))!);
    const due = await people(born, born, born, born, { on: '1980-06-06' }, { on: '1980-06-06' }, { on: '1980-07-07' });
    const before = [
      // Four of them, and who went before, are alike.
      { plus: false, people: 7, pseudonymised: 3, small: [{ size: 1, groups: 1 }, { size: 2, groups: 1 }] }, // prettier-ignore
      // With Plus their year of birth is left, and of nobody the gender.
      { plus: true, people: 7, pseudonymised: 0, small: [] },
    ];
    expect(told(await identifiabilityOfDue(guard(), agencyId))).toEqual(before);
    const run = await startRun(guard(), agencyId);
    expect(told((await runOf(run.id)).identifiabilityBefore)).toEqual(before);
    expect(told(await identifiabilityAfter(guard(), run))).toEqual([
      { plus: false, people: 0, pseudonymised: 0, small: [] },
      { plus: true, people: 0, pseudonymised: 0, small: [] },
    ]);

    const em = product.orm.em.fork();
    em.create(HoldSchema, { id: newId(), candidateId: due.at(-1)!, reason: 'DISPUTE', note: null, until: '2027-01-01', placedAt: product.clock.now(), releasedAt: null }); // prettier-ignore
    await em.flush();
    expect(await carryOutRun(system(), run.id)).toMatchObject({ erased: 6, skipped: 1 });
    expect(told(await identifiabilityAfter(guard(), run))).toEqual([
      { plus: false, people: 6, pseudonymised: 2, small: [{ size: 2, groups: 1 }] },
      { plus: true, people: 6, pseudonymised: 0, small: [] },
    ]);
    // What was to be expected stays what it was, whoever goes later.
    expect(told((await runOf(run.id)).identifiabilityBefore)).toEqual(before);

    // Who goes later hides those who went before.
    await people(...[1, 2, 3].map(() => ({ on: '1980-06-06' })));
    await carryOutRun(system(), (await openDailyRun(system(), agencyId))!);
    expect(told(await identifiabilityAfter(guard(), run))?.[0]).toMatchObject({ people: 6, pseudonymised: 0 });
  });

  it('is told once where people go with Plus', async () => {
    await rows(product.orm.em.fork(), sql`update retention_policy set plus = true where agency_id = ${agencyId}`);
    await people({ on: '1980-05-05' }, { on: '1980-06-06', gender: 'FEMALE' }, { on: '1981-06-06' });
    const figures = [{ plus: true, people: 3, pseudonymised: 3, small: [{ size: 1, groups: 1 }, { size: 2, groups: 1 }] }]; // prettier-ignore
    const run = await startRun(guard(), agencyId);
    expect(told(run.identifiabilityBefore)).toEqual(figures);
    await carryOutRun(system(), run.id);
    expect(told(await identifiabilityAfter(guard(), run))).toEqual(figures);
  });

  it('names the fields that are left, and holds no value of any of them', async () => {
    await people({ on: '1980-05-05' });
    const run = await startRun(guard(), agencyId);
    expect(run.identifiabilityBefore?.[0]?.fields).toEqual(expect.arrayContaining(['Candidate.birthDate', 'Candidate.gender', 'Candidate.province'])); // prettier-ignore
    expect(JSON.stringify(run.identifiabilityBefore)).not.toMatch(/1980|MALE|Zeeland/);
  });

  it('of another agency, or of a whole one for who is held to a part of it, is not told (S2)', async () => {
    await expect(identifiabilityOfDue(guard([newId()]), agencyId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const held = product.workAs({ ...staffActor('PRIVACY_OFFICER', [agencyId]), unitIds: [newId()] });
    await expect(identifiabilityOfDue(held, agencyId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
