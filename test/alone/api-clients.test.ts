import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  look,
  makeApiClient,
  makeInstallation,
  makeRole,
  sendWithKey,
  setUpAgency,
  type Installation,
  type MadeClient,
  type Product,
} from '../kit/index.ts';

const SITE = 'https://app.flexpartner.example';
const ELSEWHERE = 'https://elders.example';
const WHO = '{ apiClient { id name role { builtIn } agencies { name } permissions } viewer { id } }';
const LIST = '{ candidates(first: 5) { totalCount nodes { id lastName bsn } } }';
const REGISTER = `mutation ($i: RegisterCandidateInput!) {
  registerCandidate(input: $i) { candidate { id } userErrors { code field } }
}`;
const APPLY = `mutation ($i: AddApplicationInput!) {
  addApplication(input: $i) { application { id } userErrors { code field } }
}`;
const ANONYMISE = `mutation ($i: AnonymiseCandidateInput!) {
  anonymiseCandidate(input: $i) { receipt { id } userErrors { code field } }
}`;
const codesOf = ({ errors }: { errors: { extensions?: { code?: string } }[] }) =>
  errors.map(({ extensions }) => extensions?.code);

describe('a program with a key (conventions, API 9–11)', () => {
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let recruiter: MadeClient;

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    staff = await new ApiClient(product.url).signIn(await setUpAgency(installation, 'Bureau Blijdorp'));
    recruiter = await makeApiClient(staff, 'RECRUITER', { origins: [SITE] });
  });
  afterAll(() => installation.remove());

  const send = (key: string, query: string, variables: object = {}, headers: Record<string, string> = {}) =>
    sendWithKey(product.url, key, query, variables, headers);
  const change = async (mutation: string, input: object) => {
    const { errors, data } = await staff.send(
      `mutation ($i: ${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $i) { userErrors { code } } }`,
      { i: input },
    );
    expect({ errors, data }).toEqual({ errors: [], data: { [mutation]: { userErrors: [] } } });
  };
  const register = async (lastName: string): Promise<string> => {
    const { data } = await staff.send('{ agencies { id } }');
    const [agency] = data!['agencies'] as [{ id: string }];
    const made = await send(recruiter.key, REGISTER, { i: { agencyId: agency.id, lastName } });
    expect(made.errors).toEqual([]);
    return (made.data as { registerCandidate: { candidate: { id: string } } }).registerCandidate.candidate.id;
  };

  it('is who its key says, with its role and agencies, and is no viewer', async () => {
    const { data, errors } = await send(recruiter.key, WHO);
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      apiClient: { id: recruiter.id, role: { builtIn: 'RECRUITER' }, agencies: [{ name: 'Bureau Blijdorp' }] },
      viewer: null,
    });
    expect((await staff.send(WHO)).data).toMatchObject({
      apiClient: null,
      viewer: { id: expect.any(String) as string },
    });
  });

  it('sees what its role may see, with null and its own FORBIDDEN for the rest (H5)', async () => {
    await register('Zichtbaar');
    const roleId = await makeRole(staff, 'Alleen aantallen', ['candidate:read', 'see:Candidate.registeredOn']);
    const little = await makeApiClient(staff, 'READ_ONLY', { roleId });
    const { status, data, errors } = await send(little.key, LIST);
    expect(status).toBe(200);
    expect(data).toMatchObject({ candidates: { nodes: [{ lastName: null, bsn: null }] } });
    expect(errors.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
      ['candidates.nodes.0.lastName', 'FORBIDDEN'],
      ['candidates.nodes.0.bsn', 'FORBIDDEN'],
    ]);
    const candidateId = (data as { candidates: { nodes: [{ id: string }] } }).candidates.nodes[0].id;
    expect(codesOf(await send(little.key, APPLY, { i: { candidateId } }))).toEqual(['FORBIDDEN']);
  });

  it('is under the name of its client in the audit trail with what it does, and with its hours of use', async () => {
    const candidateId = await register('Spoor');
    expect((await send(recruiter.key, APPLY, { i: { candidateId } })).data).toMatchObject({
      addApplication: { userErrors: [] },
    });
    const entries = await look<{ action: string }>(
      await product.databaseUrl(),
      `select distinct action from audit_entry where actor_kind = 'api-client' order by action`,
    );
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['api-key.used', 'application.added', 'candidate.registered']),
    );
  });

  it('has idempotency keys of its own, which are nobody else’s', async () => {
    const [one, other] = [await register('Eerste'), await register('Tweede')];
    const second = await makeApiClient(staff, 'RECRUITER');
    const erase = (key: string, candidateId: string) =>
      send(key, ANONYMISE, { i: { candidateId, idempotencyKey: 'a' } });
    const done = (await erase(recruiter.key, one)).data;
    expect(done).toMatchObject({ anonymiseCandidate: { userErrors: [] } });
    expect((await erase(recruiter.key, one)).data).toEqual(done);
    expect((await erase(second.key, other)).data).toMatchObject({ anonymiseCandidate: { userErrors: [] } });
    expect((await erase(second.key, one)).data).toMatchObject({
      anonymiseCandidate: { receipt: null, userErrors: [{ code: 'CONFLICT' }] },
    });
  });

  it('can’t sign in, nor manage keys, roles or staff, whatever its role', async () => {
    const admin = await makeApiClient(staff, 'ADMIN');
    const sessionOf = await send(
      admin.key,
      'mutation ($i: SignInInput!) { signIn(input: $i) { viewer { id } userErrors { code } } }',
      { i: { email: 'x@y.example', password: 'x' } },
    );
    expect(codesOf(sessionOf)).toEqual(['FORBIDDEN']);
    expect(sessionOf.headers.getSetCookie()).toEqual([]);
    for (const query of [
      '{ apiClients { id } }',
      '{ roles { id } }',
      `mutation { issueApiKey(input: { apiClientId: "${admin.id}", expiresOn: "2026-12-31" }) { key } }`,
      `mutation { revokeApiKey(input: { id: "${admin.keyId}" }) { userErrors { code } } }`,
      `mutation { lookAsRole(input: { id: "x" }) { userErrors { code } } }`,
    ])
      expect({ query, codes: codesOf(await send(admin.key, query)) }).toEqual({ query, codes: ['FORBIDDEN'] });
    expect(codesOf(await send(admin.key, `{ node(id: "${recruiter.id}") { id } }`))).toEqual(['NOT_FOUND']);
  });

  describe('whose key does not work', () => {
    const refusal = async (key: string, headers: Record<string, string> = {}) => {
      const { status, text, headers: answered } = await send(key, WHO, {}, headers);
      return { status, text, headers: [...answered.keys()].toSorted() };
    };

    it('gets the same 401, whether it never was, was revoked or belongs to a disabled client (S6, S12)', async () => {
      const [revoked, disabled] = [await makeApiClient(staff, 'READ_ONLY'), await makeApiClient(staff, 'READ_ONLY')];
      for (const { key } of [revoked, disabled]) expect((await refusal(key)).status).toBe(200);
      await change('revokeApiKey', { id: revoked.keyId });
      const { data } = await staff.send(
        'mutation ($i: ApiClientInput!) { disableApiClient(input: $i) { apiClient { disabledAt } } }',
        { i: { id: disabled.id } },
      );
      expect(data).toMatchObject({ disableApiClient: { apiClient: { disabledAt: expect.any(String) as string } } });

      const unknown = await refusal(`${recruiter.key.slice(0, 15)}${'x'.repeat(43)}`);
      expect(unknown.status).toBe(401);
      expect(JSON.parse(unknown.text)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
      expect(unknown.headers).toContain('www-authenticate');
      for (const key of [revoked.key, disabled.key, 'geen sleutel']) expect(await refusal(key)).toEqual(unknown);
    });

    it('is slowed down by address, and a key that works is not (S5)', async () => {
      const statuses = new Set<number>();
      for (let tries = 0; tries < 70; tries += 1) statuses.add((await refusal(`wsb_${String(tries)}`)).status);
      expect([...statuses]).toEqual([401, 429]);
      const { status, headers } = await send('wsb_x', WHO);
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await refusal(recruiter.key)).status).toBe(200);
    });
  });

  it('is refused with a session’s cookie beside its key: nobody knows who asks then', async () => {
    const response = await staff.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${recruiter.key}` },
      body: JSON.stringify({ query: WHO }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });

  it('is refused with its key in an address, where logs keep it', async () => {
    const query = encodeURIComponent(WHO);
    const response = await fetch(`${product.url}/graphql?key=${recruiter.key}&query=${query}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain(recruiter.key);
    expect(product.said()).not.toContain(recruiter.key);
  });

  it('may ask by GET what changes nothing, and change nothing by it (S11)', async () => {
    const ask = (query: string) =>
      fetch(`${product.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { authorization: `Bearer ${recruiter.key}`, 'apollo-require-preflight': '1' },
      });
    expect(await (await ask(WHO)).json()).toMatchObject({ data: { apiClient: { id: recruiter.id } } });
    expect((await ask('mutation { signOut { userErrors { code } } }')).status).toBeGreaterThanOrEqual(400);
  });

  describe('from a page of another site (conventions, API 11)', () => {
    const preflight = (origin: string, path = '/graphql') =>
      fetch(`${product.url}${path}`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    const allowed = ({ headers }: { headers: Headers }) => headers.get('access-control-allow-origin');

    it('is let in where its client names that site, without cookies', async () => {
      const answer = await preflight(SITE);
      expect(answer.status).toBe(204);
      expect(allowed(answer)).toBe(SITE);
      expect(answer.headers.get('access-control-allow-headers')).toContain('authorization');
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
      expect(answer.headers.get('vary')).toContain('Origin');

      const asked = await send(recruiter.key, WHO, {}, { origin: SITE });
      expect(asked.data).toMatchObject({ apiClient: { id: recruiter.id } });
      expect(allowed(asked)).toBe(SITE);
      expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    });

    it('can read why its key is refused', async () => {
      const asked = await send('wsb_0123456789_x', WHO, {}, { origin: SITE });
      expect([401, 429]).toContain(asked.status);
      expect(allowed(asked)).toBe(SITE);
    });

    it.each([ELSEWHERE, 'null', `${SITE}.elders.example`, 'http://app.flexpartner.example'])(
      'is refused from %s, which nobody named',
      async (origin) => {
        const answer = await preflight(origin);
        expect(answer.status).toBe(403);
        expect(allowed(answer)).toBeNull();
        const asked = await send(recruiter.key, WHO, {}, { origin });
        expect([asked.status, codesOf(asked), allowed(asked)]).toEqual([403, ['FORBIDDEN'], null]);
      },
    );

    it('is refused with the key of another client, which does not name that site', async () => {
      const other = await makeApiClient(staff, 'RECRUITER');
      expect(codesOf(await send(other.key, WHO, {}, { origin: SITE }))).toEqual(['FORBIDDEN']);
    });

    it('gets nothing by a cookie, also from a site that a client names (S11)', async () => {
      const response = await staff.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: SITE },
        body: JSON.stringify({ query: WHO }),
      });
      expect(response.status).toBe(403);
      expect((await preflight(SITE, '/uploads')).headers.get('access-control-allow-origin')).toBeNull();
    });

    it('is let in no longer once its client doesn’t name that site, from the next request on', async () => {
      const site = 'https://tijdelijk.example';
      const client = await makeApiClient(staff, 'RECRUITER', { origins: [site] });
      expect(allowed(await preflight(site))).toBe(site);
      await staff.confirm();
      const { errors } = await staff.send(
        'mutation ($i: UpdateApiClientInput!) { updateApiClient(input: $i) { userErrors { code } } }',
        { i: { id: client.id, origins: [] } },
      );
      expect(errors).toEqual([]);
      expect(allowed(await preflight(site))).toBeNull();
      expect(codesOf(await send(client.key, WHO, {}, { origin: site }))).toEqual(['FORBIDDEN']);
    });
  });

  describe('and its limits (conventions, API 10)', () => {
    const page = 'query ($n: Int) { candidates(first: $n) { nodes { id lastName applications { id status } } } }';
    interface Cost {
      requested: number;
      maximum: number;
      limit?: number;
      remaining?: number;
      resetSeconds?: number;
    }
    const costOf = ({ extensions }: { extensions: Record<string, unknown> | undefined }) =>
      extensions?.['cost'] as Cost | undefined;

    it('is told what a request costs and what it has left', async () => {
      const client = await makeApiClient(staff, 'READ_ONLY');
      const [small, large] = [await send(client.key, page, { n: 1 }), await send(client.key, page, { n: 100 })];
      expect(costOf(small)).toMatchObject({ requested: 11, maximum: 50_000, limit: 250_000, remaining: 249_989 });
      expect(costOf(large)!.requested).toBeGreaterThan(90 * costOf(small)!.requested);
      expect(costOf(large)!.remaining).toBe(costOf(small)!.remaining! - costOf(large)!.requested);
      expect(costOf(large)!.resetSeconds).toBeLessThanOrEqual(60);
    });

    /** Fifteen pages, and of each row so many values. */
    const dear = (head: string, size: string, values: number) => {
      const row = Array.from({ length: values }, () => 'id').join(' ');
      const pages = Array.from({ length: 15 }, (_, one) => `c${String(one)}: candidates(${size}) { nodes { ${row} } }`);
      return `${head} { ${pages.join(' ')} }`;
    };
    it.each([
      ['written', dear('query', 'first: 100', 35), {}],
      ['in a variable', dear('query ($n: Int)', 'first: $n', 35), { n: 100 }],
      ['a default', dear('query ($n: Int = 100)', 'first: $n', 35), {}],
      ['backward', dear('query', 'last: 100', 35), {}],
    ])(
      'is refused too much, with the size of a page %s, before anything is done (S7)',
      async (_how, query, variables) => {
        const asked = await send(recruiter.key, query, variables);
        expect([asked.status, asked.data ?? null, codesOf(asked)]).toEqual([400, null, ['GRAPHQL_VALIDATION_FAILED']]);
        expect(asked.errors[0]!.message).toMatch(/^This costs 5\d{4} points/);
      },
    );

    it('is refused a document whose fragments double again and again (S7)', async () => {
      const fragments = Array.from(
        { length: 25 },
        (_, one) => `fragment f${String(one)} on Query { ...f${String(one + 1)} ...f${String(one + 1)} }`,
      );
      const { status, errors } = await send(
        recruiter.key,
        `{ ...f0 } ${fragments.join(' ')} fragment f25 on Query { today }`,
      );
      expect(errors).not.toEqual([]);
      expect(status).toBe(400);
    });

    it('has to wait once its points for the minute are spent, and others have not', async () => {
      const client = await makeApiClient(staff, 'READ_ONLY');
      const much = dear('query ($n: Int)', 'first: $n', 24);
      const statuses: number[] = [];
      let last = await send(client.key, much, { n: 100 });
      while (last.status === 200 && statuses.length < 20) {
        statuses.push(last.status);
        last = await send(client.key, much, { n: 100 });
      }
      expect(statuses.length).toBeGreaterThan(2);
      expect([last.status, codesOf(last)]).toEqual([429, ['RATE_LIMITED']]);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(costOf(last)).toMatchObject({ remaining: 0 });
      expect((await send(recruiter.key, WHO)).status).toBe(200);
      expect((await staff.send(WHO)).status).toBe(200);
    });

    it('holds nobody who signs in to points, but tells what a request costs', async () => {
      const { text } = await staff.send(page, { n: 1 });
      expect(JSON.parse(text)).toMatchObject({ extensions: { cost: { requested: 11, maximum: 50_000 } } });
      expect(text).not.toContain('remaining');
    });
  });

  describe('that sends a file', () => {
    const FILE = 'Kandidaatnummer;Achternaam\nK-9001;Bestand\n';
    const upload = (key: string) =>
      fetch(`${product.url}/uploads`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: FILE });
    const START = `mutation ($i: StartImportInput!) {
      startImport(input: $i) { userErrors { code field } }
    }`;

    it('imports it as an employee does, and it stands in the audit trail as its deed', async () => {
      const response = await upload(recruiter.key);
      expect(response.status).toBe(200);
      const { uploadId } = (await response.json()) as { uploadId: string };
      const agency = await send(recruiter.key, '{ agencies { id } }');
      const [{ id: agencyId }] = agency.data!['agencies'] as [{ id: string }];
      const started = await send(recruiter.key, START, { i: { agencyId, uploadId, skipBad: false } });
      expect(started).toMatchObject({ errors: [], data: { startImport: { userErrors: [] } } });
      const found = async () =>
        (await send(recruiter.key, '{ candidates(filter: { search: "Bestand" }) { totalCount } }')).data;
      await expect.poll(found, { timeout: 20_000 }).toEqual({ candidates: { totalCount: 1 } });
      const actors = await look<{ actor_kind: string }>(
        await product.databaseUrl(),
        `select actor_kind from audit_entry where action = 'candidates.imported' order by seq desc limit 1`,
      );
      expect(actors).toEqual([{ actor_kind: 'api-client' }]);
    });

    it('is refused where its role may not import, and a file that another sent is not there for it', async () => {
      const reader = await makeApiClient(staff, 'READ_ONLY');
      expect((await upload(reader.key)).status).toBe(403);
      const { uploadId } = (await (await upload(recruiter.key)).json()) as { uploadId: string };
      const other = await makeApiClient(staff, 'RECRUITER');
      const agency = await send(other.key, '{ agencies { id } }');
      const [{ id: agencyId }] = agency.data!['agencies'] as [{ id: string }];
      const { data } = await send(other.key, START, { i: { agencyId, uploadId, skipBad: false } });
      expect(data).toMatchObject({ startImport: { userErrors: [{ code: 'NOT_FOUND' }] } });
    });
  });
});
