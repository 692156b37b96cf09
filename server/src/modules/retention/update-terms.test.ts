import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson, type PersonSketch } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { RetentionPolicySchema } from './retention-policy.entity.ts';
import { updateTerms } from './update-terms.ts';

describe('the term of a person', () => {
  let product: TestProduct;
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());

  const personOf = (id: string) => product.orm.em.fork().findOneOrFail(CandidateSchema, { id });
  const person = async (sketch: PersonSketch) => personOf(await makePerson(product, agencyId, sketch));

  it('is 730 days for a CheckIn candidate who consented (H24, H30)', async () => {
    const candidate = await person({ registeredOn: '2026-01-01', consent: true });
    expect(candidate).toMatchObject({
      retainUntil: '2028-01-01',
      retentionBasis: 'CANDIDATE_CONSENT',
      retentionTermDays: 730,
    });
  });

  it('is 32 days without consent (H25)', async () => {
    const candidate = await person({ registeredOn: '2026-01-01' });
    expect(candidate).toMatchObject({
      retainUntil: '2026-02-02',
      retentionBasis: 'CANDIDATE_NO_CONSENT',
      retentionTermDays: 32,
    });
  });

  it('starts again with a new application (D14)', async () => {
    const candidate = await person({ registeredOn: '2026-01-01', applications: [{ appliedOn: '2026-03-01' }] });
    expect(candidate).toMatchObject({ retentionStartedOn: '2026-03-01', retainUntil: '2026-04-02' });
  });

  it('runs for an applicant from his last application while a procedure runs (H36, D14)', async () => {
    const candidate = await person({
      registeredOn: '2026-01-01',
      registrationKind: 'RECRUIT_APPLICATION',
      applications: [
        { appliedOn: '2026-01-01', status: 'REJECTED', deregisteredOn: '2026-03-20' },
        { appliedOn: '2026-02-01' },
      ],
    });
    expect(candidate).toMatchObject({
      retentionBasis: 'SINGLE_VACANCY',
      retentionStartedOn: '2026-02-01',
      retainUntil: '2026-03-05',
    });
  });

  it('runs for an applicant from the end of the procedure once all applications are closed (D14)', async () => {
    const candidate = await person({
      registeredOn: '2026-01-01',
      registrationKind: 'RECRUIT_APPLICATION',
      applications: [
        { appliedOn: '2026-01-01', status: 'REJECTED', deregisteredOn: '2026-03-20' },
        { appliedOn: '2026-02-01', status: 'WITHDRAWN', deregisteredOn: '2026-02-10' },
      ],
    });
    expect(candidate).toMatchObject({ retentionStartedOn: '2026-03-20', retainUntil: '2026-04-21' });
  });

  it('is the term for several vacancies for an applicant who consented (H38)', async () => {
    const candidate = await person({
      registeredOn: '2026-01-01',
      registrationKind: 'RECRUIT_APPLICATION',
      consent: true,
      applications: [{ appliedOn: '2026-01-01' }],
    });
    expect(candidate).toMatchObject({ retentionBasis: 'MULTIPLE_VACANCIES', retainUntil: '2028-01-01' });
  });

  it('does not act on an approved candidate: the back office leads (H41)', async () => {
    expect(await person({ registeredOn: '2026-01-01', approvedOn: '2026-01-05' })).toMatchObject({
      retainUntil: null,
      retentionBasis: null,
    });
  });

  it('is the later day when the candidate asked for an extension, and the term itself when that is later (D2)', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-01-01' });
    const em = product.orm.em.fork();
    await em.nativeUpdate(CandidateSchema, { id }, { extendedUntil: '2027-05-05' });
    await updateTerms(em, { candidateIds: [id] });
    expect(await personOf(id)).toMatchObject({ retainUntil: '2027-05-05', retentionBasis: 'CANDIDATE_NO_CONSENT' });
    await em.nativeUpdate(CandidateSchema, { id }, { extendedUntil: '2026-01-15' });
    await updateTerms(em, { candidateIds: [id] });
    expect(await personOf(id)).toMatchObject({ retainUntil: '2026-02-02' });
  });

  it('moves for everybody of the agency when a setting changes, and for nobody when none does (H29)', async () => {
    const other = (await makeAgency(product)).id;
    const id = await makePerson(product, other, { registeredOn: '2026-01-01' });
    const em = product.orm.em.fork();
    expect(await updateTerms(em, { agencyId: other })).toBe(0);
    await em.nativeUpdate(RetentionPolicySchema, { agencyId: other }, { singleVacancyTermDays: 28 });
    expect(await updateTerms(em, { agencyId: other })).toBe(1);
    expect(await personOf(id)).toMatchObject({ retainUntil: '2026-01-29' });
  });

  it('without consent is never longer than the term for one vacancy, whatever the candidate term says (H25)', async () => {
    const strict = (await makeAgency(product, { candidateTermDays: 20 })).id;
    expect(await personOf(await makePerson(product, strict, { registeredOn: '2026-01-01' }))).toMatchObject({
      retainUntil: '2026-01-21',
    });
  });
});
