import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiClient, makeInstallation, setUpAgency, type Installation, type Login, type Product } from '../kit/index.ts';

const SIGN_IN = `mutation ($i: SignInInput!) {
  signIn(input: $i) { viewer { email } userErrors { code message field } }
}`;

describe('signing in (S5, S6)', () => {
  let installation: Installation;
  let product: Product;
  let login: Login;
  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Delfshaven');
  });
  afterAll(() => installation.remove());

  const attempt = (email: string, password: string) =>
    new ApiClient(product.url).send(SIGN_IN, { i: { email, password } });

  it('answers a wrong password and an unknown address the same, to the byte', async () => {
    const wrong = await attempt(login.email, 'niet het wachtwoord');
    const unknown = await attempt('niemand@nergens.example', 'niet het wachtwoord');
    expect(unknown.text).toBe(wrong.text);
    expect(unknown.status).toBe(wrong.status);
    const names = ({ headers }: typeof wrong) => [...headers.keys()].toSorted();
    expect(names(unknown)).toEqual(names(wrong));
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('takes the address in capitals and with spaces around it', async () => {
    const { data } = await attempt(` ${login.email.toUpperCase()} `, login.password);
    expect(data).toMatchObject({ signIn: { viewer: { email: login.email }, userErrors: [] } });
  });

  it('takes a hundred aliased attempts in one request for none (S4)', async () => {
    const attempts = Array.from(
      { length: 100 },
      (_, index) => `a${index}: signIn(input: { email: "${login.email}", password: "p${index}" }) { viewer { id } }`,
    );
    const { data, errors } = await new ApiClient(product.url).send(`mutation { ${attempts.join(' ')} }`);
    expect(data ?? null).toBeNull();
    expect(errors).not.toEqual([]);
  });

  it('is slowed down after ten wrong passwords for one account, and for no other account', async () => {
    const other = await setUpAgency(installation, 'Bureau Schiedam');
    const codes: (string | undefined)[] = [];
    for (let tries = 0; tries < 11; tries += 1)
      codes.push(/RATE_LIMITED|BAD_USER_INPUT/.exec((await attempt(login.email, 'niet het wachtwoord')).text)?.[0]);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'BAD_USER_INPUT'), 'RATE_LIMITED']);
    expect((await attempt(login.email, login.password)).text).toContain('RATE_LIMITED');
    expect((await attempt(other.email, other.password)).data).toMatchObject({
      signIn: { viewer: { email: other.email } },
    });
  });

  it('answers an unknown address that was tried too often as it does a known one', async () => {
    let last = '';
    for (let tries = 0; tries < 11; tries += 1) last = (await attempt('spook@nergens.example', 'x')).text;
    expect(last).toBe((await attempt(login.email, 'x')).text);
  });

  it('is slowed down for one network address, whichever accounts it tries', async () => {
    const tries = Array.from({ length: 60 }, (_, index) => attempt(`wie${index}@nergens.example`, 'x'));
    const limited = (await Promise.all(tries)).filter(({ text }) => text.includes('RATE_LIMITED'));
    expect(limited.length).toBeGreaterThan(0);
    expect((await attempt('laatste@nergens.example', 'x')).text).toContain('RATE_LIMITED');
  });

  it('writes no password and no address to the log (F16)', () => {
    expect(product.said()).not.toContain(login.password);
    expect(product.said()).not.toContain(login.email);
  });
});
