import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { affected, rows, sql } from '../../../platform/database/index.ts';
import { carryOutPasswordResets } from './carry-out-password-resets.ts';

const CHOSEN = 'mosterd na de soep en taart';

describe('a forgotten password', () => {
  let product: TestProduct;
  let served: Served;
  let account: { id: string; email: string };
  let agencyId: string;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    account = await makeAccount(product, [agencyId]);
    await affected(product.workAs().em, sql`delete from sign_in_attempt`);
  });

  const ask = (email: string) => new TestBrowser(served).mutate('requestPasswordReset', { email });
  const carryOut = () => carryOutPasswordResets(product.workAs({ kind: 'system', name: 'accounts.password-resets' }));
  async function tokenFor(email: string) {
    await ask(email);
    await carryOut();
    return (await mailsTo(product, email))[0]?.token;
  }
  const choose = (browser: TestBrowser, token: string | undefined) =>
    browser.mutate('setPassword', { token: token ?? '', password: CHOSEN });

  it('gets the same answer for every address, and leaves of an unknown one no trace (S6)', async () => {
    expect(await ask(account.email)).toEqual(await ask('niemand@nergens.example'));
    const [queue] = await rows<{ text: string }>(
      product.workAs().em,
      sql`select string_agg(r::text, ' ') as text from password_reset_request r`,
    );
    expect(queue!.text).not.toContain('nergens');
    expect(queue!.text).not.toContain(Buffer.from('nergens').toString('hex'));
    expect(await carryOut()).toEqual({ mailed: 1, unreadable: 0 });
    expect(await mailsTo(product, 'niemand@nergens.example')).toEqual([]);
    expect(await rows(product.workAs().em, sql`select 1 from password_reset_request`)).toEqual([]);
  });

  it('is replaced by a mailed link, once and within an hour; every session ends', async () => {
    const signedIn = new TestBrowser(served);
    await signedIn.signIn(account.email, PASSWORD);
    const token = await tokenFor(account.email);
    const browser = new TestBrowser(served);
    expect((await choose(browser, token)).codes).toEqual([]);
    expect(browser.token).toBeUndefined();
    expect(await signedIn.whoAmI()).toBeNull();
    expect((await choose(browser, token)).codes).toEqual(['LINK_EXPIRED']);
    expect((await browser.signIn(account.email, PASSWORD)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await browser.signIn(account.email, CHOSEN)).codes).toEqual([]);
    expect((await mailsTo(product, account.email))[0]).toMatchObject({ kind: 'STAFF_PASSWORD_CHANGED' });

    const late = await makeAccount(product, [agencyId]);
    const lateToken = await tokenFor(late.email);
    product.clock.set('2026-06-01T11:00:00+02:00');
    expect((await choose(browser, lateToken)).codes).toEqual(['LINK_EXPIRED']);
  });

  it('brings no link to a disabled account, nor to one that was only invited', async () => {
    await affected(product.workAs().em, sql`update staff_user set disabled_at = now() where id = ${account.id}`);
    expect(await tokenFor(account.email)).toBeUndefined();
    const invited = await makeAccount(product, [agencyId]);
    await affected(product.workAs().em, sql`update staff_user set password_hash = null where id = ${invited.id}`);
    expect(await tokenFor(invited.email)).toBeUndefined();
  });

  it('is mailed about once in ten minutes, and a second request takes no first link away', async () => {
    const first = await tokenFor(account.email);
    await tokenFor(account.email);
    expect(await mailsTo(product, account.email)).toHaveLength(1);
    product.clock.set('2026-06-01T10:11:00+02:00');
    await tokenFor(account.email);
    expect(await mailsTo(product, account.email)).toHaveLength(2);
    expect((await choose(new TestBrowser(served), first)).codes).toEqual([]);
  });

  it('shows the way in to an owner whom strangers make wait (S5)', async () => {
    const guess = async (place: number, password: string) =>
      (await new TestBrowser(served, `192.0.2.${String(place)}`).signIn(account.email, password)).codes;
    for (let place = 1; place <= 6; place += 1)
      for (let tries = 0; tries < 10; tries += 1) await guess(place, 'raden maar');
    // From a place that has tried nothing yet, with the right password.
    expect(await guess(99, PASSWORD)).toEqual(['RATE_LIMITED']);

    const owner = new TestBrowser(served, '192.0.2.99');
    await choose(owner, await tokenFor(account.email));
    expect((await owner.signIn(account.email, CHOSEN)).codes).toEqual([]);
  });

  it('is guessed at from elsewhere without any trouble for a browser that signed in before (S5)', async () => {
    const owner = new TestBrowser(served);
    await owner.signIn(account.email, PASSWORD);
    await owner.mutate('signOut', undefined);
    for (let place = 1; place <= 6; place += 1)
      for (let tries = 0; tries < 10; tries += 1)
        await new TestBrowser(served, `198.51.100.${String(place)}`).signIn(account.email, 'raden maar');
    expect((await new TestBrowser(served, '203.0.113.9').signIn(account.email, PASSWORD)).codes).toEqual([
      'RATE_LIMITED',
    ]);
    expect((await owner.signIn(account.email, PASSWORD)).codes).toEqual([]);

    // Its own allowance is small too, and its cookie helps with no other account, nor when it is made up.
    await owner.mutate('signOut', undefined);
    const codes: unknown[] = [];
    for (let tries = 0; tries < 11; tries += 1) codes.push(...(await owner.signIn(account.email, 'x')).codes);
    expect(codes.at(-1)).toBe('RATE_LIMITED');
    const forger = new TestBrowser(served, '203.0.113.10');
    forger.cookies.set('wisbaar_device', `zelf-bedacht.${Buffer.alloc(32).toString('base64url')}`);
    expect((await forger.signIn(account.email, PASSWORD)).codes).toEqual(['RATE_LIMITED']);
  });

  it('lets strangers through one by one again after a while, and makes them wait longer each time (S5)', async () => {
    const guess = async (place: number) =>
      (await new TestBrowser(served, `192.0.2.${String(place)}`).signIn(account.email, 'raden maar')).codes[0];
    for (let place = 1; place <= 5; place += 1) for (let tries = 0; tries < 10; tries += 1) await guess(place);
    const wait = async () => {
      const [gate] = await rows<{ left: number }>(
        product.workAs().em,
        sql`select (max(expire) - (extract(epoch from clock_timestamp()) * 1000)::bigint)::int as left
            from sign_in_attempt where key like 'gate:%'`,
      );
      return Math.round(gate!.left / 1_000);
    };
    const over = () =>
      affected(product.workAs().em, sql`update sign_in_attempt set expire = 1 where key like 'gate:%'`);
    const waits: number[] = [];
    for (let place = 11; place <= 18; place += 1) {
      expect(await guess(place)).toBe('RATE_LIMITED');
      waits.push(Math.ceil((await wait()) / 30) * 30);
      await over();
      expect(await guess(place + 20)).toBe('BAD_USER_INPUT');
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });
});

describe('another mail address', () => {
  let product: TestProduct;
  let served: Served;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });

  it('counts once its owner has confirmed it from its mailbox, and the old one is told', async () => {
    const agency = await makeAgency(product);
    const [account, other] = [await makeAccount(product, [agency.id]), await makeAccount(product, [agency.id])];
    const browser = new TestBrowser(served);
    await browser.signIn(account.email, PASSWORD);
    const change = (email: string) => browser.mutate('requestEmailChange', { email });
    expect((await change('nieuw@bureau.example')).codes).toEqual(['REAUTHENTICATION_REQUIRED']);
    await browser.mutate('confirmPassword', { password: PASSWORD });
    expect(await change('nieuw@bureau.example')).toEqual(await change(other.email));
    expect(await mailsTo(product, other.email)).toEqual([]);
    // The address that he has is told each time, before anything has changed.
    const told = await mailsTo(product, account.email);
    expect(told.map(({ kind, token }) => ({ kind, token }))).toEqual([
      { kind: 'STAFF_EMAIL_CHANGE_ASKED', token: undefined },
      { kind: 'STAFF_EMAIL_CHANGE_ASKED', token: undefined },
    ]);
    for (const { text } of told) expect(text).not.toMatch(/nieuw@bureau|#/);
    // The last one asked for counts; the address of somebody else took nothing away.
    const [mail] = await mailsTo(product, 'nieuw@bureau.example');
    expect(await browser.whoAmI()).toBe(account.email);
    const confirm = () => new TestBrowser(served).mutate('confirmEmailChange', { token: mail!.token });
    expect((await confirm()).codes).toEqual([]);
    expect((await confirm()).codes).toEqual(['LINK_EXPIRED']);
    expect(await browser.whoAmI()).toBe('nieuw@bureau.example');
    expect((await mailsTo(product, account.email))[0]).toMatchObject({ kind: 'STAFF_EMAIL_CHANGED' });
  });

  it('that somebody else asked for is void once the owner chooses another password', async () => {
    const account = await makeAccount(product, [(await makeAgency(product)).id]);
    const intruder = new TestBrowser(served);
    await intruder.signIn(account.email, PASSWORD);
    await intruder.mutate('confirmPassword', { password: PASSWORD });
    await intruder.mutate('requestEmailChange', { email: 'indringer@elders.example' });
    const [change] = await mailsTo(product, 'indringer@elders.example');
    const owner = new TestBrowser(served);
    await owner.mutate('requestPasswordReset', { email: account.email });
    await carryOutPasswordResets(product.workAs({ kind: 'system', name: 'accounts.password-resets' }));
    const [reset] = await mailsTo(product, account.email);
    expect((await owner.mutate('setPassword', { token: reset!.token ?? '', password: CHOSEN })).codes).toEqual([]);
    expect((await intruder.mutate('confirmEmailChange', { token: change!.token })).codes).toEqual(['LINK_UNKNOWN']);
    expect((await owner.signIn(account.email, CHOSEN)).codes).toEqual([]);
  });

  it('becomes the account’s own of one alone, when two confirm the same address at once', async () => {
    const agency = await makeAgency(product);
    const wanted = `samen-${agency.id}@bureau.example`;
    const ask = async (number: number) => {
      const account = await makeAccount(product, [agency.id]);
      const browser = new TestBrowser(served, `192.0.2.${String(100 + number)}`);
      await browser.signIn(account.email, PASSWORD);
      await browser.mutate('confirmPassword', { password: PASSWORD });
      expect((await browser.mutate('requestEmailChange', { email: wanted })).codes).toEqual([]);
      return browser;
    };
    const browsers = [await ask(0), await ask(1)];
    const tokens = (await mailsTo(product, wanted)).map(({ token }) => token);
    expect(tokens).toHaveLength(2);
    const outcomes = await Promise.all(
      tokens.map((token) => new TestBrowser(served).mutate('confirmEmailChange', { token })),
    );
    const refused = outcomes.flatMap(({ userErrors }) => userErrors as { code: string; field: string[] }[]);
    expect(refused).toEqual([{ code: 'ADDRESS_IN_USE', field: ['token'] }]);
    const now = await Promise.all(browsers.map((browser) => browser.whoAmI()));
    expect(now.filter((email) => email === wanted)).toHaveLength(1);
  });
});
