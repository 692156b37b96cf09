import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, look, makeInstallation, setUpAgency, type Installation, type Product } from '../kit/index.ts';

const NOW = '2027-03-01T09:00:00+01:00';
const [TODAY, TOMORROW] = ['2027-03-01', '2027-03-02'];

const EDITS = ['draftRuleSet', 'updateRuleSet', 'submitRuleSet', 'importRuleSet'] as const;
const APPROVES = ['returnRuleSet', 'approveRuleSet', 'putRuleSetLive', 'retireRuleSet', 'resumeRuleSet'] as const;
const ROLES = ['ADMIN', 'PRIVACY_OFFICER', 'CONSULTANT', 'RECRUITER', 'BACK_OFFICE', 'READ_ONLY'] as const;
type Role = (typeof ROLES)[number];

describe('the mutations of rule sets (C11, C15, C16)', () => {
  let installation: Installation;
  let product: Product;
  const clients = new Map<Role, ApiClient>();
  let agencyId: string;

  beforeAll(async () => {
    installation = await makeInstallation({ FAKE_NOW: NOW });
    const login = await setUpAgency(installation, 'Bureau Regelrecht');
    product = await installation.start();
    for (const role of ROLES) {
      const email = `${role.toLowerCase()}@bureau-regelrecht.example`;
      await look(
        await product.databaseUrl(),
        `with s as (insert into staff_user (id, name, email, password_hash, role_id)
           select gen_random_uuid(), $1, $1, u.password_hash, r.id from staff_user u, role r where r.built_in = $2 and u.email = $3 returning id)
         insert into staff_agency (staff_id, agency_id) select s.id, a.id from s, agency a`,
        [email, role, login.email],
      );
      clients.set(role, await new ApiClient(product.url).signIn({ email, password: login.password }));
    }
    const { data } = await by('ADMIN').send('{ agencies { id } }');
    agencyId = (data!['agencies'] as { id: string }[])[0]!.id;
  });
  afterAll(() => installation.remove());

  const by = (role: Role) => clients.get(role)!;
  /** Everything that there is of them, and what going live changes beside. */
  const all = async () =>
    look(
      await product.databaseUrl(),
      `select (select jsonb_agg(s order by s.id) from rule_set s) as sets, (select jsonb_agg(p order by p.agency_id) from retention_policy p) as policies,
         (select jsonb_agg(d order by d.id) from deregistration_rule d) as closing, (select jsonb_agg(m order by m.id) from contact_moment m) as moments,
         (select count(*)::int from audit_entry where action like 'rule-set.%') as entries`,
    );
  const backUps = () => readdir(join(installation.dataDir, 'back-ups')).catch(() => []);

  interface Set {
    id: string;
    version: number;
    state: string;
    contentHash: string;
    file: string;
  }
  async function deed(
    role: Role,
    mutation: string,
    input: object,
  ): Promise<{ codes: unknown[]; set: Set | undefined }> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const named = ['submitRuleSet', 'returnRuleSet', 'retireRuleSet'].includes(mutation) ? 'RuleSetInput' : type;
    const { data, errors } = await by(role).send(
      `mutation ($input: ${named}!) { outcome: ${mutation}(input: $input) {
         ruleSet { id version state contentHash file } userErrors { code field } } }`,
      { input },
    );
    const outcome = data?.['outcome'] as { ruleSet: Set | null; userErrors: { code: string; field: string[] | null }[] } | null; // prettier-ignore
    return {
      codes: [
        ...errors.map(({ extensions }) => extensions?.code),
        ...(outcome?.userErrors ?? []).map(({ code, field }) => (field ? `${code} ${field.join('.')}` : code)),
      ],
      set: outcome?.ruleSet ?? undefined,
    };
  }
  const drafted = async () =>
    (await deed('CONSULTANT', 'draftRuleSet', { name: 'Opschonen', agencyIds: [agencyId] })).set!;
  async function approved(): Promise<Set> {
    const { id, contentHash: hash } = await drafted();
    await deed('CONSULTANT', 'submitRuleSet', { id });
    return (await deed('ADMIN', 'approveRuleSet', { id, hash })).set!;
  }

  it.each(ROLES)('are refused to %s where his role does not hold the right, and nothing changes', async (role) => {
    const { id, version, contentHash: hash, file } = await drafted();
    const content = { daysToErasure: 14, deregistrationRule: 'AVG', marginPercent: 99, plus: true, withNotice: false, moments: [], rules: [] }; // prettier-ignore
    const inputs: Record<(typeof EDITS)[number] | (typeof APPROVES)[number], object> = {
      draftRuleSet: { name: 'Van een ander', agencyIds: [agencyId] },
      updateRuleSet: { id, version, name: 'Van een ander', agencyIds: [agencyId], content },
      submitRuleSet: { id },
      importRuleSet: { file },
      returnRuleSet: { id },
      approveRuleSet: { id, hash },
      putRuleSetLive: { id, hash, previewedFor: TODAY, previewedCount: 0 },
      retireRuleSet: { id },
      resumeRuleSet: { id, count: 0 },
    };
    const guards = role === 'ADMIN' || role === 'PRIVACY_OFFICER';
    const refused = [...(role === 'CONSULTANT' ? [] : EDITS), ...(guards ? [] : APPROVES)];
    const before = await all();
    for (const mutation of refused)
      expect({ mutation, ...(await deed(role, mutation, inputs[mutation])) }).toEqual({
        mutation,
        codes: ['FORBIDDEN'],
        set: undefined,
      });
    expect(await all()).toEqual(before);
  });

  it('put live neither another hash, nor by the preview of another day or of other people, and make no back-up for it', async () => {
    const { id, contentHash: hash } = await approved();
    const live = { id, hash, previewedFor: TODAY, previewedCount: 0 };
    const before = await all();
    for (const [wrong, code] of [
      [{ hash: 'ab'.repeat(32) }, 'BAD_USER_INPUT hash'],
      [{ previewedFor: TOMORROW }, 'BAD_USER_INPUT previewedFor'],
      [{ previewedCount: 1 }, 'CONFLICT'],
    ] as const)
      expect(await deed('ADMIN', 'putRuleSetLive', { ...live, ...wrong })).toEqual({ codes: [code], set: undefined });
    expect(await all()).toEqual(before);
    expect(await backUps()).toEqual([]);
  });

  it('put nothing live where no back-up can be written', async () => {
    const { id, contentHash: hash } = await approved();
    const before = await all();
    // As on a disk that is full or not there.
    const place = join(installation.dataDir, 'back-ups');
    await rm(place, { recursive: true, force: true });
    await writeFile(place, '');
    const { codes, set } = await deed('ADMIN', 'putRuleSetLive', { id, hash, previewedFor: TODAY, previewedCount: 0 });
    expect({ refused: codes.length, set }).toEqual({ refused: 1, set: undefined });
    expect(await all()).toEqual(before);
    await rm(place);
  });

  it('leave a back-up as files when a set goes live, which its audit entry names', async () => {
    await mkdir(join(installation.dataDir, 'back-ups'), { recursive: true });
    const { id, contentHash: hash } = await approved();
    const live = { id, hash, previewedFor: TODAY, previewedCount: 0 };
    expect(await deed('ADMIN', 'putRuleSetLive', live)).toMatchObject({ codes: [], set: { state: 'LIVE' } });
    const [backUp, ...others] = await backUps();
    expect(others).toEqual([]);
    const place = join(installation.dataDir, 'back-ups', backUp!);
    const manifest = JSON.parse(await readFile(join(place, 'manifest.json'), 'utf8')) as { tables: { name: string; rows: number }[] }; // prettier-ignore
    const files = new Set(await readdir(place));
    for (const { name } of manifest.tables) expect([...files].some((file) => file.startsWith(`${name}.`))).toBe(true);
    const [{ sets }] = (await look(await product.databaseUrl(), 'select count(*)::int as sets from rule_set')) as [{ sets: number }]; // prettier-ignore
    expect(manifest.tables.find(({ name }) => name === 'rule_set')).toMatchObject({ rows: sets });
    const [{ named }] = (await look(
      await product.databaseUrl(),
      `select facts ->> 'backUp' as named from audit_entry where action = 'rule-set.live'`,
    )) as [{ named: string }];
    expect(named).toBe(backUp);
  });
});
