import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { makePortalAccount } from '../../../../test-kit/portal-account.ts';
import { PASSWORD } from '../../../../test-kit/account.ts';
import { makeLabel } from '../../../../test-kit/portal-owner.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../../../test-kit/test-browser.ts';
import { affected, inTransaction, rows, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { newToken } from '../../../platform/secrets.ts';
import { planErasures } from '../../anonymisation/index.ts';
import { sendNotices } from '../../contact-moments/index.ts';
import { OutgoingMailSchema } from '../../outgoing-mail/index.ts';
import { PORTAL_COOKIE } from '../index.ts';

describe('making a profile (C78–C82)', () => {
  let product: TestProduct;
  let served: Served;
  let agencyId: string;
  let person: { candidateId: string; email: string; link: string };
  let userName: string;
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
    userName = `sanne.${newId()}`;
    person = await told();
  });

  /** Somebody to whom the question was mailed. */
  async function told(email = `${newId()}@post.example`, at = agencyId) {
    const candidateId = await makePerson(product, at, { registeredOn: '2026-05-14', email });
    const work = product.workAs({ kind: 'system', name: 'test' });
    await planErasures(work, at);
    await sendNotices(work, at);
    const mail = await product.orm.em.fork().findOneOrFail(OutgoingMailSchema, { candidateId });
    const place = { table: 'outgoing_mail', row: mail.id, column: 'link_sealed' };
    return { candidateId, email, link: product.secrets.open(mail.linkSealed!, place) };
  }
  const browser = () => new TestBrowser(served, `203.0.113.${(addresses += 1)}`);
  const keep = (link = person.link) =>
    browser().send(
      `mutation ($t: String!) { keepMyData(input: { token: $t }) { question { state profile { state emailAddress } } } }`,
      { t: link },
    );
  const offer = async (link = person.link) =>
    (
      await browser().send('query ($t: String!) { erasureQuestion(token: $t) { profile { state emailAddress } } }', {
        t: link,
      })
    ).data['erasureQuestion']!['profile'];
  async function register(change: object = {}) {
    const { data, codes } = await browser().send(
      'mutation ($i: RegisterOnPortalInput!) { registerOnPortal(input: $i) { userErrors { code field } } }',
      { i: { token: person.link, userName, password: PASSWORD, language: 'nl', ...change } },
    );
    expect(codes).toEqual([]);
    return (data['registerOnPortal']!['userErrors'] as { code: string; field: string[] }[]).map(
      ({ code, field }) => `${code} ${field.join()}`,
    );
  }
  const mailed = async () =>
    (await mailsTo(product, person.email)).find(({ kind }) => kind === 'PORTAL_CONFIRMATION')?.token ?? '';
  const confirm = async (token: string) => (await browser().mutate('confirmPortalRegistration', { token })).codes;
  const signIn = async (login: string) => {
    const one = browser();
    return { one, codes: (await one.mutate('signInToPortal', { login, password: PASSWORD })).codes };
  };

  it('is offered after keeping, confirmed by mail, and then one signs in with what one chose', async () => {
    expect(await offer()).toBeNull();
    expect(await register()).toEqual(['LINK_EXPIRED token']);
    const { data } = await keep();
    expect(data['keepMyData']!['question']).toEqual({
      state: 'KEPT',
      profile: { state: 'OFFERED', emailAddress: person.email },
    });
    expect(await register()).toEqual([]);
    expect((await signIn(userName)).codes).toEqual(['BAD_USER_INPUT']);
    expect(await confirm(await mailed())).toEqual([]);
    const { one, codes } = await signIn(userName);
    expect(codes).toEqual([]);
    const me = (await one.send('{ me { account { emailAddress personHeld } } }')).data['me'];
    expect(me).toEqual({ account: { emailAddress: person.email, personHeld: true } });
    expect(await offer()).toMatchObject({ state: 'EXISTS' });
    expect(await register({ userName: `${userName}2` })).toEqual(['CONFLICT token']);
  });

  it('opens one account however often and whenever the mailed link is used (S9, S10)', async () => {
    await keep();
    await register();
    const token = await mailed();
    for (let look = 0; look < 5; look += 1) {
      const { data } = await browser().send('query ($t: String!) { portalLink(token: $t) { state purpose } }', {
        t: token,
      });
      expect(data['portalLink']).toEqual({ state: 'OPEN', purpose: 'REGISTRATION' });
    }
    const tries = await Promise.all(Array.from({ length: 20 }, () => confirm(token)));
    expect(tries.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(await confirm(token)).toEqual(['LINK_EXPIRED']);
    const { data } = await browser().send('query ($t: String!) { portalLink(token: $t) { state purpose } }', {
      t: token,
    });
    expect(data['portalLink']).toEqual({ state: 'UNKNOWN', purpose: null });
  });

  it('takes a day at the most, from keeping to registering and from there to confirming', async () => {
    await keep();
    await register();
    const token = await mailed();
    product.clock.set('2026-06-02T10:00:00+02:00');
    expect(await confirm(token)).toEqual(['LINK_EXPIRED']);
    expect(await register()).toEqual(['LINK_EXPIRED token']);
    expect(await offer()).toBeNull();
  });

  it('explains what is wrong with a user name or a password', async () => {
    await keep();
    for (const name of ['x', 'met spatie', 'iemand@anders.nl', 'a'.repeat(51), '-streep'])
      expect(await register({ userName: name })).toEqual(['BAD_USER_INPUT userName']);
    expect(await register({ password: 'te kort' })).toEqual(['BAD_USER_INPUT password']);
    expect(await register({ password: 'wachtwoord123' })).toEqual(['PASSWORD_TOO_EASY password']);
    expect(await register({ password: person.email })).toEqual(['PASSWORD_TOO_EASY password']);
    const other = await makePortalAccount(product, agencyId);
    expect(await register({ userName: other.userName.toUpperCase() })).toEqual(['USER_NAME_TAKEN userName']);
  });

  it('keeps a user name for who has yet to confirm, and lets the last choice of one person count', async () => {
    await keep();
    await register();
    const first = await mailed();
    expect(await register({ userName: `${userName}2` })).toEqual([]);
    expect(await confirm(first)).toEqual(['LINK_EXPIRED']);
    const other = await told();
    await keep(other.link);
    expect(await register({ token: other.link, userName: `${userName}2` })).toEqual(['USER_NAME_TAKEN userName']);
    expect(await register({ token: other.link })).toEqual([]);
  });

  it('is not offered a second time to a mail address that has an account at the agency (C82)', async () => {
    const account = await makePortalAccount(product, agencyId);
    const again = await told(account.email);
    await keep(again.link);
    expect(await offer(again.link)).toEqual({ state: 'EXISTS', emailAddress: account.email });
    expect(await register({ token: again.link })).toEqual(['CONFLICT token']);
  });

  it('takes up an account that outlived its person, by who has both the link and the account', async () => {
    const account = await makePortalAccount(product, agencyId);
    await affected(product.workAs().em, sql`delete from portal_account_person where account_id = ${account.id}`);
    const again = await told(account.email);
    await keep(again.link);
    expect(await offer(again.link)).toMatchObject({ state: 'CONNECT' });
    expect((await browser().mutate('connectMyAccount', { token: again.link })).codes).toEqual(['UNAUTHENTICATED']);
    const { one } = await signIn(account.userName);
    expect((await one.mutate('connectMyAccount', { token: newToken() })).codes).toEqual(['LINK_EXPIRED']);
    expect((await one.mutate('connectMyAccount', { token: again.link })).codes).toEqual([]);
    expect((await one.mutate('connectMyAccount', { token: again.link })).codes).toEqual(['CONFLICT']);
    const joined = await rows(
      product.workAs().em,
      sql`select candidate_id from portal_account_person where account_id = ${account.id}`,
    );
    expect(joined).toEqual([{ candidate_id: again.candidateId }]);
  });

  it('gives nobody else’s account the person of a link, however it came into his hands (S2)', async () => {
    const joined = () =>
      rows(
        product.workAs().em,
        sql`select account_id from portal_account_person where candidate_id = ${person.candidateId}`,
      );
    const orphan = async () => {
      const account = await makePortalAccount(product, agencyId);
      await affected(product.workAs().em, sql`delete from portal_account_person where account_id = ${account.id}`);
      return (await signIn(account.userName)).one;
    };
    const stranger = await orphan();
    await keep();
    expect(await offer()).toMatchObject({ state: 'OFFERED' });
    expect((await stranger.mutate('connectMyAccount', { token: person.link })).codes).toEqual(['CONFLICT']);
    // Nor where the person has an account himself that outlived somebody.
    const own = await makePortalAccount(product, agencyId);
    await affected(product.workAs().em, sql`delete from portal_account_person where account_id = ${own.id}`);
    person = await told(own.email);
    await keep();
    expect(await offer()).toMatchObject({ state: 'CONNECT' });
    expect((await stranger.mutate('connectMyAccount', { token: person.link })).codes).toEqual(['CONFLICT']);
    expect(await joined()).toEqual([]);
  });

  it('gives the session another secret when the account is somebody’s again (S12)', async () => {
    const account = await makePortalAccount(product, agencyId);
    await affected(product.workAs().em, sql`delete from portal_account_person where account_id = ${account.id}`);
    const again = await told(account.email);
    await keep(again.link);
    const { one } = await signIn(account.userName);
    const stolen = browser();
    stolen.cookies.set(PORTAL_COOKIE, one.cookies.get(PORTAL_COOKIE)!);
    expect((await one.mutate('connectMyAccount', { token: again.link })).codes).toEqual([]);
    const me = async (from: TestBrowser) => (await from.send('{ me { account { personHeld } } }')).data['me'];
    expect(await me(one)).toEqual({ account: { personHeld: true } });
    expect(await me(stolen)).toBeNull();
  });

  describe('while an erasure is under way', () => {
    /** An erasure has the person when the request comes, and is done before it goes on. */
    async function erasedMeanwhile<T>(candidateId: string, request: () => Promise<T>): Promise<T> {
      let asked: Promise<T> | undefined;
      await inTransaction(product.orm.em, async (em) => {
        await rows(em, sql`select from candidate where id = ${candidateId} for update`);
        asked = request();
        await waitsForLock();
        await affected(
          em,
          sql`update candidate set anonymised = true, email_private = 'xxx' where id = ${candidateId}`,
        );
        await affected(em, sql`delete from portal_registration where candidate_id = ${candidateId}`);
      });
      return asked!;
    }
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
    const left = (candidateId: string) =>
      rows(
        product.workAs().em,
        sql`select 1 from portal_registration where candidate_id = ${candidateId}
            union all select 1 from portal_account_person where candidate_id = ${candidateId}`,
      );

    it('stores and mails nothing of who wants an account (D5)', async () => {
      await keep();
      expect(await erasedMeanwhile(person.candidateId, register)).toEqual(['LINK_EXPIRED token']);
      expect(await left(person.candidateId)).toEqual([]);
      expect(await mailed()).toBe('');
    });

    it('opens no account, and does not stand in the way of the erasure (D5, F8)', async () => {
      await keep();
      await register();
      const token = await mailed();
      expect(await erasedMeanwhile(person.candidateId, () => confirm(token))).toEqual(['LINK_EXPIRED']);
      expect(await left(person.candidateId)).toEqual([]);
    });

    it('takes up no account for who is being erased (D6)', async () => {
      const account = await makePortalAccount(product, agencyId);
      await affected(product.workAs().em, sql`delete from portal_account_person where account_id = ${account.id}`);
      const again = await told(account.email);
      await keep(again.link);
      const { one } = await signIn(account.userName);
      const codes = await erasedMeanwhile(
        again.candidateId,
        async () => (await one.mutate('connectMyAccount', { token: again.link })).codes,
      );
      expect(codes).toEqual(['LINK_EXPIRED']);
      expect(await left(again.candidateId)).toEqual([]);
    });
  });

  it('shows nobody by a row that was left behind of who is anonymous (D6)', async () => {
    const account = await makePortalAccount(product, agencyId);
    const { one } = await signIn(account.userName);
    await affected(product.workAs().em, sql`update candidate set anonymised = true where id = ${account.candidateId}`);
    const { data } = await one.send('{ me { displayName account { userName } } }');
    expect(data['me']).toEqual({ displayName: null, account: { userName: account.userName } });
  });

  it('has the look of the label that the person came by, and of none where there are several (H8)', async () => {
    const labels = async () =>
      rows(
        product.workAs().em,
        sql`select a.label_id from portal_account a join portal_account_person p on p.account_id = a.id
        where p.candidate_id = ${person.candidateId}`,
      );
    const other = (await makeAgency(product)).id;
    for (const name of ['Eerste', 'Tweede']) await makeLabel(product, other, name);
    person = await told(undefined, other);
    await keep();
    await register();
    expect(await confirm(await mailed())).toEqual([]);
    expect(await labels()).toEqual([{ label_id: null }]);
  });

  it('ends with the person: who is anonymous by now opens no account', async () => {
    await keep();
    await register();
    const token = await mailed();
    await affected(product.workAs().em, sql`update candidate set anonymised = true where id = ${person.candidateId}`);
    expect(await confirm(token)).toEqual(['LINK_EXPIRED']);
  });
});
