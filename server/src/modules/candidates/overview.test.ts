import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgency, makePerson, type PersonSketch } from '../../../test-kit/agency.ts';
import { makeAccount, PASSWORD } from '../../../test-kit/account.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { serve, TestBrowser, type Served } from '../../../test-kit/test-browser.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { newId } from '../../platform/ids.ts';
import type { StaffActor } from '../permissions/index.ts';
import { updateTerms } from '../retention/index.ts';
import type { CandidateFilter } from './candidate.inputs.ts';
import { listCandidates } from './candidate.repository.ts';
import { exportCandidates } from './export-candidates.ts';

describe('the overview of whose term ends (H47–H49)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let other: string;

  beforeAll(async () => {
    // Without consent 32 days: of who registered on 1 May it ends on 2 June; with it, two years.
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
    other = (await makeAgency(product)).id;
    await person('Vandaag', { registeredOn: '2026-04-30' });
    await person('Morgen', { registeredOn: '2026-05-01' });
    await person('Voorbij', { registeredOn: '2026-04-01', registrationKind: 'CHECKIN_INVITATION' });
    await person('Later', { registeredOn: '2026-05-20', registrationKind: 'RECRUIT_APPLICATION' });
    await person('Instemmer', { registeredOn: '2024-06-03', consent: true });
    const taken = await person('Terugnemer', { registeredOn: '2026-05-01', consent: true });
    await rows(product.workAs().em, sql`update consent set withdrawn_at = now() where candidate_id = ${taken}`);
    await updateTerms(product.workAs().em, { candidateIds: [taken] });
    await person('Backoffice', { registeredOn: '2026-04-01', approvedOn: '2026-04-02' });
    await person('Buur', { registeredOn: '2026-05-01' }, other);
    await person('Vreemde', { registeredOn: '2026-05-01' }, (await makeAgency(product)).id);
    await plan(await person('Gepland', { registeredOn: '2026-05-20', consent: true }), '2026-06-02', 'PLANNED');
    await plan(await person('Ingetrokken', { registeredOn: '2026-05-20', consent: true }), '2026-06-02', 'CANCELLED');
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });

  const person = (lastName: string, sketch: Omit<PersonSketch, 'lastName'>, agency = agencyId) =>
    makePerson(product, agency, { ...sketch, lastName });
  const plan = (candidateId: string, dueOn: string, state: string) =>
    rows(
      product.workAs().em,
      sql`insert into erasure_plan (id, candidate_id, state, planned_on, due_on, basis)
          values (${newId()}, ${candidateId}, ${state}, '2026-05-25', ${dueOn}, 'STAFF')`,
    );
  const officer = (): StaffActor => staffActor('PRIVACY_OFFICER', [agencyId, other]);
  const less = (actor: StaffActor, field: string): StaffActor => ({
    ...actor,
    rights: { ...actor.rights, see: new Set([...actor.rights.see].filter((one) => one !== field)) },
  });
  const as = <Result>(actor: StaffActor, deed: () => Promise<Result>) => inRowScope(() => actor, deed);
  const found = (filter: CandidateFilter, actor = officer()) =>
    as(actor, async () => {
      const page = await listCandidates(product.workAs(actor), actor.rights, { first: 50 }, filter, 'NAME_ASC');
      return page.nodes.map(({ lastName }) => lastName);
    });
  const agency = () => toGlobalId('Agency', agencyId);

  it.each([
    [0, ['Vandaag', 'Voorbij']],
    [1, ['Buur', 'Gepland', 'Morgen', 'Terugnemer', 'Vandaag', 'Voorbij']],
    [2, ['Buur', 'Gepland', 'Instemmer', 'Morgen', 'Terugnemer', 'Vandaag', 'Voorbij']],
    [20, ['Buur', 'Gepland', 'Instemmer', 'Later', 'Morgen', 'Terugnemer', 'Vandaag', 'Voorbij']],
  ])(
    'is of everybody who goes within %i days, that day included, and of who goes sooner by a plan',
    async (days, names) => {
      expect(await found({ daysUntilDue: days })).toEqual(names);
    },
  );

  it.each([
    ['of one agency', () => ({ agencyId: agency() }), ['Gepland', 'Morgen', 'Terugnemer', 'Vandaag', 'Voorbij']],
    ['registered by an invitation', () => ({ registrationKind: 'CHECKIN_INVITATION' as const }), ['Voorbij']],
    ['with consent that stands', () => ({ hasConsent: true }), ['Gepland']],
    ['without it', () => ({ hasConsent: false }), ['Buur', 'Morgen', 'Terugnemer', 'Vandaag', 'Voorbij']],
    ['planned', () => ({ state: 'PLANNED' as const }), ['Gepland']],
  ])('is, within a day, of who is %s, and of nobody else', async (_, filter, names) => {
    expect(await found({ daysUntilDue: 1, ...filter() })).toEqual(names);
  });

  it('tells nothing of plans to who may not see them (D17)', async () => {
    for (const field of ['ErasurePlan.dueOn', 'ErasurePlan.state'])
      expect(await found({ daysUntilDue: 1 }, less(officer(), field))).toEqual([
        ...['Buur', 'Morgen', 'Terugnemer', 'Vandaag', 'Voorbij'],
      ]);
  });

  it('is taken along as CSV with the same people, and without what the role may not see', async () => {
    const take = async (actor: StaffActor) => {
      const { csv } = await as(actor, () =>
        exportCandidates(product.workAs(actor), actor.rights, { filter: { daysUntilDue: 1 }, language: 'nl' }),
      );
      return parse<Record<string, string>>(csv, { columns: true, delimiter: ';', bom: true });
    };
    const admin = staffActor('ADMIN', [agencyId, other]);
    const names = (await take(admin)).map((line) => line['Achternaam']);
    expect(names.toSorted()).toEqual(await found({ daysUntilDue: 1 }, admin));
    const [line] = await take(less(admin, 'Candidate.lastName'));
    expect(Object.keys(line!)).not.toContain('Achternaam');
    expect(Object.keys(line!)).toContain('Roepnaam');
  });

  it('comes back as it was from a view that was kept (H47)', async () => {
    const browser = new TestBrowser(served);
    await browser.signIn((await makeAccount(product, [agencyId, other], { role: 'PRIVACY_OFFICER' })).email, PASSWORD);
    const filter = { daysUntilDue: 1, agencyId: agency(), hasConsent: false };
    expect((await browser.mutate('saveView', { name: 'Morgen', filter, orderBy: 'DUE_ASC' }, 'savedViews { id }')).codes).toEqual([]); // prettier-ignore
    const { data } = await browser.send('{ savedViews { name orderBy filter { daysUntilDue hasConsent agencyId } } }');
    const [view] = data['savedViews'] as unknown as { filter: CandidateFilter }[];
    expect(view).toEqual({ name: 'Morgen', orderBy: 'DUE_ASC', filter });
    expect(await found(view!.filter)).toEqual(['Morgen', 'Terugnemer', 'Vandaag', 'Voorbij']);
  });
});
