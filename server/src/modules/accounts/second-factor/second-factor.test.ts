import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { rows, sql } from '../../../platform/database/index.ts';

describe('the second factor', () => {
  let product: TestProduct;
  let served: Served;
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
    await rows(product.workAs().em, sql`delete from sign_in_attempt`);
  });
  const later = (seconds: number) =>
    product.clock.set(new Date(product.clock.now().getTime() + seconds * 1_000).toISOString());

  /** Somebody with an app, as he gets one. */
  async function withApp() {
    const account = await makeAccount(product, [agencyId]);
    const browser = new TestBrowser(served);
    await browser.signIn(account.email, PASSWORD);
    await browser.mutate('confirmPassword', { password: PASSWORD });
    const started = await browser.mutate('startSecondFactor', undefined, 'secret address qrPath qrSize');
    const secret = Secret.fromBase32((started['secret'] as string).replaceAll(' ', ''));
    const app = new TOTP({ secret });
    const code = (offset = 0) => app.generate({ timestamp: product.clock.now().getTime() + offset * 30_000 });
    const done = await browser.mutate('confirmSecondFactor', { code: code() }, 'recoveryCodes');
    expect(done.codes).toEqual([]);
    later(30);
    return { account, browser, code, started, recoveryCodes: done['recoveryCodes'] as string[] };
  }
  async function firstStep(email: string): Promise<TestBrowser> {
    const browser = new TestBrowser(served);
    expect(await browser.signIn(email, PASSWORD)).toMatchObject({ codeRequired: true, viewer: null, codes: [] });
    expect(browser.token).toBeUndefined();
    expect(await browser.whoAmI()).toBeNull();
    return browser;
  }
  const secondStep = (browser: TestBrowser, code: string) =>
    browser.mutate('signInWithCode', { code }, 'viewer { email }');

  it('takes a confirmed password to begin with, and asks for nothing before its first code', async () => {
    const { email } = await makeAccount(product, [agencyId]);
    const browser = new TestBrowser(served);
    await browser.signIn(email, PASSWORD);
    expect((await browser.mutate('startSecondFactor', undefined)).codes).toEqual(['REAUTHENTICATION_REQUIRED']);
    await browser.mutate('confirmPassword', { password: PASSWORD });
    const { address, qrPath } = await browser.mutate('startSecondFactor', undefined, 'address qrPath');
    expect(address).toMatch(/^otpauth:\/\/totp\/Wisbaar:/);
    expect(qrPath).toMatch(/^M\d/);
    expect((await browser.mutate('confirmSecondFactor', { code: '000000' })).codes).toEqual(['BAD_USER_INPUT']);
    expect((await new TestBrowser(served).signIn(email, PASSWORD)).codeRequired).toBe(false);
  });

  it('is asked for when signing in, in a step of its own that is no session yet', async () => {
    const { account, code } = await withApp();
    const browser = await firstStep(account.email);
    expect((await secondStep(browser, '000000')).codes).toEqual(['BAD_USER_INPUT']);
    expect(await browser.whoAmI()).toBeNull();
    expect((await secondStep(browser, code())).codes).toEqual([]);
    expect(await browser.whoAmI()).toBe(account.email);
    expect(browser.cookies.has('wisbaar_pending')).toBe(false);
  });

  it('takes no code a second time, and none that is older than the last', async () => {
    const { account, code } = await withApp();
    const [first, second, third] = [code(-1), code(), code(1)];
    expect((await secondStep(await firstStep(account.email), second)).codes).toEqual([]);
    for (const used of [second, first])
      expect((await secondStep(await firstStep(account.email), used)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await secondStep(await firstStep(account.email), third)).codes).toEqual([]);
  });

  it('gives one session for one code, however many come with it at once', async () => {
    const { account, code } = await withApp();
    const browsers = await Promise.all(Array.from({ length: 4 }, () => firstStep(account.email)));
    const outcomes = await Promise.all(browsers.map((browser) => secondStep(browser, code())));
    expect(outcomes.filter(({ codes }) => codes.length === 0)).toHaveLength(1);
  });

  it('ends the first step when the password changes, which was what it showed (S12)', async () => {
    const { account, browser: owner, code } = await withApp();
    const guest = await firstStep(account.email);
    const given = { currentPassword: PASSWORD, newPassword: 'kraanvogels tellen bij dauw' };
    expect((await owner.mutate('changePassword', given)).codes).toEqual([]);
    expect((await secondStep(guest, code())).codes).toEqual(['LINK_EXPIRED']);
  });

  it('is in the audit trail when its code was wrong (B7)', async () => {
    const { account } = await withApp();
    await secondStep(await firstStep(account.email), '000000');
    const [entry] = await rows<{ facts: object }>(
      product.workAs().em,
      sql`select facts from audit_entry where action = 'staff.sign-in-failed' and subject_id = ${account.id}`,
    );
    expect(entry).toEqual({ facts: { way: 'PASSWORD', secondFactor: true } });
  });

  it('ends the first step after five codes, and after five minutes', async () => {
    const { account, code } = await withApp();
    const guessed = await firstStep(account.email);
    for (let tries = 0; tries < 5; tries += 1) await secondStep(guessed, '000000');
    expect((await secondStep(guessed, code())).codes).toEqual(['LINK_EXPIRED']);
    const slow = await firstStep(account.email);
    later(300);
    expect((await secondStep(slow, code())).codes).toEqual(['LINK_EXPIRED']);
  });

  it('slows down guessing codes, whatever number of first steps (S5)', async () => {
    const { account } = await withApp();
    const codes: unknown[] = [];
    for (let step = 0; step < 3; step += 1) {
      const browser = await firstStep(account.email);
      for (let tries = 0; tries < 5; tries += 1) codes.push(...(await secondStep(browser, '000000')).codes);
    }
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'BAD_USER_INPUT'));
    expect(new Set(codes.slice(10))).toEqual(new Set(['RATE_LIMITED']));
  });

  it('has ten recovery codes, each good for once, of which nothing readable is stored', async () => {
    const { account, recoveryCodes } = await withApp();
    expect(new Set(recoveryCodes).size).toBe(10);
    const typed = recoveryCodes[0]!.toUpperCase().replaceAll('-', ' ');
    const browser = await firstStep(account.email);
    expect((await secondStep(browser, typed)).codes).toEqual([]);
    expect((await secondStep(await firstStep(account.email), typed)).codes).toEqual(['BAD_USER_INPUT']);
    const left = await browser.send('{ viewer { secondFactor { recoveryCodesLeft } } }');
    expect(left.data['viewer']).toMatchObject({ secondFactor: { recoveryCodesLeft: 9 } });
    const stored = await rows<{ text: string }>(
      product.workAs().em,
      sql`select f::text || (select string_agg(c::text, ' ') from recovery_code c) as text from second_factor f`,
    );
    for (const { text } of stored) for (const code of recoveryCodes) expect(text).not.toContain(code);
  });

  it('stores its secret sealed', async () => {
    const { account, started } = await withApp();
    const [row] = await rows<{ secret_sealed: Buffer }>(
      product.workAs().em,
      sql`select secret_sealed from second_factor where staff_id = ${account.id}`,
    );
    expect(row!.secret_sealed.toString('latin1')).not.toContain((started['secret'] as string).replaceAll(' ', ''));
  });

  it('is turned off by the password and a code together, and by neither alone', async () => {
    const { account, browser, code } = await withApp();
    expect((await browser.mutate('turnOffSecondFactor', { password: 'verkeerd', code: code() })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect((await browser.mutate('turnOffSecondFactor', { password: PASSWORD, code: '000000' })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect((await browser.mutate('turnOffSecondFactor', { password: PASSWORD, code: code() })).codes).toEqual([]);
    expect((await new TestBrowser(served).signIn(account.email, PASSWORD)).codeRequired).toBe(false);
  });
});
