import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoClient } from '../kit/demo.ts';
import { ApiClient, look } from '../kit/index.ts';

const SCHEMA = readFileSync(fileURLToPath(new URL('../../schema/schema.graphql', import.meta.url)), 'utf8');
const NODES = [...SCHEMA.matchAll(/^type (\w+) implements Node/gm)].map(([, name]) => name!);
/** Who works here and as what: no rows of people, and said elsewhere who knows of them. */
const NO_ROWS_OF_PEOPLE = new Set(['ApiClient', 'Role', 'StaffUser']);
const UNKNOWN = '0190f0f0-0000-7000-8000-000000000000';

const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url');
const tableOf = (type: string) =>
  type
    .replace('CheckIn', 'Checkin')
    .replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();

describe('a role that is held to a unit of one agency', () => {
  const url = inject('demoUrl');
  const database = inject('demoDatabase');
  const admin = demoClient('ADMIN');
  const email = `${randomUUID()}@schaal.example`;
  const units = { own: randomUUID(), other: randomUUID() };
  let agencyId: string;
  let roleId: string;
  let held: ApiClient;

  beforeAll(async () => {
    [{ id: agencyId }] = (await look<{ id: string }>(database, 'select id from agency order by name limit 1')) as [
      { id: string },
    ];
    for (const [name, id] of Object.entries(units))
      await look(database, 'insert into organisation_unit (id, agency_id, name) values ($1, $2, $3)', [
        id,
        agencyId,
        `Schaal ${name} ${id}`,
      ]);
    // A third of the agency's people and vacancies in each unit, and a third in none.
    for (const table of ['candidate', 'vacancy'])
      await look(
        database,
        `update ${table} t set organisation_unit_id = case n % 3 when 0 then $1::uuid when 1 then $2::uuid end
         from (select id, row_number() over (order by id) as n from ${table} where agency_id = $3) x where x.id = t.id`,
        [units.own, units.other, agencyId],
      );
    const made = await admin.send(
      'mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } userErrors { code field } } }',
      {
        input: {
          name: `Schaal ${units.own}`,
          copyOfId: globalId('Role', '00000000-0000-7000-8000-000000000001'),
          agencyIds: [globalId('Agency', agencyId)],
          unitIds: [globalId('OrganisationUnit', units.own)],
          reason: 'Voor de proef',
        },
      },
    );
    const role = (made.data!['createRole'] as { role: { id: string } }).role;
    roleId = Buffer.from(role.id, 'base64url').toString().split(':')[1]!;
    const { password } = inject('demoLogins').ADMIN;
    await look(
      database,
      `with s as (insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Schaal', $1, password_hash, $2 from staff_user where email = $3 returning id)
       insert into staff_agency (staff_id, agency_id) select s.id, a.id from s, agency a`,
      [email, roleId, inject('demoLogins').ADMIN.email],
    );
    held = await new ApiClient(url).signIn({ email, password });
  });
  // Others look at this demo too.
  afterAll(async () => {
    for (const table of ['candidate', 'vacancy'])
      await look(database, `update ${table} set organisation_unit_id = null where organisation_unit_id = any($1)`, [
        Object.values(units),
      ]);
    for (const table of ['staff_session', 'staff_agency'])
      await look(database, `delete from ${table} where staff_id in (select id from staff_user where email = $1)`, [
        email,
      ]);
    await look(database, 'delete from staff_user where email = $1', [email]);
    await look(database, 'delete from role where id = $1', [roleId]);
    await look(database, 'delete from organisation_unit where id = any($1)', [Object.values(units)]);
  });

  /** SQL that says of a row whether it exists for whoever is held. */
  async function existence(type: string): Promise<string> {
    const columns = await look<{ name: string }>(
      database,
      'select column_name as name from information_schema.columns where table_name = $1',
      [tableOf(type)],
    );
    const has = (name: string) => columns.some((one) => one.name === name);
    // Files, sets of rules and runs are for whole agencies.
    if (['ImportRun', 'RuleSet', 'ErasureRun'].includes(type)) return 'false';
    if (type === 'Agency') return `t.id = '${agencyId}'`;
    if (type === 'OrganisationUnit') return `t.id = '${units.own}'`;
    if (has('organisation_unit_id')) return `coalesce(t.organisation_unit_id = '${units.own}', false)`;
    if (has('candidate_id'))
      return `exists (select from candidate c where c.id = t.candidate_id and c.organisation_unit_id = '${units.own}')`;
    if (has('label_id')) return `exists (select from label l where l.id = t.label_id and l.agency_id = '${agencyId}')`;
    if (has('agency_id')) return `coalesce(t.agency_id = '${agencyId}', false)`;
    if (has('shared_with')) return `coalesce(t.shared_with = '${agencyId}', false)`;
    throw new Error(`Nobody said whose rows those of ${type} are.`);
  }
  async function someIds(type: string, exists: boolean): Promise<string[]> {
    const found = await look<{ id: string }>(
      database,
      `select t.id from ${tableOf(type)} t where (${await existence(type)}) = $1 order by t.id limit 5`,
      [exists],
    );
    return found.map(({ id }) => globalId(type, id));
  }
  const node = async (api: ApiClient, id: string) =>
    (await api.send('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).text;
  const total = async (api: ApiClient, list: string) => {
    const { data, errors } = await api.send(`{ ${list} { totalCount nodes { id } } }`);
    expect(errors).toEqual([]);
    return data![list.replace(/\(.*/, '')] as { totalCount: number; nodes: { id: string }[] };
  };
  const countOf = async (type: string, where = 'true') => {
    const [row] = await look<{ n: number }>(
      database,
      `select count(*)::int as n from ${tableOf(type)} t where (${await existence(type)}) and ${where}`,
    );
    return row!.n;
  };

  it('is looked at with enough of everything on both sides', async () => {
    expect(await countOf('Candidate')).toBeGreaterThan(100);
    for (const type of ['Candidate', 'Application', 'ErasurePlan', 'OutgoingMail', 'Vacancy'])
      expect([type, (await someIds(type, false)).length]).toEqual([type, 5]);
  });

  it.each(NODES.filter((type) => !NO_ROWS_OF_PEOPLE.has(type)))(
    'meets %s by its id where it exists, and else the answer that an unknown id gets',
    async (type) => {
      const unknown = await node(held, globalId(type, UNKNOWN));
      expect(unknown).toContain('NOT_FOUND');
      for (const id of await someIds(type, true)) expect(await node(held, id)).toContain(`"${type}"`);
      for (const id of await someIds(type, false)) expect(await node(held, id)).toBe(unknown);
    },
  );

  it.each([
    ['candidates', 'Candidate'],
    ['erasurePlans', 'ErasurePlan'],
    ['outgoingMails', 'OutgoingMail'],
  ])('counts and lists in %s what exists for it, no more', async (list, type) => {
    const { totalCount, nodes } = await total(held, list);
    expect(totalCount).toBe(await countOf(type));
    expect(totalCount).toBeLessThan((await total(admin, list)).totalCount);
    const own = new Set(
      (await look<{ id: string }>(database, `select t.id from ${tableOf(type)} t where ${await existence(type)}`)).map(
        ({ id }) => globalId(type, id),
      ),
    );
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.filter(({ id }) => !own.has(id))).toEqual([]);
  });

  it('knows its agency and its unit alone, and no imports, which are of whole agencies', async () => {
    const { data } = await held.send('{ agencies { id organisationUnits { id } } importRuns { id } }');
    expect(data).toEqual({
      agencies: [
        { id: globalId('Agency', agencyId), organisationUnits: [{ id: globalId('OrganisationUnit', units.own) }] },
      ],
      importRuns: [],
    });
  });

  it('sees of its own people’s applications no vacancy that is another’s', async () => {
    const { data, errors } = await held.send(
      '{ candidates(first: 100) { nodes { applications { vacancy { id } } } } }',
    );
    expect(errors).toEqual([]);
    const { nodes } = data!['candidates'] as { nodes: { applications: { vacancy: { id: string } | null }[] }[] };
    const seen = new Set(nodes.flatMap(({ applications }) => applications.flatMap(({ vacancy }) => vacancy?.id ?? [])));
    const own = await look<{ id: string }>(database, `select t.id from vacancy t where ${await existence('Vacancy')}`);
    expect(seen.size).toBeGreaterThan(0);
    expect([...seen].filter((id) => !own.some((one) => globalId('Vacancy', one.id) === id))).toEqual([]);
  });

  it('pages from nobody else’s place, and filters by no agency of others', async () => {
    const page = 'query ($after: String) { candidates(first: 1, after: $after) { totalCount } }';
    const [hidden] = await someIds('Candidate', false);
    const after = async (id: string) => (await held.send(page, { after: id })).text;
    expect(await after(hidden!)).toBe(await after(globalId('Candidate', UNKNOWN)));
    const [elsewhere] = await look<{ id: string }>(database, 'select id from agency where id <> $1', [agencyId]);
    const { data } = await held.send('query ($id: ID!) { candidates(filter: { agencyId: $id }) { totalCount } }', {
      id: globalId('Agency', elsewhere!.id),
    });
    expect(data).toEqual({ candidates: { totalCount: 0 } });
  });

  it.each([
    ['updateCandidate', 'UpdateCandidateInput', 'id', { town: 'Elders' }],
    ['anonymiseCandidate', 'AnonymiseCandidateInput', 'candidateId', { idempotencyKey: 'schaal' }],
    ['deleteCandidate', 'DeleteCandidateInput', 'candidateId', { idempotencyKey: 'weg' }],
    ['addApplication', 'AddApplicationInput', 'candidateId', {}],
    ['giveConsent', 'ConsentInput', 'candidateId', { purpose: 'OTHER_VACANCIES' }],
  ])('does nothing by %s to people who don’t exist for it', async (mutation, type, key, rest) => {
    const attempt = async (id: string) =>
      (
        await held.send(`mutation ($i: ${type}!) { ${mutation}(input: $i) { userErrors { code message field } } }`, {
          i: { ...rest, [key]: id },
        })
      ).text;
    const state = () =>
      look(
        database,
        `select md5(string_agg(c::text, '' order by c.id)) as people, (select count(*) from application) as applications,
           (select count(*) from consent) as consents from candidate c where not coalesce(c.organisation_unit_id = $1, false)`,
        [units.own],
      );
    const unknown = await attempt(globalId('Candidate', UNKNOWN));
    expect(unknown).toContain('NOT_FOUND');
    const before = await state();
    for (const id of await someIds('Candidate', false)) expect(await attempt(id)).toBe(unknown);
    expect(await state()).toEqual(before);
  });

  it('carries out nobody else’s plan', async () => {
    const attempt = async (id: string) => {
      const { data, errors } = await held.send(
        'mutation ($i: CarryOutErasurePlansInput!) { carryOutErasurePlans(input: $i) { erased skipped { code message } userErrors { code message } } }',
        { i: { planIds: [id] } },
      );
      return { data, errors };
    };
    const unknown = await attempt(globalId('ErasurePlan', UNKNOWN));
    for (const id of await someIds('ErasurePlan', false)) expect(await attempt(id)).toEqual(unknown);
  });

  it('puts people into its own unit, and moves nobody out of its sight', async () => {
    const register = async (unit?: string) => {
      const { data } = await held.send(
        'mutation ($i: RegisterCandidateInput!) { registerCandidate(input: $i) { candidate { id organisationUnit { id } } userErrors { code field } } }',
        {
          i: {
            agencyId: globalId('Agency', agencyId),
            lastName: 'Schaal',
            ...(unit === undefined ? {} : { organisationUnitId: globalId('OrganisationUnit', unit) }),
          },
        },
      );
      return data!['registerCandidate'] as { candidate: { id: string } | null; userErrors: object[] };
    };
    const { candidate } = await register();
    expect(candidate).toMatchObject({ organisationUnit: { id: globalId('OrganisationUnit', units.own) } });
    const refused = [{ code: 'BAD_USER_INPUT', field: ['organisationUnitId'] }];
    for (const unit of [units.other, UNKNOWN])
      expect(await register(unit)).toEqual({ candidate: null, userErrors: refused });
    const { data } = await held.send(
      'mutation ($i: UpdateCandidateInput!) { updateCandidate(input: $i) { userErrors { code field } } }',
      { i: { id: candidate!.id, organisationUnitId: globalId('OrganisationUnit', units.other) } },
    );
    expect(data).toEqual({ updateCandidate: { userErrors: refused } });
    const [, id] = Buffer.from(candidate!.id, 'base64url').toString().split(':');
    await look(database, 'delete from candidate where id = $1', [id]);
  });

  it('sees documents of the types that its role may, from the next request on', async () => {
    const documentTypes = async () => {
      const { data } = await held.send('{ candidates(first: 100) { nodes { documents { documentType } } } }');
      const { nodes } = data!['candidates'] as { nodes: { documents: { documentType: string }[] }[] };
      return new Set(nodes.flatMap(({ documents }) => documents.map(({ documentType }) => documentType)));
    };
    const before = await documentTypes();
    expect(before.size).toBeGreaterThan(1);
    const [type] = before;
    const [{ id }] = (await look<{ id: string }>(
      database,
      'select id from document_type where agency_id = $1 and name = $2',
      [agencyId, type],
    )) as [{ id: string }];
    const { data } = await admin.send(
      'mutation ($input: UpdateRoleInput!) { updateRole(input: $input) { userErrors { code field } } }',
      {
        input: {
          id: globalId('Role', roleId),
          version: 1,
          changes: [{ right: `document:${id}`, granted: false }],
          reason: 'Voor de proef',
        },
      },
    );
    expect(data).toEqual({ updateRole: { userErrors: [] } });
    before.delete(type!);
    expect(await documentTypes()).toEqual(before);
  });
});
