import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { makePortalAccount } from '../../../../test-kit/portal-account.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { affected, rows, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { carryOutPortalPasswordResets } from '../index.ts';

const START = '2026-06-01T10:00:00+02:00';

describe('letters from the portal that somebody asks for', () => {
  let product: TestProduct;
  let served: Served;
  let account: Awaited<ReturnType<typeof makePortalAccount>>;
  let addresses = 0;
  beforeAll(async () => {
    product = await startTestProduct(START);
    served = serve(product);
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });
  beforeEach(async () => {
    product.clock.set(START);
    account = await makePortalAccount(product, (await makeAgency(product)).id);
  });

  const browser = (address = `198.51.100.${(addresses += 1)}`) => new TestBrowser(served, address);
  const askReset = async (email: string, from = browser()) =>
    (await from.mutate('requestPortalPasswordReset', { email })).codes;
  async function signedIn() {
    const one = browser();
    await one.mutate('signInToPortal', { login: account.userName, password: PASSWORD });
    await one.mutate('confirmPortalPassword', { password: PASSWORD });
    return one;
  }
  const kindsTo = async (address: string) => (await mailsTo(product, address)).map(({ kind }) => kind);
  const minutes = (n: number) => new Date(Date.parse(START) + n * 60_000).toISOString();
  /** An hour goes by for what the database counts in its own time. */
  const anHourGoesBy = () =>
    affected(product.workAs().em, sql`update sign_in_attempt set expire = 0 where key like 'hourly-mail:%'`);

  it('go to one mailbox six times in a day at the most at once, and then once an hour: its owner gets in (S5, S6)', async () => {
    const answers: unknown[] = [];
    for (let time = 0; time < 12; time += 1) {
      product.clock.set(minutes(time * 20));
      // Each from another place, and one answer whether a letter goes out or not.
      answers.push(await askReset(account.email));
      await carryOutPortalPasswordResets(product.workAs());
    }
    expect(answers).toEqual(answers.map(() => []));
    expect(await kindsTo(account.email)).toEqual(Array.from({ length: 6 }, () => 'PORTAL_PASSWORD_RESET'));
    await anHourGoesBy();
    await askReset(account.email);
    await carryOutPortalPasswordResets(product.workAs());
    const [{ token }, ...others] = (await mailsTo(product, account.email)) as [{ token: string }, ...unknown[]];
    expect(others).toHaveLength(6);
    expect((await browser().mutate('choosePortalPassword', { token, password: PASSWORD })).codes).toEqual([]);
  });

  it('write nothing down for a mailbox that had its share, whether it has an account or not (S6)', async () => {
    const nobody = `${newId()}@post.example`;
    for (let time = 0; time < 9; time += 1) expect(await askReset(nobody)).toEqual([]);
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(
      product.workAs().em,
      sql`select count(*)::int as n from password_reset_request where for_portal`,
    );
    expect(n).toBe(6);
    await carryOutPortalPasswordResets(product.workAs());
  });

  it('are refused to one visitor who asks for many mailboxes', async () => {
    const one = browser();
    for (let time = 0; time < 30; time += 1) expect(await askReset(`${newId()}@post.example`, one)).toEqual([]);
    expect(await askReset(`${newId()}@post.example`, one)).toEqual(['RATE_LIMITED']);
    expect(await askReset(`${newId()}@post.example`)).toEqual([]);
  });

  it('don’t reach another’s mailbox by a change of address more than five times a day', async () => {
    const victim = `${newId()}@post.example`;
    for (let owner = 0; owner < 3; owner += 1) {
      account = await makePortalAccount(product, (await makeAgency(product)).id);
      const own = await signedIn();
      for (let time = 0; time < 2; time += 1)
        expect((await own.mutate('requestPortalEmailChange', { email: victim })).codes).toEqual([]);
    }
    expect(await kindsTo(victim)).toHaveLength(5);
  });

  it('are refused before anything changes to who asks for them in his own account: no change goes without its notice', async () => {
    const own = await signedIn();
    for (let time = 0; time < 5; time += 1)
      expect((await own.mutate('requestPortalEmailChange', { email: `${newId()}@post.example` })).codes).toEqual([]);
    const sixth = `${newId()}@post.example`;
    expect((await own.mutate('requestPortalEmailChange', { email: sixth })).codes).toEqual(['RATE_LIMITED']);
    expect(await kindsTo(sixth)).toEqual([]);
    expect(await kindsTo(account.email)).toEqual(Array.from({ length: 5 }, () => 'PORTAL_EMAIL_CHANGE_ASKED'));

    const change = async () =>
      (await own.mutate('changePortalPassword', { currentPassword: PASSWORD, newPassword: PASSWORD })).codes;
    for (let time = 0; time < 5; time += 1) expect(await change()).toEqual([]);
    expect(await change()).toEqual(['RATE_LIMITED']);
    expect((await kindsTo(account.email)).filter((kind) => kind === 'PORTAL_PASSWORD_CHANGED')).toHaveLength(5);
  });
});
