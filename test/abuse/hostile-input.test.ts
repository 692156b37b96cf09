import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  look,
  makeInstallation,
  rowCounts,
  setUpAgency,
  type Installation,
  type Product,
} from '../kit/index.ts';

const FILTER =
  'query ($f: CandidateFilter, $o: CandidateOrder, $a: String) { candidates(filter: $f, orderBy: $o, after: $a) { totalCount } }';
const UPDATE =
  'mutation ($i: UpdateCandidateInput!) { updateCandidate(input: $i) { candidate { id lastName } userErrors { code } } }';
/** What tools that look for holes begin with. */
const INJECTIONS = [
  `' or '1'='1`, `'; drop table candidate; --`, `1) union select password_hash from staff_user --`, `%' and pg_sleep(10) is null and '%'='`,
  `\\'; select pg_sleep(10); --`, `$1`, `{{7*7}}`, '${7*7}', `" or ""="`, `admin'--`, `../../../../etc/passwd`, `%00`, `x\u2028y`, `\ud800`, '%', '_', '\\',
] as const; // prettier-ignore
const ODD_OBJECTS: readonly object[] = [
  { $ne: null }, { $or: [] }, { $in: ['a'] }, { __raw: 'true' }, { sql: 'true', params: [] }, { constructor: { prototype: {} } }, { toString: 'x' },
]; // prettier-ignore

describe('input that is made to do harm (S13)', () => {
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let before: Record<string, number>;
  let candidateId: string;
  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    staff = await new ApiClient(product.url).signIn(await setUpAgency(installation, 'Bureau Argwaan'));
    const { data } = await staff.send('{ agencies { id } }');
    const [{ id: agencyId }] = data!['agencies'] as [{ id: string }];
    const registered = await staff.send(
      'mutation ($i: RegisterCandidateInput!) { registerCandidate(input: $i) { candidate { id } userErrors { code message } } }',
      { i: { agencyId, lastName: 'Voorbeeld' } },
    );
    candidateId = (registered.data!['registerCandidate'] as { candidate: { id: string } }).candidate.id;
    before = await rowCounts(await product.databaseUrl());
  });
  afterAll(() => installation.remove());

  it.each(INJECTIONS)('is a text like any other as a search: %j', async (search) => {
    const { status, data, text } = await staff.send(FILTER, { f: { search } });
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|syntax|pg_|staff_user/i);
    // One person is there, and none of these is part of his name.
    if (data) expect(data).toEqual({ candidates: { totalCount: 0 } });
  });

  it.each([...INJECTIONS, 'lastName', 'NAME_ASC; drop table candidate', 'last_name desc', '__proto__', 'constructor'])(
    'is no order: %j',
    async (order) => {
      const { status, errors } = await staff.send(FILTER, { o: order });
      expect(status).toBe(400);
      expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT']);
    },
  );

  it.each(INJECTIONS)('is no cursor, and no id: %j', async (text) => {
    for (const id of [
      text,
      Buffer.from(`Candidate:${text}`).toString('base64url'),
      Buffer.from(`__proto__:${text}`).toString('base64url'),
    ]) {
      const answers = [
        await staff.send(FILTER, { a: id }),
        await staff.send('query ($id: ID!) { node(id: $id) { id } }', { id }),
      ];
      for (const { errors, status } of answers) {
        expect(status).toBeLessThan(500);
        expect(['BAD_USER_INPUT', 'NOT_FOUND', 'BAD_REQUEST']).toContain(errors[0]?.extensions?.code);
      }
    }
  });

  it.each(ODD_OBJECTS)('is refused at validation where a text belongs: %j', async (odd) => {
    for (const [query, variables] of [
      [FILTER, { f: { search: odd } }],
      [FILTER, { f: { agencyId: odd } }],
      [FILTER, { f: odd }],
      [UPDATE, { i: { id: candidateId, lastName: odd } }],
      [UPDATE, { i: { id: odd } }],
      [UPDATE, { i: { id: candidateId, ...odd } }],
    ] as const) {
      const { status, data, errors } = await staff.send(query, variables);
      expect(status, JSON.stringify(variables)).toBe(400);
      expect(data ?? null).toBeNull();
      // The parser already takes no `constructor` with a `prototype`.
      for (const { extensions } of errors) expect(['BAD_USER_INPUT', 'BAD_REQUEST']).toContain(extensions?.code);
      expect(errors).not.toEqual([]);
    }
  });

  it.each([
    '{"query":"{ viewer { id } }","variables":{"__proto__":{"admin":true}}}',
    '{"query":"{ viewer { id } }","__proto__":{"polluted":true}}',
    '{"query":"{ viewer { id } }","constructor":{"prototype":{"polluted":true}}}',
    '{"query":{"toString":"x"}}',
    '{"query":["{ viewer { id } }"]}',
    '{"query":"{ viewer { id } }","operationName":{"a":1}}',
    '{"query":"{ viewer { id } }","variables":"x"}',
    '{"query":"{ viewer { id } }","extensions":"x"}',
    'null',
    '""',
    '{',
  ])('leaves every object as it was, and is never our fault: %s', async (body) => {
    const { status } = await staff.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(status).toBeLessThan(500);
    const { data } = await staff.send('{ viewer { role { builtIn } } }');
    expect(data).toEqual({ viewer: { role: { builtIn: 'ADMIN' } } });
  });

  it('keeps __proto__ among an agency’s own fields out of the way', async () => {
    const free = JSON.parse('{"__proto__":"x","constructor":"y","toString":"z"}') as object;
    const { status, text } = await staff.send(
      'mutation ($i: AddApplicationInput!) { addApplication(input: $i) { application { freeFields } userErrors { code } } }',
      { i: { candidateId, freeFields: free } },
    );
    expect(status).toBeLessThan(500);
    expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  });

  it('has changed nothing in the end (but for the registration that was asked for)', async () => {
    const now = await rowCounts(await product.databaseUrl());
    for (const table of ['public.candidate', 'public.staff_user', 'public.agency', 'public.role_right'])
      expect(now[table], table).toBe(before[table]);
    expect(await look(await product.databaseUrl(), 'select last_name from candidate')).toEqual([
      { last_name: 'Voorbeeld' },
    ]);
    expect(product.said()).not.toMatch(/unexpected error/);
  });
});
