import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { newId } from '../../platform/ids.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { noteConsent, withdrawConsent } from '../consent/index.ts';
import type { Rights, StaffActor } from '../permissions/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { addApplication, updateApplication } from './save-application.ts';

describe('what changes a person’s term', () => {
  let product: TestProduct;
  let recruiter: StaffActor;
  let agencyId: string;
  let rights: Rights;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    recruiter = staffActor('RECRUITER', [agencyId]);
    rights = recruiter.rights;
  });
  afterAll(() => product.stop());

  const work = () => product.workAs(recruiter);
  const person = () => makePerson(product, agencyId, { registeredOn: '2026-05-20', registrationKind: 'MANUAL' });
  const termOf = (id: string) => product.orm.em.fork().findOneOrFail(CandidateSchema, { id });
  const apply = (candidateId: string, fields = {}, vacancyId: string | null = null) =>
    addApplication(work(), rights, { candidateId, vacancyId, fields });

  it('is a new application: the clock starts again, for one vacancy (D14, H36)', async () => {
    const id = await person();
    expect(await termOf(id)).toMatchObject({ retainUntil: '2026-06-21', retentionBasis: 'CANDIDATE_NO_CONSENT' });
    expect(await apply(id, { desiredJob: 'Lasser' })).toMatchObject({
      type: 'OPEN',
      status: 'NEW',
      appliedOn: '2026-06-01',
      desiredJob: 'Lasser',
    });
    expect(await termOf(id)).toMatchObject({
      retainUntil: '2026-07-03',
      retentionBasis: 'SINGLE_VACANCY',
      retentionStartedOn: '2026-06-01',
    });
  });

  it('is the end of the procedure: a status that no longer runs gets today’s date, and loses it again (D14, C124)', async () => {
    const id = await person();
    const application = await apply(id, { appliedOn: '2026-05-01' });
    expect(await termOf(id)).toMatchObject({ retentionStartedOn: '2026-05-01' });
    expect(await updateApplication(work(), rights, application.id, { status: 'REJECTED' })).toMatchObject({
      deregisteredOn: '2026-06-01',
    });
    expect(await termOf(id)).toMatchObject({ retentionStartedOn: '2026-06-01' });
    expect(await updateApplication(work(), rights, application.id, { status: 'INTERVIEW' })).toMatchObject({
      deregisteredOn: null,
    });
    expect(await termOf(id)).toMatchObject({ retentionStartedOn: '2026-05-01' });
  });

  it('is a consent, given and withdrawn; a withdrawal takes back “keep my data” too (H24, H25)', async () => {
    const id = await person();
    await noteConsent(work(), { candidateId: id, purpose: 'OTHER_VACANCIES' });
    expect(await termOf(id)).toMatchObject({ retainUntil: '2028-05-19', retentionBasis: 'CANDIDATE_CONSENT' });
    await product.orm.em.fork().nativeUpdate(CandidateSchema, { id }, { extendedUntil: '2029-01-01' });
    await withdrawConsent(work(), { candidateId: id, purpose: 'OTHER_VACANCIES' });
    expect(await termOf(id)).toMatchObject({
      retainUntil: '2026-06-21',
      retentionBasis: 'CANDIDATE_NO_CONSENT',
      extendedUntil: null,
    });
    await expect(withdrawConsent(work(), { candidateId: id, purpose: 'OTHER_VACANCIES' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['purpose'],
    });
  });

  it('is refused on another agency’s person or vacancy, as on one who does not exist (S2)', async () => {
    const other = (await makeAgency(product)).id;
    const theirs = await makePerson(product, other, { registeredOn: '2026-05-20' });
    const em = product.orm.em.fork();
    const vacancy = em.create(VacancySchema, { id: newId(), agencyId: other, reference: 'V9', title: 'Lasser' });
    await em.flush();
    await expect(apply(theirs)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(apply(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(apply(await person(), {}, vacancy.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(noteConsent(work(), { candidateId: theirs, purpose: 'OTHER_VACANCIES' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is refused as a whole when one field may not be changed, or can’t be (H6)', async () => {
    const id = await person();
    const application = await apply(id);
    const seesOnly: Rights = {
      ...rights,
      change: new Set([...rights.change].filter((field) => field !== 'Application.memo')),
    };
    await expect(
      updateApplication(work(), seesOnly, application.id, { desiredJob: 'Kok', memo: 'x' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(updateApplication(work(), rights, application.id, { status: null })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['status'],
    });
    await expect(updateApplication(work(), rights, application.id, { commuteMetres: -1 })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      field: ['commuteMetres'],
    });
    await expect(
      updateApplication(work(), rights, application.id, { freeFields: { a: { b: 1 } } }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
