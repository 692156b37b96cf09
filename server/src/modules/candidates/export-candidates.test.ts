import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../test-kit/account.ts';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { serve, TestBrowser, type Served } from '../../../test-kit/test-browser.ts';
import { inRowScope, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { publishedFieldsOf } from '../personal-data/index.ts';
import type { StaffActor } from '../permissions/index.ts';
import { sealBsn } from './bsn.ts';
import type { CandidateFilter } from './candidate.inputs.ts';
import { candidateData } from './candidate.personal-data.ts';
import { exportCandidates } from './export-candidates.ts';

const BSN = '123456782';

describe('an export of candidates (H47–H49)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let unitId: string;
  beforeAll(async () => {
    product = await startTestProduct('2026-06-01T10:00:00+02:00');
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
    unitId = newId();
    const { em } = product.workAs();
    await rows(em, sql`insert into organisation_unit (id, agency_id, name) values (${unitId}, ${agencyId}, 'Zwolle')`);
    const vos = await person({ lastName: 'Vos', town: 'Delft', organisationUnitId: unitId });
    const { bsnCipher, bsnHash } = sealBsn(product.secrets, vos, BSN);
    await rows(em, sql`update candidate set bsn_cipher = ${bsnCipher}, bsn_hash = ${bsnHash} where id = ${vos}`);
    await person({ lastName: '=HYPERLINK("http://elders.example")', town: 'Goes' });
    await makePerson(product, (await makeAgency(product)).id, { registeredOn: '2026-05-01', lastName: 'Vreemde' });
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });

  async function person(fields: { lastName: string; town: string; organisationUnitId?: string }): Promise<string> {
    const { lastName, town, organisationUnitId = null } = fields;
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01', lastName });
    await rows(
      product.workAs().em,
      sql`update candidate set town = ${town}, organisation_unit_id = ${organisationUnitId} where id = ${id}`,
    );
    return id;
  }
  const admin = () => staffActor('ADMIN', [agencyId]);
  const take = (actor: StaffActor, filter: CandidateFilter = {}) =>
    inRowScope(
      () => actor,
      () => exportCandidates(product.workAs(actor), actor.rights, { filter, language: 'nl' }),
    );
  const read = (csv: string) =>
    parse<Record<string, string>>(csv, { columns: true, delimiter: ';', bom: true, relax_quotes: true });
  const less = (actor: StaffActor, ...hidden: string[]): StaffActor => {
    const see = new Set([...actor.rights.see].filter((name) => !hidden.includes(name)));
    return { ...actor, rights: { ...actor.rights, see } };
  };

  it('has everybody of the list and nobody else, each with the fields that the role may see, the BSN masked', async () => {
    const { csv, candidates } = await take(admin());
    const lines = read(csv);
    expect(candidates).toBe(2);
    expect(lines.map((line) => line['Woonplaats'])).toEqual(expect.arrayContaining(['Delft', 'Goes']));
    expect(lines.find((line) => line['Achternaam'] === 'Vos')).toMatchObject({
      Bsn: '******782',
      'Organisatie-onderdeel': 'Zwolle',
      Geanonimiseerd: 'nee',
    });
    expect(csv).not.toContain(BSN);
    expect(csv).not.toContain('Vreemde');
  });

  it.each(publishedFieldsOf(candidateData).map(({ field, line }) => [field, line.nl] as const))(
    'has no %s for who may not see it (S1, D17)',
    async (field, heading) => {
      const headings = async (actor: StaffActor) => Object.keys(read((await take(actor)).csv)[0]!);
      expect(await headings(admin())).toContain(heading);
      expect(await headings(less(admin(), `Candidate.${field}`))).not.toContain(heading);
    },
  );

  it('is by no filter of what may not be seen (D17), as the list is', async () => {
    expect((await take(admin(), { search: 'Delft' })).candidates).toBe(1);
    expect((await take(less(admin(), 'Candidate.town'), { search: 'Delft' })).candidates).toBe(0);
    await expect(
      take(less(admin(), 'Candidate.registrationKind'), { registrationKind: 'MANUAL' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('has for who is held to a unit the people of that unit', async () => {
    const { csv } = await take({ ...admin(), unitIds: [unitId] });
    expect(read(csv).map((line) => line['Achternaam'])).toEqual(['Vos']);
  });

  it('is taken for a formula by no spreadsheet', async () => {
    const { csv } = await take(admin(), { search: 'Goes' });
    expect(read(csv)[0]!['Achternaam']).toBe('\'=HYPERLINK("http://elders.example")');
  });

  it('is in the audit trail with how many, and no name; ten in an hour are enough', async () => {
    const actor = admin();
    for (let times = 0; times < 10; times += 1) await take(actor);
    await expect(take(actor)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const entries = await rows<{ facts: object; text: string }>(
      product.workAs().em,
      sql`select facts, e::text as text from audit_entry e where action = 'candidates.exported' and actor_id = ${actor.id}`,
    );
    expect(entries).toHaveLength(10);
    expect(entries[0]!.facts).toEqual({ candidates: 2 });
    expect(entries[0]!.text).not.toContain('Vos');
  });

  it.each(['CONSULTANT', 'RECRUITER', 'BACK_OFFICE', 'READ_ONLY'] as const)('is not for a %s', async (role) => {
    await expect(take(staffActor(role, [agencyId]))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('asks first who one is, and is made once in a request', async () => {
    const browser = new TestBrowser(served);
    await browser.signIn((await makeAccount(product, [agencyId])).email, PASSWORD);
    const ask = () => browser.mutate('exportCandidates', { language: 'nl' }, 'candidates');
    expect((await ask()).codes).toEqual(['REAUTHENTICATION_REQUIRED']);
    await browser.confirm(PASSWORD);
    expect(await ask()).toMatchObject({ codes: [], candidates: 2 });
    const one = 'exportCandidates(input: { language: nl }) { candidates userErrors { code } }';
    const { data } = await browser.send(`mutation { a: ${one} b: ${one} }`);
    expect([data['a']!['userErrors'], data['b']!['userErrors']]).toContainEqual([{ code: 'RATE_LIMITED' }]);
  });
});
