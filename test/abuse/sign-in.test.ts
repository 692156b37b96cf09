import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ApiClient,
  look,
  makeInstallation,
  setUpAgency,
  startMailServer,
  type Answer,
  type Installation,
  type Login,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const SIGN_IN = `mutation ($i: SignInInput!) {
  signIn(input: $i) { viewer { email } codeRequired userErrors { code message field } }
}`;
const RESET = `mutation ($i: RequestPasswordResetInput!) {
  requestPasswordReset(input: $i) { userErrors { code message field } }
}`;
const WRONG = 'niet het wachtwoord';

describe('abuse of signing in', () => {
  let mail: MailServer;
  let installation: Installation;
  let product: Product;
  let login: Login;
  beforeAll(async () => {
    mail = await startMailServer();
    // The address of the caller is what the proxy before us says: so a test can come from anywhere.
    installation = await makeInstallation({ TRUSTED_PROXIES: '127.0.0.1', SMTP_URL: mail.url });
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Zuidplein');
  });
  afterAll(async () => {
    await installation.remove();
    await mail.stop();
  });
  beforeEach(async () => {
    await look(await product.databaseUrl(), 'delete from sign_in_attempt');
  });

  /** A client somewhere in the world. */
  class From extends ApiClient {
    readonly #address: string;
    constructor(address: string) {
      super(product.url);
      this.#address = address;
    }
    override fetch(path: string, init: RequestInit = {}): Promise<Response> {
      const headers = new Headers(init.headers);
      headers.set('x-forwarded-for', this.#address);
      return super.fetch(path, { ...init, headers });
    }
  }
  const attempt = (client: ApiClient, email: string, password: string) =>
    client.send(SIGN_IN, { i: { email, password } });
  const codeOf = ({ text }: Answer) => /RATE_LIMITED|BAD_USER_INPUT/.exec(text)?.[0];
  const counted = async () => {
    const [row] = await look<{ points: number }>(
      await product.databaseUrl(),
      `select coalesce(sum(points), 0)::int as points from sign_in_attempt where key like 'address:%'`,
    );
    return row!.points;
  };

  describe('by aliases (S4)', () => {
    const aliased = (count: number, last = WRONG) =>
      Array.from({ length: count }, (_, index) => {
        const password = index === count - 1 ? last : WRONG;
        return `a${String(index)}: signIn(input: { email: "${login.email}", password: "${password}" }) { viewer { email } userErrors { code } }`;
      });

    it('refuses a hundred in one request, and carries out none', async () => {
      const { data, errors } = await new ApiClient(product.url).send(`mutation { ${aliased(100).join(' ')} }`);
      expect(data ?? null).toBeNull();
      expect(errors).not.toEqual([]);
      expect(await counted()).toBe(0);
    });

    it.each([2, 15])(
      'carries out the first of %i that the limits let pass, whatever the others hold',
      async (count) => {
        const client = new ApiClient(product.url);
        const { text } = await client.send(`mutation { ${aliased(count, login.password).join(' ')} }`);
        expect(text.match(/BAD_USER_INPUT/g) ?? []).toHaveLength(1);
        expect(text.match(/RATE_LIMITED/g) ?? []).toHaveLength(count - 1);
        expect(await counted()).toBe(1);
        expect((await client.send('{ viewer { email } }')).data).toEqual({ viewer: null });
      },
    );

    it('carries out one of several kinds of guesses in one request', async () => {
      const { text } = await new ApiClient(product.url).send(`mutation {
        signIn(input: { email: "${login.email}", password: "${WRONG}" }) { userErrors { code } }
        signInWithCode(input: { code: "000000" }) { userErrors { code } }
        setPassword(input: { token: "x", password: "een lang genoeg geheim" }) { userErrors { code } }
        requestPasswordReset(input: { email: "${login.email}" }) { userErrors { code } }
      }`);
      expect(text.match(/RATE_LIMITED/g) ?? []).toHaveLength(3);
    });

    it('takes no list of requests for one', async () => {
      const response = await new ApiClient(product.url).fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(Array.from({ length: 100 }, () => ({ query: SIGN_IN, variables: { i: login } }))),
      });
      expect(response.status).toBe(400);
      expect(await counted()).toBe(0);
    });
  });

  describe('by brute force (S5)', () => {
    it('is slowed down over addresses and over accounts, and does not lock the victim out', async () => {
      const owner = new From('203.0.113.1');
      expect((await attempt(owner, login.email, login.password)).text).toContain('"viewer":{');
      await owner.send('mutation { signOut { userErrors { code } } }');

      // One account from many addresses.
      const codes: (string | undefined)[] = [];
      for (let place = 1; place <= 7; place += 1)
        for (let tries = 0; tries < 10; tries += 1)
          codes.push(codeOf(await attempt(new From(`198.51.100.${String(place)}`), login.email, WRONG)));
      expect(codes.filter((code) => code === 'BAD_USER_INPUT')).toHaveLength(50);
      expect(codes.slice(50)).toEqual(Array.from({ length: 20 }, () => 'RATE_LIMITED'));
      // Whoever guesses right now is not let in either.
      expect(codeOf(await attempt(new From('198.51.100.77'), login.email, login.password))).toBe('RATE_LIMITED');
      // The owner is, from the browser that he used before.
      expect((await attempt(owner, login.email, login.password)).text).toContain('"viewer":{');

      // Many accounts from one address.
      const spray = await Promise.all(
        Array.from({ length: 70 }, (_, index) =>
          attempt(new From('198.51.100.200'), `wie${String(index)}@nergens.example`, WRONG),
        ),
      );
      expect(spray.filter((answer) => codeOf(answer) === 'BAD_USER_INPUT').length).toBeLessThanOrEqual(60);
      expect(spray.filter((answer) => codeOf(answer) === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(10);
    });

    it('lets no more guesses through when they come all at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => attempt(new From('198.51.100.9'), login.email, WRONG)),
      );
      expect(answers.filter((answer) => codeOf(answer) === 'BAD_USER_INPUT')).toHaveLength(10);
    });

    it('believes nobody about his own address but the proxy before us', async () => {
      const direct = await makeInstallation();
      try {
        const other = await direct.start();
        const victim = await setUpAgency(direct, 'Bureau Maasbrug');
        const codes: (string | undefined)[] = [];
        for (let tries = 0; tries < 11; tries += 1) {
          const response = await fetch(`${other.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${String(tries)}` },
            body: JSON.stringify({ query: SIGN_IN, variables: { i: { email: victim.email, password: WRONG } } }),
          });
          codes.push(/RATE_LIMITED|BAD_USER_INPUT/.exec(await response.text())?.[0]);
        }
        expect(codes.at(-1)).toBe('RATE_LIMITED');
      } finally {
        await direct.remove();
      }
    });
  });

  describe('by finding out who has an account (S6)', () => {
    const names = ({ headers }: Answer) => [...headers.keys()].toSorted();
    const same = (one: Answer, other: Answer) => {
      expect(other.text).toBe(one.text);
      expect(other.status).toBe(one.status);
      expect(names(other)).toEqual(names(one));
      expect(other.headers.getSetCookie()).toEqual(one.headers.getSetCookie());
    };

    it('gives one answer for a wrong password, an unknown address, and accounts that can’t sign in', async () => {
      const url = await product.databaseUrl();
      const [disabled, invited] = [
        await setUpAgency(installation, 'Bureau Uit'),
        await setUpAgency(installation, 'Bureau Nog'),
      ];
      await look(url, 'update staff_user set disabled_at = now() where email = $1', [disabled.email]);
      await look(url, 'update staff_user set password_hash = null where email = $1', [invited.email]);
      const wrong = await attempt(new ApiClient(product.url), login.email, WRONG);
      same(wrong, await attempt(new ApiClient(product.url), 'niemand@nergens.example', WRONG));
      same(wrong, await attempt(new ApiClient(product.url), disabled.email, disabled.password));
      same(wrong, await attempt(new ApiClient(product.url), invited.email, invited.password));
      same(wrong, await attempt(new ApiClient(product.url), login.email, 'x'.repeat(100_000)));
    });

    it('gives one answer to who has forgotten his password, and mails only who has an account', async () => {
      const ask = (email: string) => new ApiClient(product.url).send(RESET, { i: { email } });
      const known = await ask(login.email);
      same(known, await ask('niemand@nergens.example'));
      expect(known.data).toEqual({ requestPasswordReset: { userErrors: [] } });
      expect(await mail.waitForMails(login.email)).toHaveLength(1);
      expect(mail.mails.filter(({ recipients }) => recipients.includes('niemand@nergens.example'))).toEqual([]);
      expect(product.said()).not.toContain('niemand@nergens.example');
    });

    it('gives one answer for a link of nobody and a link that is no link', async () => {
      const ask = (token: string) =>
        new ApiClient(product.url).send('query ($t: String!) { accountLink(token: $t) { state name email } }', {
          t: token,
        });
      const nobody = await ask('A'.repeat(43));
      same(nobody, await ask('x'));
      expect(nobody.data).toEqual({ accountLink: { state: 'UNKNOWN', name: null, email: null } });
    });
  });
});
