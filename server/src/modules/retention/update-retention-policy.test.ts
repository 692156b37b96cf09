import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import { RetentionPolicySchema } from './retention-policy.entity.ts';
import { previewRetentionPolicy, updateRetentionPolicy, type PolicyChanges } from './update-retention-policy.ts';

describe('a change of an agency’s terms (H29–H39)', () => {
  let product: TestProduct;
  let agencyId: string;
  let admin: StaffActor;
  let people: Record<'candidate' | 'withConsent' | 'one' | 'several' | 'approved', string>;

  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T12:00:00+02:00');
    agencyId = (await makeAgency(product)).id;
    admin = staffActor('ADMIN', [agencyId]);
    const make = (sketch: object) => makePerson(product, agencyId, { registeredOn: '2026-05-10', ...sketch });
    const applied = {
      registrationKind: 'RECRUIT_APPLICATION',
      applications: [{ appliedOn: '2026-05-10' }],
    };
    people = {
      candidate: await make({}),
      withConsent: await make({ consent: true }),
      one: await make({ ...applied, applications: [...applied.applications] }),
      several: await make({ ...applied, applications: [...applied.applications], consent: true }),
      approved: await make({ approvedOn: '2026-05-12' }),
    };
  });
  afterAll(() => product.stop());

  const preview = (changes: PolicyChanges, actor: StaffActor = admin) =>
    previewRetentionPolicy(product.workAs(actor), agencyId, changes);
  const change = (changes: PolicyChanges, mark: string, actor: StaffActor = admin) =>
    updateRetentionPolicy(product.workAs(actor), agencyId, changes, mark);
  const ends = async () => {
    const found = await product.orm.em.fork().find(CandidateSchema, { agencyId });
    return Object.fromEntries(
      Object.entries(people).map(([name, id]) => [name, found.find((one) => one.id === id)!.retainUntil]),
    );
  };

  it('shows beforehand how many people it moves and how many would be due at once, and moves nobody', async () => {
    const before = await ends();
    expect(await preview({ singleVacancyTermDays: 14, multipleVacanciesTermDays: 800 })).toMatchObject({
      moved: 3,
      earlier: 2,
      later: 1,
      dueAtOnce: 2,
      due: 2,
      dueByThemselves: 0,
      toBeDeleted: 0,
      guidance: ['MULTIPLE_VACANCIES_ABOVE_1_YEAR', 'CANDIDATE_ABOVE_1_YEAR'],
    });
    expect(await ends()).toEqual(before);
  });

  it('shows who would go by themselves, and who would be deleted at the end (D3, D13)', async () => {
    expect(
      await preview({ singleVacancyTermDays: 14, autoEraseCandidates: true, singleVacancyEnding: 'DELETE' }),
    ).toMatchObject({ due: 2, dueByThemselves: 1, toBeDeleted: 1 });
  });

  it('counts nobody as due whom a hold keeps', async () => {
    const { em } = product.workAs(admin);
    await rows(
      em,
      sql`insert into hold (id, candidate_id, reason, until, placed_at)
          values (uuidv7(), ${people.one}, 'Een lopende zaak', '2026-12-31', now())`,
    );
    expect(await preview({ singleVacancyTermDays: 14 })).toMatchObject({ moved: 2, dueAtOnce: 1, due: 1 });
    await rows(em, sql`delete from hold where candidate_id = ${people.one}`);
  });

  it('takes effect only with the mark of its own preview', async () => {
    const { mark } = await preview({ singleVacancyTermDays: 14 });
    await expect(change({ singleVacancyTermDays: 15 }, mark)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(change({ singleVacancyTermDays: 14 }, 'none')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await product.orm.em.fork().findOne(RetentionPolicySchema, { agencyId })).toMatchObject({
      singleVacancyTermDays: 32,
    });
  });

  it('is refused when it would do something else than was shown, since somebody came or the settings changed', async () => {
    const { mark } = await preview({ singleVacancyTermDays: 20 });
    const newcomer = await makePerson(product, agencyId, { registeredOn: '2026-05-10' });
    await expect(change({ singleVacancyTermDays: 20 }, mark)).rejects.toMatchObject({ code: 'CONFLICT' });
    await rows(
      product.workAs(admin).em,
      sql`update candidate set anonymised = true, retain_until = null where id = ${newcomer}`,
    );
  });

  it('does what its preview showed: moves everybody in one transaction, and says so in the trail', async () => {
    const changes = { singleVacancyTermDays: 20, multipleVacanciesTermDays: 365 };
    const { mark, moved } = await preview(changes);
    await change(changes, mark);
    expect(moved).toBe(3);
    expect(await ends()).toEqual({
      candidate: '2026-05-30',
      withConsent: '2028-05-09',
      one: '2026-05-30',
      several: '2027-05-10',
      approved: null,
    });
    const [entry] = await rows<{ facts: object }>(
      product.workAs(admin).em,
      sql`select facts from audit_entry where action = 'retention.changed' order by seq desc limit 1`,
    );
    expect(entry!.facts).toEqual({ ...changes, peopleMoved: 3, dueAtOnce: 2 });
  });

  it('is not for who knows only some of the agency’s units: it moves people of the others too', async () => {
    const held: StaffActor = { ...admin, unitIds: [] };
    await expect(preview({ plus: true }, held)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change({ plus: true }, 'any', held)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(['candidateTermDays', 'singleVacancyTermDays', 'multipleVacanciesTermDays'] as const)(
    'refuses a %s of no days',
    async (field) => {
      await expect(preview({ [field]: 0 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: [field] });
    },
  );
});
