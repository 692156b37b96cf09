import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { carryOutDueErasures, carryOutOpenRuns, planErasures } from '../anonymisation/index.ts';
import { sendNotices } from '../contact-moments/index.ts';
import type { StaffActor, SystemActor } from '../permissions/index.ts';
import { placeHold } from '../retention/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { anonymiseMany } from './anonymise-many.ts';
import type { BulkDeed } from './deed.ts';
import { extendMany } from './extend-many.ts';
import { holdMany } from './hold-many.ts';
import { planMany } from './plan-many.ts';
import { weigh, type BulkPeople } from './weigh.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('something done to many of the list at once (H47–H49)', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T12:00:00+02:00');
  });
  afterAll(() => product.stop());

  /** An agency with three people who have a term, and one each who is held and who was handed over. */
  async function world() {
    product.clock.set('2026-06-01T12:00:00+02:00');
    const agencyId = (await makeAgency(product)).id;
    const officer = staffActor('PRIVACY_OFFICER', [agencyId]);
    const person = (sketch: object = {}) => makePerson(product, agencyId, { registeredOn: '2026-05-10', ...sketch });
    const here = [await person(), await person(), await person({ registeredOn: '2026-01-01' })];
    const held = await person();
    await placeHold(product.workAs(officer), { candidateId: held, reason: 'Een lopende klacht', until: '2026-12-31' });
    const approved = await person({ approvedOn: '2026-05-20' });
    const filter = { agencyId: toGlobalId('Agency', agencyId) };
    return { agencyId, officer, here, held, approved, filter, everybody: { filter } satisfies BulkPeople };
  }
  const as = <Result>(actor: StaffActor, work: () => Promise<Result>) => inRowScope(() => actor, work);
  const look = (actor: StaffActor, deed: BulkDeed, people: BulkPeople) =>
    as(actor, () => weigh(product.workAs(actor), actor.rights, deed, people));
  const ask = (
    deed: (work: ReturnType<TestProduct['workAs']>, rights: StaffActor['rights'], input: never) => Promise<unknown>,
    actor: StaffActor,
    input: { people: BulkPeople; mark: string; reason?: string; until?: string; dueOn?: string },
  ) => as(actor, () => deed(product.workAs(actor), actor.rights, input as never));
  const tell = <Row>(query: ReturnType<typeof sql<Row>>) => rows<Row>(product.orm.em.fork(), query);

  it('is shown beforehand: how many, and why not the others', async () => {
    const { officer, everybody } = await world();
    expect(await look(officer, 'ANONYMISE', everybody)).toMatchObject({
      selected: 5,
      skipped: expect.arrayContaining([
        { reason: 'HELD', people: 1 },
        { reason: 'HANDED_OVER', people: 1 },
      ]) as object,
    });
    expect((await look(officer, 'HOLD', everybody)).ids).toHaveLength(5);
    expect((await look(officer, 'EXTEND', everybody)).ids).toHaveLength(4);
  });

  it('extends all terms that can be extended, each with an entry of its own, and nobody else’s', async () => {
    const { officer, everybody, here, approved } = await world();
    const { mark } = await look(officer, 'EXTEND', everybody);
    await ask(extendMany, officer, { people: everybody, mark });
    const until = await tell<{ id: string; until: string | null }>(
      sql`select id, retain_until::text as until from candidate where id = any(${[...here, approved]})`,
    );
    expect(Object.fromEntries(until.map((one) => [one.id, one.until]))).toEqual({
      [here[0]!]: '2026-07-13',
      [here[1]!]: '2026-07-13',
      [here[2]!]: '2026-07-03',
      [approved]: null,
    });
    expect(
      await tell(sql`select 1 from audit_entry where action = 'retention.extended' and subject_id = any(${here})`),
    ).toHaveLength(3);
  });

  it('is done once with one preview, and not when anybody has changed since', async () => {
    const { officer, everybody, here } = await world();
    const { mark } = await look(officer, 'EXTEND', everybody);
    await placeHold(product.workAs(officer), { candidateId: here[0]!, reason: 'Nog een klacht', until: '2026-12-31' });
    await expect(ask(extendMany, officer, { people: everybody, mark })).rejects.toMatchObject({ code: 'CONFLICT' });
    const again = await look(officer, 'EXTEND', everybody);
    const both = await Promise.allSettled([
      ask(extendMany, officer, { people: everybody, mark: again.mark }),
      ask(extendMany, officer, { people: everybody, mark: again.mark }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(
      await tell(sql`select 1 from audit_entry where action = 'retention.extended' and subject_id = ${here[0]!}`),
    ).toHaveLength(1);
  });

  it('is bound to the deed that was looked at', async () => {
    const { officer, everybody } = await world();
    const { mark } = await look(officer, 'EXTEND', everybody);
    await expect(ask(anonymiseMany, officer, { people: everybody, mark })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('places a hold on all of a selection, after which no run takes them (B5)', async () => {
    const { officer, here } = await world();
    const people = { candidateIds: here };
    const { mark } = await look(officer, 'HOLD', people);
    await expect(ask(holdMany, officer, { people, mark, reason: 'kort', until: '2026-12-31' })).rejects.toMatchObject({
      field: ['reason'],
    });
    await ask(holdMany, officer, { people, mark, reason: 'Een lopende zaak', until: '2026-12-31' });
    expect((await look(officer, 'ANONYMISE', people)).skipped).toEqual([{ reason: 'HELD', people: 3 }]);
  });

  it('anonymises in a run of its own, and of whoever is held by then nobody', async () => {
    const { officer, everybody, here, approved, held } = await world();
    const { mark } = await look(officer, 'ANONYMISE', everybody);
    await ask(anonymiseMany, officer, { people: everybody, mark });
    await placeHold(product.workAs(officer), { candidateId: here[0]!, reason: 'Toch een klacht', until: '2026-12-31' });
    await carryOutOpenRuns(product.workAs(SYSTEM));
    const gone = await tell<{ id: string }>(
      sql`select id from candidate where anonymised and id = any(${[...here, approved, held]})`,
    );
    expect(gone.map(({ id }) => id).toSorted()).toEqual([here[1], here[2]].toSorted());
    const [run] = await tell(
      sql`select trigger, state, people, erased, skipped from erasure_run where started_by = ${officer.id}`,
    );
    expect(run).toEqual({ trigger: 'BULK', state: 'DONE', people: 3, erased: 2, skipped: 1 });
  });

  it('anonymises once with one preview, also when it is asked again before the run has come to anybody', async () => {
    const { officer, everybody } = await world();
    const { mark } = await look(officer, 'ANONYMISE', everybody);
    await ask(anonymiseMany, officer, { people: everybody, mark });
    await expect(ask(anonymiseMany, officer, { people: everybody, mark })).rejects.toMatchObject({ code: 'CONFLICT' });
    await carryOutOpenRuns(product.workAs(SYSTEM));
  });

  it('tells who may not see why somebody is left out no more than that he is (D17)', async () => {
    const { agencyId, everybody } = await world();
    const { rights, ...officer } = staffActor('PRIVACY_OFFICER', [agencyId]);
    const see = new Set(
      [...rights.see].filter((field) => !/^(Hold|ErasurePlan)\.|^Candidate\.approvedOn$/.test(field)),
    );
    const told = await look({ ...officer, rights: { ...rights, see } }, 'ANONYMISE', everybody);
    expect(told).toMatchObject({ selected: 5, skipped: [{ reason: 'NOT_POSSIBLE', people: 2 }] });
  });

  it('plans for a day: they are told first, may stay silent, and go by themselves though the agency’s switch is off (D13)', async () => {
    const { officer, agencyId, here } = await world();
    const people = { candidateIds: here.slice(0, 2) };
    await tell(
      sql`update candidate set extended_until = '2027-01-01', retain_until = '2027-01-01' where id = any(${here})`,
    );
    const { mark } = await look(officer, 'PLAN', people);
    await ask(planMany, officer, { people, mark, dueOn: '2026-06-05' });
    expect((await look(officer, 'PLAN', people)).skipped).toEqual([{ reason: 'PLANNED_ALREADY', people: 2 }]);
    const work = product.workAs(SYSTEM);
    await planErasures(work, agencyId);
    await sendNotices(work, agencyId);
    expect(
      await tell(sql`select basis, state, due_on::text as due from erasure_plan where candidate_id = ${here[0]!}`),
    ).toEqual([{ basis: 'STAFF', state: 'PLANNED', due: '2026-06-15' }]);
    await allMailLeft(product);
    product.clock.set('2026-06-15T12:00:00+02:00');
    expect(await carryOutDueErasures(work, agencyId)).toMatchObject({ erased: 2 });
  });

  it('plans nobody for later than the end of his term', async () => {
    const { officer, here } = await world();
    const people = { candidateIds: here.slice(0, 1) };
    const { mark } = await look(officer, 'PLAN', people);
    await ask(planMany, officer, { people, mark, dueOn: '2026-12-01' });
    expect(await tell(sql`select due_on::text as due from erasure_plan where candidate_id = ${here[0]!}`)).toEqual([
      { due: '2026-06-11' },
    ]);
  });

  it('of somebody else’s people does nothing, and says no more than that they are not here (S2)', async () => {
    const { officer, here } = await world();
    const other = await world();
    const people = { candidateIds: [here[0]!, ...other.here, newId()] };
    const { mark, ...shown } = await look(officer, 'EXTEND', people);
    expect(shown).toMatchObject({ selected: 5, ids: [here[0]], skipped: [{ reason: 'NOT_FOUND', people: 4 }] });
    await ask(extendMany, officer, { people, mark });
    expect(
      await tell(
        sql`select 1 from audit_entry where action = 'retention.extended' and subject_id = any(${other.here})`,
      ),
    ).toHaveLength(0);
  });

  it('goes by no filter on what may not be seen (D17)', async () => {
    const { officer, filter } = await world();
    const see = new Set([...officer.rights.see].filter((name) => name !== 'Candidate.registrationKind'));
    const blind: StaffActor = { ...officer, rights: { ...officer.rights, see } };
    await expect(look(blind, 'EXTEND', { filter: { ...filter, registrationKind: 'MANUAL' } })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it.each([
    ['RECRUITER', 'ANONYMISE'],
    ['RECRUITER', 'PLAN'],
    ['RECRUITER', 'HOLD'],
    ['READ_ONLY', 'EXTEND'],
    ['CONSULTANT', 'EXTEND'],
  ] as const)('of a %s is refused: %s', async (role, deed) => {
    const { agencyId, everybody } = await world();
    await expect(look(staffActor(role, [agencyId]), deed, everybody)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('starts no run for who is held to a unit, and so could not follow it', async () => {
    const { officer, everybody } = await world();
    const heldTo = { ...officer, unitIds: [newId()] };
    await expect(ask(anonymiseMany, heldTo, { people: everybody, mark: 'x' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});
