import * as argon2 from '@node-rs/argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAccount, PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { makePortalAccount } from '../../../../test-kit/portal-account.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { affected, inTransaction, rows, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { newToken } from '../../../platform/secrets.ts';
import { DEVICE_COOKIE } from '../../accounts/index.ts';
import { NO_RIGHTS } from '../../permissions/index.ts';
import { carryOutPortalPasswordResets, forgetExpiredOfPortal, PORTAL_COOKIE } from '../index.ts';

// The library does what it does; its calls are counted.
vi.mock('@node-rs/argon2', { spy: true });
const hashes = () => vi.mocked(argon2.verify).mock.calls.length + vi.mocked(argon2.hash).mock.calls.length;

const WRONG = 'niet het wachtwoord';
const NO_NAME = 'bestaat.niet';

describe('signing in to the portal (C81, C83)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let account: Awaited<ReturnType<typeof makePortalAccount>>;
  let addresses = 0;
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
    account = await makePortalAccount(product, agencyId);
  });

  const browser = () => new TestBrowser(served, `192.0.2.${(addresses += 1)}`);
  const signIn = (from: TestBrowser, login: string, password = PASSWORD) =>
    from.mutate('signInToPortal', { login, password }, 'expiresAt sessionToken');
  const me = async (from: TestBrowser) =>
    (await from.send('{ me { account { userName emailAddress personHeld } } }')).data['me'];
  const codesOf = async (from: TestBrowser, login: string, password?: string) =>
    (await signIn(from, login, password)).codes;

  it('takes the user name or the mail address, in any case, and tells a browser no secret', async () => {
    for (const login of [account.userName, account.email, ` ${account.userName.toUpperCase()} `]) {
      const one = browser();
      expect(await signIn(one, login)).toMatchObject({ codes: [], sessionToken: null });
      expect(await me(one)).toEqual({
        account: { userName: account.userName, emailAddress: account.email, personHeld: true },
      });
    }
  });

  it.each<[string, () => string, string]>([
    ['a wrong password', () => account.userName, WRONG],
    ['a wrong password with the mail address', () => account.email, WRONG],
    ['a name that nobody has', () => NO_NAME, PASSWORD],
    ['a password longer than any', () => account.userName, 'x'.repeat(5_000)],
  ])('says the same after one hash for %s (S6)', async (_who, login, password) => {
    const one = browser();
    const before = hashes();
    const { userErrors, ...answer } = await signIn(one, login(), password);
    expect(hashes() - before).toBe(1);
    expect(answer).toEqual({ codes: ['BAD_USER_INPUT'], expiresAt: null, sessionToken: null });
    expect(userErrors).toEqual([{ code: 'BAD_USER_INPUT', field: ['password'] }]);
    expect(one.cookies.get(PORTAL_COOKIE)).toBeUndefined();
  });

  it('slows down guessing at one account, whether it exists or not, and by whichever of its names', async () => {
    const [one, other] = [browser(), browser()];
    for (let guess = 0; guess < 5; guess += 1) await codesOf(one, account.userName, WRONG);
    for (let guess = 0; guess < 5; guess += 1) await codesOf(one, account.email, WRONG);
    expect(await codesOf(one, account.email)).toEqual(['RATE_LIMITED']);
    for (let guess = 0; guess < 10; guess += 1) await codesOf(other, NO_NAME, WRONG);
    expect(await codesOf(other, NO_NAME)).toEqual(['RATE_LIMITED']);
  });

  it('never makes somebody wait in his own browser for what a stranger tries (S5)', async () => {
    const own = browser();
    await signIn(own, account.userName);
    for (let address = 0; address < 12; address += 1) {
      const stranger = browser();
      for (let guess = 0; guess < 6; guess += 1) await codesOf(stranger, account.userName, WRONG);
    }
    expect(await codesOf(browser(), account.userName)).toEqual(['RATE_LIMITED']);
    expect(await codesOf(own, account.email)).toEqual([]);
  });

  describe('by an agency’s own portal, behind its key', () => {
    const key = () => ({
      kind: 'api-client' as const, id: newId(), agencyIds: [agencyId], unitIds: undefined, rights: NO_RIGHTS,
    }); // prettier-ignore
    type Key = ReturnType<typeof key>;
    function visitor(actor: Key, visitorAddress?: string) {
      const one = new TestBrowser(served, '203.0.113.200');
      one.program = visitorAddress === undefined ? { actor } : { actor, visitorAddress };
      return one;
    }
    async function lockOut(actor: Key) {
      for (let guess = 0; guess < 10; guess += 1) await codesOf(visitor(actor), account.userName, WRONG);
      expect(await codesOf(visitor(actor), account.userName)).toEqual(['RATE_LIMITED']);
    }

    it('lets in who has chosen another password by his mailbox, whatever strangers tried (S5)', async () => {
      const actor = key();
      await lockOut(actor);
      await visitor(actor).mutate('requestPortalPasswordReset', { email: account.email });
      await carryOutPortalPasswordResets(product.workAs());
      const [{ token } = { token: '' }] = await mailsTo(product, account.email);
      expect((await visitor(actor).mutate('choosePortalPassword', { token, password: PASSWORD })).codes).toEqual([]);
      expect(await codesOf(visitor(actor), account.userName)).toEqual([]);
    });

    it('never makes somebody wait whose browser the program hands on (S5)', async () => {
      const actor = key();
      const own = visitor(actor);
      const { codes, deviceToken } = await own.mutate(
        'signInToPortal',
        { login: account.userName, password: PASSWORD },
        'deviceToken',
      );
      expect(codes).toEqual([]);
      expect(deviceToken).toEqual(own.cookies.get(DEVICE_COOKIE));
      await lockOut(actor);
      expect(await codesOf(own, account.email)).toEqual([]);
    });

    it('counts visitors apart whose addresses the program hands on (S5)', async () => {
      const actor = key();
      const stranger = visitor(actor, '198.51.100.66');
      for (let guess = 0; guess < 10; guess += 1) await codesOf(stranger, account.userName, WRONG);
      expect(await codesOf(stranger, account.userName)).toEqual(['RATE_LIMITED']);
      expect(await codesOf(visitor(actor, '198.51.100.67'), account.userName)).toEqual([]);
    });

    it('lets more than sixty visitors of one key use a mailed link in a quarter of an hour', async () => {
      const actor = key();
      for (let one = 0; one < 61; one += 1)
        expect((await visitor(actor).mutate('confirmPortalRegistration', { token: newToken() })).codes).toEqual([
          'LINK_EXPIRED',
        ]);
    });
  });

  it('opens nothing by a password that was replaced while it was looked at (S12)', async () => {
    const one = browser();
    let signing: Promise<unknown[]> | undefined;
    await inTransaction(product.orm.em, async (em) => {
      await rows(em, sql`update portal_account set password_hash = 'another' where id = ${account.id}`);
      signing = codesOf(one, account.userName);
      await waitsForLock();
    });
    expect(await signing).toEqual(['BAD_USER_INPUT']);
    expect(await me(one)).toBeNull();
  });

  it('opens nothing to staff either by a password that was replaced while it was looked at (S12)', async () => {
    const staff = await makeAccount(product, [agencyId]);
    const one = browser();
    let signing: Promise<{ codes: unknown[] }> | undefined;
    await inTransaction(product.orm.em, async (em) => {
      await rows(em, sql`update staff_user set password_hash = 'another' where email = ${staff.email}`);
      signing = one.signIn(staff.email, PASSWORD);
      await waitsForLock();
    });
    expect((await signing)?.codes).toEqual(['BAD_USER_INPUT']);
    expect(await one.whoAmI()).toBeNull();
  });

  /** Until somebody in this database waits for a row lock. */
  async function waitsForLock(): Promise<void> {
    const em = product.orm.em.fork();
    for (;;) {
      const [found] = await rows<{ waiting: boolean }>(
        em,
        sql`select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock') as waiting`,
      );
      if (found!.waiting) return;
    }
  }

  it('carries out one of many guesses in one document (S4)', async () => {
    const guess = (alias: string) =>
      `${alias}: signInToPortal(input: { login: "${account.userName}", password: "${WRONG}" }) { userErrors { code } }`;
    const { data } = await browser().send(`mutation { ${guess('a')} ${guess('b')} }`);
    expect(Object.values(data).map(({ userErrors }) => userErrors)).toEqual([
      [{ code: 'BAD_USER_INPUT' }],
      [{ code: 'RATE_LIMITED' }],
    ]);
  });

  it('gives a session of its own, whatever cookie came along (S12)', async () => {
    const one = browser();
    one.cookies.set(PORTAL_COOKIE, 'een-sessie-van-een-ander');
    await signIn(one, account.userName);
    const first = one.cookies.get(PORTAL_COOKIE)!;
    expect(first).not.toBe('een-sessie-van-een-ander');
    await signIn(one, account.userName);
    const kept = browser();
    kept.cookies.set(PORTAL_COOKIE, first);
    expect(await me(kept)).toBeNull();
    expect(await me(one)).not.toBeNull();
  });

  it('ends on the server, so that a cookie that was kept is worth nothing (S12)', async () => {
    const one = browser();
    await signIn(one, account.userName);
    const kept = one.cookies.get(PORTAL_COOKIE)!;
    expect((await one.mutate('signOutOfPortal', undefined)).codes).toEqual([]);
    expect(one.cookies.get(PORTAL_COOKIE)).toBeUndefined();
    one.cookies.set(PORTAL_COOKIE, kept);
    expect(await me(one)).toBeNull();
    expect((await one.mutate('signOutOfPortal', undefined)).codes).toEqual([]);
  });

  it('ends after an hour without use, and after twelve with it', async () => {
    const [idle, busy] = [browser(), browser()];
    for (const one of [idle, busy]) await signIn(one, account.userName);
    for (let minutes = 59; minutes < 12 * 60; minutes += 59) {
      product.clock.set(new Date(Date.parse('2026-06-01T08:00:00Z') + minutes * 60_000).toISOString());
      expect(await me(busy)).not.toBeNull();
    }
    expect(await me(idle)).toBeNull();
    product.clock.set('2026-06-01T22:00:00+02:00');
    expect(await me(busy)).toBeNull();
  });

  it('is listed and kept for as long as it lets somebody in, whenever in five minutes it was used', async () => {
    product.clock.set('2026-06-01T10:04:00+02:00');
    const [one, other] = [browser(), browser()];
    for (const each of [one, other]) await signIn(each, account.userName);
    product.clock.set('2026-06-01T10:09:00+02:00');
    for (const each of [one, other]) await me(each);
    // An hour ago to the minute, and stored as 10:05.
    product.clock.set('2026-06-01T11:07:00+02:00');
    await forgetExpiredOfPortal(product.workAs());
    const { data } = await one.send('{ me { account { sessions { current } } } }');
    expect((data['me']!['account'] as { sessions: unknown[] }).sessions).toHaveLength(2);
    expect(await me(other)).not.toBeNull();
  });

  it('is nobody’s business who is signed in as staff in that request', async () => {
    const one = browser();
    await signIn(one, account.userName);
    const staff = await makeAccount(product, [agencyId]);
    await one.signIn(staff.email, PASSWORD);
    expect(await me(one)).toBeNull();
  });

  it('still stands for an account whose person is gone, and shows nothing of anybody (C5, C7)', async () => {
    const one = browser();
    await signIn(one, account.userName);
    await affected(product.workAs().em, sql`delete from portal_account_person where account_id = ${account.id}`);
    const { data } = await one.send('{ me { displayName bsn account { personHeld } } }');
    expect(data['me']).toEqual({ displayName: null, bsn: null, account: { personHeld: false } });
    expect(await codesOf(browser(), account.email)).toEqual([]);
  });

  it('leaves the day and no hour, and nothing in the audit trail (D6)', async () => {
    const entries = () => rows(product.workAs().em, sql`select seq from audit_entry`);
    const before = (await entries()).length;
    product.clock.set('2026-06-09T15:00:00+02:00');
    await signIn(browser(), account.userName);
    await codesOf(browser(), account.userName, WRONG);
    const found = await rows(
      product.workAs().em,
      sql`select last_signed_in_on::text as day from portal_account where id = ${account.id}`,
    );
    expect(found).toEqual([{ day: '2026-06-09' }]);
    expect(await entries()).toHaveLength(before);
  });
});
