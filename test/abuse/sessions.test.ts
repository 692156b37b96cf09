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

const CHANGE = 'mutation { endOtherSessions { ended userErrors { code } } }';
const SECRET = { method: 'POST', headers: { 'content-type': 'application/json' } } as const;

describe('abuse of a session', () => {
  let installation: Installation;
  let product: Product;
  let login: Login;
  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Maashaven');
  });
  afterAll(() => installation.remove());

  const signedIn = (who = login) => new ApiClient(product.url).signIn(who);
  const sessionOf = (client: ApiClient) => /wisbaar_session=[^;]+/.exec(client.cookie)![0];
  /** Somebody with this cookie and nothing else. */
  const withCookie = (cookie: string) => new ApiClient(product.url, cookie);
  const who = async (client: ApiClient) =>
    ((await client.send('{ viewer { email } }')).data?.['viewer'] as { email: string } | null)?.email ?? null;
  const confirm = (client: ApiClient) =>
    client.send('mutation ($i: ConfirmPasswordInput!) { confirmPassword(input: $i) { userErrors { code } } }', {
      i: { password: login.password },
    });

  describe('by another site (S11)', () => {
    const bodies: [string, string][] = [
      ['text/plain', JSON.stringify({ query: CHANGE })],
      ['application/x-www-form-urlencoded', `query=${encodeURIComponent(CHANGE)}`],
      [
        'multipart/form-data; boundary=x',
        `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${JSON.stringify({ query: CHANGE })}\r\n--x--\r\n`,
      ],
    ];
    it.each(bodies)('changes nothing by a form as %s', async (type, body) => {
      const [one, other] = [await signedIn(), await signedIn()];
      const response = await one.fetch('/graphql', { method: 'POST', headers: { 'content-type': type }, body });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
      expect(await who(other)).toBe(login.email);
    });

    it.each(['https://elsewhere.example', 'null', 'http://localhost:1'])('changes nothing from %s', async (origin) => {
      const [one, other] = [await signedIn(), await signedIn()];
      const headers = { ...SECRET.headers, origin };
      const response = await one.fetch('/graphql', { ...SECRET, headers, body: JSON.stringify({ query: CHANGE }) });
      expect(response.status).toBe(403);
      expect(await who(other)).toBe(login.email);
    });

    it('changes nothing by GET, and the pages of a provider’s login start no session without its cookie', async () => {
      const [one, other] = [await signedIn(), await signedIn()];
      for (const headers of [{}, { 'apollo-require-preflight': '1' }]) {
        const response = await one.fetch(`/graphql?query=${encodeURIComponent(CHANGE)}`, { headers });
        expect(response.status).toBeGreaterThanOrEqual(400);
      }
      const stranger = new ApiClient(product.url);
      const callback = await stranger.fetch('/auth/oidc/callback?code=x&state=y', { redirect: 'manual' });
      expect(callback.headers.get('location')).toBe('/admin/login?refused=PROVIDER_FAILED');
      expect(stranger.cookie).toBe('');
      expect(await who(other)).toBe(login.email);
    });
  });

  describe('that is fixed, replayed or kept (S12)', () => {
    it('starts with a token of our own, whatever cookie the browser came with', async () => {
      const made = withCookie('wisbaar_session=chosen-by-somebody-else');
      await made.signIn(login);
      expect(sessionOf(made)).not.toContain('chosen-by-somebody-else');
      expect(await who(withCookie('wisbaar_session=chosen-by-somebody-else'))).toBeNull();

      // A real session of somebody else, put into the victim’s browser.
      const attacker = await signedIn();
      const planted = sessionOf(attacker);
      const victim = withCookie(planted);
      await victim.signIn(login);
      expect(sessionOf(victim)).not.toBe(planted);
      expect(await who(withCookie(planted))).toBeNull();
    });

    it('gets another token when its rights rise', async () => {
      const client = await signedIn();
      const before = sessionOf(client);
      expect((await confirm(client)).errors).toEqual([]);
      expect(sessionOf(client)).not.toBe(before);
      expect(await who(client)).toBe(login.email);
      expect(await who(withCookie(before))).toBeNull();
    });

    it('is worth nothing after signing out', async () => {
      const client = await signedIn();
      const kept = sessionOf(client);
      await client.send('mutation { signOut { userErrors { code } } }');
      expect((await withCookie(kept).send('{ agencies { id } }')).errors).toMatchObject([
        { extensions: { code: 'UNAUTHENTICATED' } },
      ]);
    });

    it('loses its rights with its role, and itself with its account, by the next request', async () => {
      const admin = await (await signedIn()).confirm();
      const url = await product.databaseUrl();
      const invite =
        'mutation ($i: InviteStaffInput!) { inviteStaff(input: $i) { staffUser { id } userErrors { code } } }';
      const { data } = await admin.send('{ agencies { id } grantableRoles { id builtIn } }');
      const roles = data!['grantableRoles'] as { id: string; builtIn: string }[];
      const role = (name: string) => roles.find(({ builtIn }) => builtIn === name)!.id;
      const invited = await admin.send(invite, {
        i: {
          name: 'Tweede Beheerder',
          email: 'tweede@bureau-maashaven.example',
          roleId: role('ADMIN'),
          agencyIds: [(data!['agencies'] as { id: string }[])[0]!.id],
        },
      });
      const { id } = (invited.data!['inviteStaff'] as { staffUser: { id: string } }).staffUser;
      await look(
        url,
        'update staff_user set password_hash = (select password_hash from staff_user where email = $1) where email = $2',
        [login.email, 'tweede@bureau-maashaven.example'],
      );
      const second = await signedIn({ email: 'tweede@bureau-maashaven.example', password: login.password });
      const staff = () => second.send('{ staff { totalCount } }');
      expect((await staff()).errors).toEqual([]);

      const update = 'mutation ($i: UpdateStaffInput!) { updateStaff(input: $i) { userErrors { code } } }';
      expect((await admin.send(update, { i: { id, roleId: role('RECRUITER') } })).errors).toEqual([]);
      expect((await staff()).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);

      const disable = 'mutation ($i: StaffUserInput!) { disableStaff(input: $i) { userErrors { code } } }';
      expect((await admin.send(disable, { i: { id } })).errors).toEqual([]);
      expect((await staff()).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    });

    it('is in no cookie that a script reads, and is stored nowhere as it is', async () => {
      const response = await new ApiClient(product.url).fetch('/graphql', {
        ...SECRET,
        body: JSON.stringify({
          query: 'mutation ($i: SignInInput!) { signIn(input: $i) { viewer { id } } }',
          variables: { i: login },
        }),
      });
      const cookies = response.headers.getSetCookie();
      expect(cookies.length).toBeGreaterThanOrEqual(2);
      for (const cookie of cookies)
        for (const guard of ['HttpOnly', 'SameSite=Strict']) expect(cookie).toContain(guard);
      const token = /wisbaar_session=([^;]+)/.exec(cookies.join())![1]!;
      const stored = await look<{ text: string }>(
        await product.databaseUrl(),
        'select s::text as text from staff_session s',
      );
      for (const { text } of stored) {
        expect(text).not.toContain(token);
        expect(text).not.toContain(Buffer.from(token).toString('hex'));
      }
    });
  });
});
