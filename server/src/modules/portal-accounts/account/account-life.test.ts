import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../../../test-kit/account.ts';
import { makeAgency } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { makePortalAccount } from '../../../../test-kit/portal-account.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { affected, rows, sql } from '../../../platform/database/index.ts';
import { newToken } from '../../../platform/secrets.ts';
import { carryOutPasswordResets } from '../../accounts/index.ts';
import { carryOutPortalPasswordResets, forgetExpiredOfPortal, mustBeFreshInPortal, PORTAL_COOKIE } from '../index.ts';

const OTHER = 'een heel ander geheimpje';

describe('an account on the portal', () => {
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

  const browser = () => new TestBrowser(served, `198.51.100.${(addresses += 1)}`);
  async function signedIn(password = PASSWORD) {
    const one = browser();
    expect((await one.mutate('signInToPortal', { login: account.userName, password })).codes).toEqual([]);
    return one;
  }
  const codes = async (from: TestBrowser, name: string, input?: object, fields?: string) =>
    (await from.mutate(name, input, fields)).codes;
  const isIn = async (from: TestBrowser) => Boolean((await from.send('{ me { account { userName } } }')).data['me']);
  const linkTo = async (email: string, kind: string) =>
    (await mailsTo(product, email)).find((mail) => mail.kind === kind)?.token;
  const kindsTo = async (email: string) => (await mailsTo(product, email)).map(({ kind }) => kind);

  async function resetLink() {
    await codes(browser(), 'requestPortalPasswordReset', { email: account.email });
    await carryOutPortalPasswordResets(product.workAs());
    return (await linkTo(account.email, 'PORTAL_PASSWORD_RESET'))!;
  }

  it('does what asks for the password for five minutes after it was given, under another secret (S12)', async () => {
    const one = await signedIn();
    const isFresh = async () => mustBeFreshInPortal(await one.context());
    await expect(isFresh()).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    expect(await codes(one, 'confirmPortalPassword', { password: OTHER })).toEqual(['BAD_USER_INPUT']);
    const before = one.cookies.get(PORTAL_COOKIE)!;
    expect(await codes(one, 'confirmPortalPassword', { password: PASSWORD })).toEqual([]);
    await expect(isFresh()).resolves.toMatchObject({ accountId: account.id });
    const stolen = browser();
    stolen.cookies.set(PORTAL_COOKIE, before);
    expect(await isIn(stolen)).toBe(false);
    product.clock.set('2026-06-01T10:09:59+02:00');
    await expect(isFresh()).resolves.toMatchObject({ accountId: account.id });
    product.clock.set('2026-06-01T10:10:00+02:00');
    await expect(isFresh()).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    await expect(mustBeFreshInPortal(await browser().context())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('is fresh for five minutes whenever the password was given', async () => {
    product.clock.set('2026-06-01T10:04:30+02:00');
    const one = await signedIn();
    expect(await codes(one, 'confirmPortalPassword', { password: PASSWORD })).toEqual([]);
    product.clock.set('2026-06-01T10:09:30+02:00');
    await expect(mustBeFreshInPortal(await one.context())).resolves.toMatchObject({ accountId: account.id });
    product.clock.set('2026-06-01T10:10:00+02:00');
    await expect(mustBeFreshInPortal(await one.context())).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
  });

  it('gets another password by a mailed link: once, and all sessions end (S10)', async () => {
    const one = await signedIn();
    const token = await resetLink();
    const { data } = await browser().send('query ($t: String!) { portalLink(token: $t) { state purpose userName } }', {
      t: token,
    });
    expect(data['portalLink']).toEqual({ state: 'OPEN', purpose: 'PASSWORD_RESET', userName: account.userName });
    expect(await codes(browser(), 'choosePortalPassword', { token, password: 'kort' })).toEqual(['BAD_USER_INPUT']);
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => codes(browser(), 'choosePortalPassword', { token, password: OTHER })),
    );
    expect(tries.filter((one) => one.length === 0)).toHaveLength(1);
    expect(await isIn(one)).toBe(false);
    expect(await codes(browser(), 'choosePortalPassword', { token, password: PASSWORD })).toEqual(['LINK_EXPIRED']);
    expect(await codes(browser(), 'signInToPortal', { login: account.userName, password: PASSWORD })).toEqual([
      'BAD_USER_INPUT',
    ]);
    await signedIn(OTHER);
    expect(await kindsTo(account.email)).toContain('PORTAL_PASSWORD_CHANGED');
  });

  it('takes no link that is late, of another kind, or made up (S10)', async () => {
    const token = await resetLink();
    expect(await codes(browser(), 'confirmPortalEmailChange', { token })).toEqual(['LINK_UNKNOWN']);
    expect(await codes(browser(), 'choosePortalPassword', { token: newToken(), password: OTHER })).toEqual([
      'LINK_UNKNOWN',
    ]);
    product.clock.set('2026-06-01T11:00:00+02:00');
    expect(await codes(browser(), 'choosePortalPassword', { token, password: OTHER })).toEqual(['LINK_EXPIRED']);
  });

  it('says the same to every address that asks for a new password, and mails only who has an account (S6)', async () => {
    const stranger = `${newToken()}@nergens.example`;
    const answers = await Promise.all(
      [account.email, stranger].map((email) => browser().mutate('requestPortalPasswordReset', { email })),
    );
    expect(answers[0]).toEqual(answers[1]);
    await carryOutPasswordResets(product.workAs());
    expect(await kindsTo(account.email)).toEqual([]);
    expect(await carryOutPortalPasswordResets(product.workAs())).toEqual({ mailed: 1, unreadable: 0 });
    expect(await kindsTo(account.email)).toEqual(['PORTAL_PASSWORD_RESET']);
    expect(await kindsTo(stranger)).toEqual([]);
    expect(await carryOutPortalPasswordResets(product.workAs())).toEqual({ mailed: 0, unreadable: 0 });
  });

  it('changes its password with the old one, which ends the other sessions and a change of address', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    await codes(one, 'confirmPortalPassword', { password: PASSWORD });
    await codes(one, 'requestPortalEmailChange', { email: `nieuw-${account.email}` });
    const link = (await linkTo(`nieuw-${account.email}`, 'PORTAL_EMAIL_CHANGE'))!;
    const change = (currentPassword: string, newPassword: string) =>
      codes(one, 'changePortalPassword', { currentPassword, newPassword });
    expect(await change(OTHER, OTHER)).toEqual(['BAD_USER_INPUT']);
    expect(await change(PASSWORD, `${account.userName}12`)).toEqual(['PASSWORD_TOO_EASY']);
    expect(await change(PASSWORD, OTHER)).toEqual([]);
    expect(await isIn(one)).toBe(true);
    expect(await isIn(other)).toBe(false);
    expect(await codes(browser(), 'confirmPortalEmailChange', { token: link })).toEqual(['LINK_UNKNOWN']);
  });

  it('changes its address after the password and a confirmation at the new one; the old one is told twice', async () => {
    const one = await signedIn();
    const newEmail = `nieuw-${account.email}`;
    expect(await codes(one, 'requestPortalEmailChange', { email: newEmail })).toEqual(['REAUTHENTICATION_REQUIRED']);
    await codes(one, 'confirmPortalPassword', { password: PASSWORD });
    expect(await codes(one, 'requestPortalEmailChange', { email: 'geen adres' })).toEqual(['BAD_USER_INPUT']);
    expect(await codes(one, 'requestPortalEmailChange', { email: newEmail.toUpperCase() })).toEqual([]);
    const token = (await linkTo(newEmail, 'PORTAL_EMAIL_CHANGE'))!;
    expect(await codes(browser(), 'signInToPortal', { login: newEmail, password: PASSWORD })).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(await codes(browser(), 'confirmPortalEmailChange', { token })).toEqual([]);
    expect(await codes(browser(), 'confirmPortalEmailChange', { token })).toEqual(['LINK_EXPIRED']);
    expect(await codes(browser(), 'signInToPortal', { login: newEmail, password: PASSWORD })).toEqual([]);
    expect(await kindsTo(account.email)).toEqual(['PORTAL_EMAIL_CHANGED', 'PORTAL_EMAIL_CHANGE_ASKED']);
  });

  it('mails nothing to an address that has an account, and does not say so (S6)', async () => {
    const other = await makePortalAccount(product, agencyId);
    const one = await signedIn();
    await codes(one, 'confirmPortalPassword', { password: PASSWORD });
    expect(await codes(one, 'requestPortalEmailChange', { email: other.email })).toEqual([]);
    expect(await kindsTo(other.email)).toEqual([]);
  });

  it('has one change of address under way, also when the second one asked for is taken', async () => {
    const other = await makePortalAccount(product, agencyId);
    const one = await signedIn();
    await codes(one, 'confirmPortalPassword', { password: PASSWORD });
    const newEmail = `nieuw-${account.email}`;
    expect(await codes(one, 'requestPortalEmailChange', { email: newEmail })).toEqual([]);
    expect(await codes(one, 'requestPortalEmailChange', { email: other.email })).toEqual([]);
    const token = (await linkTo(newEmail, 'PORTAL_EMAIL_CHANGE'))!;
    expect(await codes(browser(), 'confirmPortalEmailChange', { token })).toEqual(['LINK_UNKNOWN']);
  });

  it('gets its link also while the request of somebody else can’t be opened (S6)', async () => {
    const { em } = product.workAs();
    await codes(browser(), 'requestPortalPasswordReset', { email: `${newToken()}@nergens.example` });
    await affected(em, sql`update password_reset_request set email_sealed = '\\x0102'`);
    await codes(browser(), 'requestPortalPasswordReset', { email: account.email });
    expect(await carryOutPortalPasswordResets(product.workAs())).toEqual({ mailed: 1, unreadable: 1 });
    expect(await linkTo(account.email, 'PORTAL_PASSWORD_RESET')).toBeDefined();
    expect(await rows(em, sql`select 1 from password_reset_request`)).toEqual([]);
  });

  it('lists its sessions, and ends one or all others, and nobody else’s', async () => {
    const [one, other, third] = [await signedIn(), await signedIn(), await signedIn()];
    const list = async () =>
      (await one.send('{ me { account { sessions { id current browser system } } } }')).data['me']!['account'] as {
        sessions: { id: string; current: boolean }[];
      };
    const { sessions } = await list();
    expect(sessions).toHaveLength(3);
    expect(sessions.find(({ current }) => current)).toMatchObject({ browser: 'Firefox', system: 'Windows' });
    account = await makePortalAccount(product, agencyId);
    const somebodyElse = await signedIn();
    const { id } = sessions.find(({ current }) => !current)!;
    expect(await codes(somebodyElse, 'endPortalSession', { id })).toEqual(['NOT_FOUND']);
    expect(await codes(one, 'endPortalSession', { id })).toEqual([]);
    expect([await isIn(other), await isIn(third)].filter(Boolean)).toHaveLength(1);
    expect((await one.mutate('endOtherPortalSessions', undefined, 'ended')).ended).toBe(1);
    expect(await isIn(one)).toBe(true);
    expect(await codes(browser(), 'endOtherPortalSessions')).toEqual(['UNAUTHENTICATED']);
  });

  it('is removed by its owner after his password, with all that hangs on it; the person stays', async () => {
    const one = await signedIn();
    expect(await codes(one, 'deletePortalAccount')).toEqual(['REAUTHENTICATION_REQUIRED']);
    await codes(one, 'confirmPortalPassword', { password: PASSWORD });
    expect(await codes(one, 'deletePortalAccount')).toEqual([]);
    expect(await isIn(one)).toBe(false);
    const left = await rows<{ accounts: number; people: number }>(
      product.workAs().em,
      sql`select (select count(*)::int from portal_account where id = ${account.id}) as accounts,
            (select count(*)::int from candidate where id = ${account.candidateId}) as people`,
    );
    expect(left).toEqual([{ accounts: 0, people: 1 }]);
  });

  it('leaves no session or link lying about when its time is over', async () => {
    await signedIn();
    await resetLink();
    const left = () =>
      rows(
        product.workAs().em,
        sql`select 1 from portal_session where account_id = ${account.id}
            union all select 1 from portal_account_link where account_id = ${account.id}`,
      );
    expect(await left()).toHaveLength(2);
    // An hour, and the five minutes to which moments are kept.
    product.clock.set('2026-06-01T11:05:00+02:00');
    await forgetExpiredOfPortal(product.workAs());
    expect(await left()).toHaveLength(1);
    product.clock.set('2026-07-01T11:00:00+02:00');
    await forgetExpiredOfPortal(product.workAs());
    expect(await left()).toHaveLength(0);
    await affected(product.workAs().em, sql`delete from sign_in_attempt`);
  });
});
