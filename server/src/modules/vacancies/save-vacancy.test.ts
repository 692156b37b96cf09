import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { DomainError } from '../../platform/errors.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import { OrganisationUnitSchema, saveNamed } from '../organisation/index.ts';
import { saveVacancy, type VacancyFields } from './save-vacancy.ts';
import { VacancySchema, type Vacancy } from './vacancy.entity.ts';
import { listVacancies } from './vacancy.repository.ts';

describe('a vacancy', () => {
  let product: TestProduct;
  let agencyId: string;
  let otherAgencyId: string;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    otherAgencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());

  const work = (agencyIds = [agencyId]) => product.workAs(staffActor('RECRUITER', agencyIds));
  const add = (fields: VacancyFields = {}, of = agencyId) =>
    saveVacancy(work([of]), { id: null, agencyId: of, reference: newId(), title: 'Lasser', ...fields });
  const change = ({ id }: Vacancy, fields: VacancyFields, of = agencyId) =>
    saveVacancy(work([of]), { id, agencyId: null, ...fields });
  const refused = (deed: Promise<unknown>) =>
    deed.then(
      () => 'done',
      (error: unknown) => {
        if (!(error instanceof DomainError)) throw error;
        return [error.code, ...(error.field ?? [])].join(' ');
      },
    );

  it('is open from today, unless told otherwise', async () => {
    expect(await add()).toMatchObject({ status: 'OPEN', openedOn: '2026-06-01', filledOn: null });
    expect(await add({ openedOn: null })).toMatchObject({ openedOn: null });
  });

  it('that becomes filled gets its day, keeps it, and loses it when it opens again (C26)', async () => {
    const vacancy = await add({ openedOn: '2026-05-01' });
    expect(await change(vacancy, { status: 'FILLED' })).toMatchObject({ status: 'FILLED', filledOn: '2026-06-01' });
    expect(await change(vacancy, { filledOn: '2026-05-20' })).toMatchObject({ filledOn: '2026-05-20' });
    expect(await change(vacancy, { title: 'Voorman' })).toMatchObject({ title: 'Voorman', filledOn: '2026-05-20' });
    expect(await change(vacancy, { status: 'OPEN' })).toMatchObject({ filledOn: null });
  });

  it('has days that can be: none to come, and not filled before it was open', async () => {
    expect(await refused(add({ openedOn: '2026-06-02' }))).toBe('BAD_USER_INPUT openedOn');
    expect(await refused(add({ status: 'FILLED', filledOn: '2026-06-02' }))).toBe('BAD_USER_INPUT filledOn');
    expect(await refused(add({ openedOn: '2026-05-02', status: 'FILLED', filledOn: '2026-05-01' }))).toBe(
      'BAD_USER_INPUT filledOn',
    );
  });

  it('has a title, a status and a reference of its own in the agency', async () => {
    const { reference } = await add();
    expect(await refused(add({ reference }))).toBe('BAD_USER_INPUT reference');
    expect(await refused(add({ reference }, otherAgencyId))).toBe('done');
    expect(await refused(add({ title: ' ' }))).toBe('BAD_USER_INPUT title');
    expect(await refused(add({ reference: null }))).toBe('BAD_USER_INPUT reference');
    expect(await refused(add({ status: null }))).toBe('BAD_USER_INPUT status');
  });

  it('of another agency, or of a unit that is not one’s own, does not exist', async () => {
    const vacancy = await add();
    expect(await refused(change(vacancy, { title: 'Anders' }, otherAgencyId))).toBe('NOT_FOUND');
    expect(await refused(saveVacancy(work(), { id: null, agencyId: otherAgencyId, reference: 'x', title: 'y' }))).toBe(
      'NOT_FOUND',
    );
    const held = { ...staffActor('RECRUITER', [agencyId]), unitIds: [newId()] };
    const asHeld = product.workAs(held);
    expect(await refused(saveVacancy(asHeld, { id: vacancy.id, agencyId: null, title: 'Anders' }))).toBe('NOT_FOUND');
    expect(await product.orm.em.fork().findOneOrFail(VacancySchema, { id: vacancy.id })).toMatchObject({
      title: 'Lasser',
    });
  });

  it('is found by a part of its title or reference, and by its status, a page at a time', async () => {
    const marker = newId().slice(-6);
    for (const status of ['OPEN', 'OPEN', 'FILLED'] as const) await add({ title: `Brug_${marker}%wachter`, status });
    const found = async (filter: object, page = {}) => {
      const list = await listVacancies(work(), page, filter, 'OPENED_DESC');
      return { found: list.nodes.length, hasNextPage: list.hasNextPage, total: await list.totalCount() };
    };
    expect(await found({ search: `g_${marker}%w` })).toEqual({ found: 3, hasNextPage: false, total: 3 });
    expect(await found({ search: `g_${marker}_w` })).toMatchObject({ total: 0 });
    expect(await found({ search: marker, status: 'OPEN' }, { first: 1 })).toEqual({
      found: 1,
      hasNextPage: true,
      total: 2,
    });
    const other = { search: marker, agencyId: toGlobalId('Agency', otherAgencyId) };
    expect(await found(other)).toMatchObject({ total: 0 });
  });

  it('is not named here, but what has a name alone is: once in an agency, whatever the case', async () => {
    const kind = {
      schema: OrganisationUnitSchema,
      added: 'organisation-unit.added',
      renamed: 'organisation-unit.renamed',
    } as const;
    const name = (text: string, id: string | null = null, of = agencyId) =>
      saveNamed(work([of]), kind, { id, agencyId: id === null ? of : null, name: text });
    const north = await name(' Noord ');
    expect(north).toMatchObject({ name: 'Noord', agencyId });
    expect(await refused(name('NOORD'))).toBe('BAD_USER_INPUT name');
    expect(await refused(name('noord', null, otherAgencyId))).toBe('done');
    expect(await name('noord', north.id)).toMatchObject({ id: north.id, name: 'noord' });
    expect(await refused(name('Zuid', north.id, otherAgencyId))).toBe('NOT_FOUND');
    expect(await refused(name('  '))).toBe('BAD_USER_INPUT name');
    const both = await Promise.all([refused(name('Oost')), refused(name('Oost'))]);
    expect(both.toSorted()).toEqual(['BAD_USER_INPUT name', 'done']);
  });
});
