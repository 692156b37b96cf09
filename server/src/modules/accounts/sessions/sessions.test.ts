import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { rows, sql } from '../../../platform/database/index.ts';
import { serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { mustBeFresh } from './must-be-fresh.ts';

describe('sessions', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let account: { id: string; email: string };
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
  });

  async function signedIn(): Promise<TestBrowser> {
    const browser = new TestBrowser(served);
    expect((await browser.signIn(account.email, PASSWORD)).codes).toEqual([]);
    return browser;
  }
  const sessionsOf = async (browser: TestBrowser) =>
    (await browser.send('{ viewer { sessions { id current lastUsedAt browser system } } }')).data['viewer']![
      'sessions'
    ] as { id: string; current: boolean; lastUsedAt: Date; browser: string; system: string }[];

  it('end after two hours without use, and twelve hours with it', async () => {
    const [idle, busy] = [await signedIn(), await signedIn()];
    for (const time of ['11:59', '13:58', '15:57', '17:56', '19:55', '21:54']) {
      product.clock.set(`2026-06-01T${time}:00+02:00`);
      expect(await busy.whoAmI()).toBe(account.email);
    }
    expect(await idle.whoAmI()).toBeNull();
    product.clock.set('2026-06-01T22:00:00+02:00');
    expect(await busy.whoAmI()).toBeNull();
  });

  it('are listed with the kind of browser, and when they were last used, to the minute', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    product.clock.set('2026-06-01T10:00:59+02:00');
    await other.whoAmI();
    product.clock.set('2026-06-01T10:30:00+02:00');
    await one.whoAmI();
    expect(await sessionsOf(one)).toMatchObject([
      { current: true, browser: 'Firefox', system: 'Windows', lastUsedAt: new Date('2026-06-01T10:30:00+02:00') },
      { current: false, lastUsedAt: new Date('2026-06-01T10:00:00+02:00') },
    ]);
  });

  it('are ended one by one, or all but one’s own, and nobody else’s', async () => {
    const [one, other, third] = [await signedIn(), await signedIn(), await signedIn()];
    const stranger = new TestBrowser(served);
    await stranger.signIn((await makeAccount(product, [agencyId])).email, PASSWORD);
    const [foreign] = await sessionsOf(stranger);
    expect((await one.mutate('endSession', { id: foreign!.id })).codes).toEqual(['NOT_FOUND']);
    expect(await stranger.whoAmI()).not.toBeNull();

    const [, second] = await sessionsOf(one);
    await one.mutate('endSession', { id: second!.id });
    expect(await sessionsOf(one)).toHaveLength(2);
    expect((await one.mutate('endOtherSessions', undefined, 'ended')).ended).toBe(1);
    expect(await one.whoAmI()).toBe(account.email);
    expect([await other.whoAmI(), await third.whoAmI()]).toEqual([null, null]);
  });

  it('do for five minutes what asks for a confirmation, after one, and get another token (S12)', async () => {
    const browser = await signedIn();
    const fresh = async () => mustBeFresh(await browser.context());
    await expect(fresh()).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect((await browser.mutate('confirmPassword', { password: 'niet het goede wachtwoord' })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    await expect(fresh()).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });

    const stolen = new TestBrowser(served);
    stolen.token = browser.token;
    expect((await browser.mutate('confirmPassword', { password: PASSWORD })).codes).toEqual([]);
    await fresh();
    expect(browser.token).not.toBe(stolen.token);
    expect(await stolen.whoAmI()).toBeNull();

    product.clock.set('2026-06-01T10:04:59+02:00');
    await fresh();
    product.clock.set('2026-06-01T10:05:00+02:00');
    await expect(fresh()).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });

  it('let nobody guess a password from a browser that was left open (S5)', async () => {
    const browser = await signedIn();
    const codes: unknown[] = [];
    const [before] = await rows<{ seq: string }>(product.orm.em.fork(), sql`select max(seq) as seq from audit_entry`);
    for (let tries = 0; tries < 11; tries += 1)
      codes.push(...(await browser.mutate('confirmPassword', { password: 'raden maar' })).codes);
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 'BAD_USER_INPUT'), 'RATE_LIMITED']);
    const noted = await rows(
      product.orm.em.fork(),
      sql`select facts from audit_entry where action = 'staff.confirmation-failed' and subject_id = ${account.id} and seq > ${Number(before!.seq)}`,
    );
    expect(noted).toEqual(Array.from({ length: 10 }, () => ({ facts: { secondFactor: false } })));
    expect((await signedIn()).token).toBeDefined();
  });

  it('end elsewhere when the password changes, and this one gets another token', async () => {
    const [here, elsewhere] = [await signedIn(), await signedIn()];
    const before = here.token;
    const given = { currentPassword: PASSWORD, newPassword: 'iets heel anders dan eerst' };
    expect((await here.mutate('changePassword', { ...given, currentPassword: 'verkeerd' })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect((await here.mutate('changePassword', { ...given, newPassword: 'welkom-bij-wisbaar' })).codes).toEqual([
      'PASSWORD_TOO_EASY',
    ]);
    expect((await here.mutate('changePassword', given)).codes).toEqual([]);
    expect(here.token).not.toBe(before);
    expect([await here.whoAmI(), await elsewhere.whoAmI()]).toEqual([account.email, null]);
    expect((await new TestBrowser(served).signIn(account.email, PASSWORD)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await new TestBrowser(served).signIn(account.email, given.newPassword)).codes).toEqual([]);
  });
});
