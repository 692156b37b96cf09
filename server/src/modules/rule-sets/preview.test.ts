import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { ENOUGH_ALIKE } from '../anonymisation/index.ts';
import { EducationSchema } from '../candidates/index.ts';
import { EmployeeSchema } from '../employees/index.ts';
import { draftRuleSet } from './draft-rule-set.ts';
import { previewPeople } from './preview-people.ts';
import { previewRuleSet } from './preview.ts';

const TODAY = '2026-06-01';

describe('a preview (B2)', () => {
  let product: TestProduct;
  let first: string;
  let second: string;
  beforeAll(async () => {
    product = await startTestProduct(`${TODAY}T10:00:00+02:00`);
  });
  beforeEach(async () => {
    first = (await makeAgency(product)).id;
    second = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());

  const work = (agencyIds = [first, second]) => product.workAs(staffActor('CONSULTANT', agencyIds));
  const setOf = () => draftRuleSet(work(), { name: 'Opschonen', agencyIds: [first, second] });
  /** Selected because they are blocked. */
  async function blocked(agencyId: string, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await makePerson(product, agencyId, { registeredOn: '2026-05-20' }));
    await rows(product.orm.em.fork(), sql`update candidate set blocked = true where id = any(${ids})`);
    return ids.toSorted();
  }
  const change = (ids: readonly string[], values: ReturnType<typeof sql>) =>
    rows(product.orm.em.fork(), sql`update candidate set ${values} where id = any(${ids})`);

  it('lists the same people that it counts, page by page, with the rule that decided', async () => {
    const people = [...(await blocked(first, 5)), ...(await blocked(second, 2))].toSorted();
    await makePerson(product, first, { registeredOn: '2026-05-20' });
    const set = await setOf();
    expect(await previewRuleSet(work(), set, TODAY)).toMatchObject({ total: 7, byRule: [{ place: 0, count: 7 }] });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await previewPeople(work(), set, TODAY, {}, { first: 3, ...(after ? { after } : {}) });
      expect(await page.totalCount()).toBe(7);
      expect(page.nodes.map((one) => one.decidedBy)).toEqual(page.nodes.map(() => 0));
      seen.push(...page.nodes.map((one) => one.candidate.id));
      after = page.hasNextPage ? page.cursorOf(page.nodes.at(-1)!) : undefined;
    } while (after);
    expect(seen).toEqual(people);
  });

  it('is narrowed to an agency, and to what decided', async () => {
    const people = await blocked(first, 2);
    await blocked(second, 1);
    const set = await setOf();
    const list = async (filter: object) =>
      (await previewPeople(work(), set, TODAY, filter, { first: 10 })).nodes.map((one) => one.id);
    expect(await list({ agencyId: first })).toEqual(people);
    expect(await list({ agencyId: newId() })).toEqual([]);
    expect(await list({ decidedBy: 0 })).toHaveLength(3);
    expect(await list({ decidedBy: -1 })).toEqual([]);
  });

  it('lists nobody whom one may not know of (S2)', async () => {
    await blocked(first, 2);
    const own = await blocked(second, 1);
    const set = await setOf();
    const page = await previewPeople(work([second]), set, TODAY, {}, { first: 10 });
    expect(page.nodes.map((one) => one.id)).toEqual(own);
    expect(await page.totalCount()).toBe(1);
  });

  it('looks at no day that has been, nor further than ten years on', async () => {
    const set = await setOf();
    for (const on of ['2026-05-31', '2036-06-01']) {
      await expect(previewRuleSet(work(), set, on)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: ['on'] });
      await expect(previewPeople(work(), set, on, {}, {})).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });

  it('says how many could still be told apart afterwards, without and with Plus (B11)', async () => {
    const alike = await blocked(first, ENOUGH_ALIKE);
    const lone = await blocked(first, 1);
    const pair = await blocked(first, 2);
    const gone = await blocked(first, 1);
    await change(
      [...alike, ...lone, ...pair, ...gone],
      sql`gender = 'MALE', province = 'Zeeland', birth_date = '1980-05-05'`,
    );
    await change(lone, sql`birth_date = '1980-06-06'`);
    await change(pair, sql`gender = 'FEMALE'`);
    await change(gone, sql`anonymised = true, birth_date = '1990-01-01', gender = null, province = null`);
    const { identifiability } = await previewRuleSet(work(), await setOf(), TODAY);
    expect(identifiability).toEqual([
      {
        plus: false,
        fields: expect.arrayContaining(['Candidate.birthDate', 'Candidate.gender', 'Candidate.province']) as string[],
        people: 9,
        pseudonymised: 4,
        small: [
          { size: 1, groups: 2 },
          { size: 2, groups: 1 },
        ],
      },
      // With Plus little more than the year of birth remains of them; who went before keeps what he has.
      { plus: true, fields: ['Candidate.birthDate', 'Employee.inServiceFrom', 'Employee.outOfServiceOn'], people: 9, pseudonymised: 1, small: [{ size: 1, groups: 1 }] }, // prettier-ignore
    ]);
  });

  it('says so of every table in which something is left: an education, the days of an employment (B11)', async () => {
    const people = await blocked(first, ENOUGH_ALIKE + 3);
    const [studied, employed, both] = people as [string, string, string];
    const em = product.orm.em.fork();
    for (const candidateId of [studied, both])
      em.create(EducationSchema, { id: newId(), candidateId, study: 'Sterrenkunde' });
    for (const [candidateId, inServiceFrom] of [
      [employed, '2021-03-04'],
      [both, '2021-03-01'],
    ] as const)
      em.create(EmployeeSchema, { id: newId(), candidateId, internal: false, inServiceFrom });
    await em.flush();
    const small = async () =>
      (await previewRuleSet(work(), await setOf(), TODAY)).identifiability.map((one) => one.small);
    // Plus deletes educations, and leaves of an employment its years: these two are alike then.
    expect(await small()).toEqual([[{ size: 1, groups: 3 }], [{ size: 2, groups: 1 }]]);
    await change([studied], sql`anonymised = true`);
    // Of who was anonymised before, without Plus, the education has stayed.
    expect(await small()).toEqual([
      [{ size: 1, groups: 3 }],
      [
        { size: 1, groups: 1 },
        { size: 2, groups: 1 },
      ],
    ]);
  });
});
