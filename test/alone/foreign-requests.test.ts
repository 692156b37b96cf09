import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  look,
  makeInstallation,
  setUpAgency,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const CHANGE = 'mutation { signOut { userErrors { code } } }';
const UPLOAD = { 'content-type': 'text/csv', 'x-wisbaar-upload': '1' };
const FILE = 'Naam;E-mail\nVos;vos@persoon.example\n';

describe('a request that another site, or nobody, makes', () => {
  let installation: Installation;
  let product: Product;
  let login: Login;
  let staff: ApiClient;

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Maasbrug');
    staff = await new ApiClient(product.url).signIn(login);
  });
  afterAll(() => installation.remove());

  const signedIn = async () => ((await staff.send('{ viewer { email } }')).data?.['viewer'] as Login | null)?.email;
  function expectRefused({ status }: Response) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  }

  it.each([
    ['text/plain', JSON.stringify({ query: CHANGE })],
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(CHANGE)}`],
    [
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: CHANGE })}\r\n--x--\r\n`,
    ],
  ])('is refused as %s, whatever cookie comes along (S11)', async (type, body) => {
    expectRefused(await staff.fetch('/graphql', { method: 'POST', headers: { 'content-type': type }, body }));
    expect(await signedIn()).toBe(login.email);
  });

  it('is refused without a content type (S11)', async () => {
    const body = new TextEncoder().encode(JSON.stringify({ query: CHANGE }));
    expectRefused(await staff.fetch('/graphql', { method: 'POST', body }));
    expect(await signedIn()).toBe(login.email);
  });

  it.each([true, false])('is refused as a mutation by GET (S11), asked beforehand: %s', async (preflight) => {
    const headers: Record<string, string> = preflight ? { 'apollo-require-preflight': '1' } : {};
    expectRefused(await staff.fetch(`/graphql?query=${encodeURIComponent(CHANGE)}`, { headers }));
    expect(await signedIn()).toBe(login.email);
  });

  it.each(['https://elsewhere.example', 'null', 'http://localhost:1'])('is refused from %s (S11)', async (origin) => {
    const response = await staff.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ query: CHANGE }),
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(await signedIn()).toBe(login.email);
  });

  it('gets no cookie that a script reads or another site sends (conventions, API 11)', async () => {
    const response = await new ApiClient(product.url).fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation ($i: SignInInput!) { signIn(input: $i) { viewer { id } } }',
        variables: { i: login },
      }),
    });
    const [cookie] = response.headers.getSetCookie();
    for (const guard of ['HttpOnly', 'SameSite=Strict', 'Max-Age=43200']) expect(cookie).toContain(`; ${guard}`);
  });

  it('is denied with the cookie of a session that was ended (S12)', async () => {
    const leaving = await new ApiClient(product.url).signIn(login);
    const kept = new ApiClient(product.url, leaving.cookie);
    expect((await kept.send('{ agencies { id } }')).errors).toEqual([]);
    expect((await leaving.send(CHANGE)).errors).toEqual([]);
    expect((await kept.send('{ agencies { id } }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect((await kept.send('{ viewer { id } }')).data).toEqual({ viewer: null });
  });

  it('is denied as soon as the account is disabled (S12)', async () => {
    const other = await setUpAgency(installation, 'Bureau Marconi');
    const somebody = await new ApiClient(product.url).signIn(other);
    await look(await product.databaseUrl(), 'update staff_user set disabled_at = now() where email = $1', [
      other.email,
    ]);
    expect((await somebody.send('{ agencies { id } }')).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  it('leaves no file behind without a session', async () => {
    const response = await new ApiClient(product.url).fetch('/uploads', {
      method: 'POST',
      headers: UPLOAD,
      body: FILE,
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(await uploads()).toBe(0);
  });

  it('leaves no file behind without the header that only our own page sends', async () => {
    const headers = { 'content-type': 'text/csv' };
    expect((await staff.fetch('/uploads', { method: 'POST', headers, body: FILE })).status).toBe(403);
    expect(await uploads()).toBe(0);
  });

  it('leaves no file behind from another site, or when the file is empty', async () => {
    const elsewhere = { ...UPLOAD, origin: 'https://elsewhere.example' };
    expect((await staff.fetch('/uploads', { method: 'POST', headers: elsewhere, body: FILE })).status).toBe(403);
    expectRefused(await staff.fetch('/uploads', { method: 'POST', headers: UPLOAD, body: '' }));
    expect(await uploads()).toBe(0);
    expect((await staff.fetch('/uploads', { method: 'POST', headers: UPLOAD, body: FILE })).status).toBe(200);
    expect(await uploads()).toBe(1);
  });

  async function uploads(): Promise<number> {
    const [count] = await look<{ n: number }>(await product.databaseUrl(), 'select count(*)::int as n from upload');
    return count!.n;
  }
});
