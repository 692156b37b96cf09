import Fastify, { type FastifyInstance } from 'fastify';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount, PASSWORD } from '../../test-kit/account.ts';
import { makeAgency } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { CLIENT, type ProviderPerson, signInAtProvider, startProvider } from '../../test-kit/provider-server.ts';
import { serve, TestBrowser, type Served } from '../../test-kit/test-browser.ts';
import { mustBeFresh } from '../modules/accounts/index.ts';
import { affected, rows, sql } from '../platform/database/index.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { oidcRoutes } from './oidc-routes.ts';

const FIELDS = 'identityProvider { name issuer hasClientSecret passwordSignIn }';

describe('signing in by an agency’s own login', () => {
  let product: TestProduct;
  let served: Served;
  let app: FastifyInstance;
  let origin: string;
  let provider: Awaited<ReturnType<typeof startProvider>>;
  const people: Record<string, ProviderPerson> = {};
  /** Whose request it is that comes in. */
  let visitor: TestBrowser;
  let agencyId: string;
  let admin: TestBrowser;
  let account: { id: string; email: string };

  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    app = Fastify();
    await app.register(oidcRoutes({ contextOf: () => visitor.context(), origin: () => origin }));
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    origin = address.replace('127.0.0.1', 'localhost');
    provider = await startProvider(`${origin}/auth/oidc/callback`, people);
  });
  afterAll(async () => {
    await provider.stop();
    await app.close();
    await served.stop();
    await product.stop();
  });
  beforeEach(async () => {
    await affected(product.workAs().em, sql`delete from sign_in_attempt`);
    agencyId = (await makeAgency(product)).id;
    account = await makeAccount(product, [agencyId]);
    admin = new TestBrowser(served);
    await admin.signIn(account.email, PASSWORD);
    await admin.mutate('confirmPassword', { password: PASSWORD });
  });

  const settings = (more: object = {}) => ({
    agencyId: toGlobalId('Agency', agencyId),
    name: 'Bureau-account',
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    mailDomains: ['bureau.example'],
    passwordSignIn: true,
    ...more,
  });
  const save = (more: object = {}) => admin.mutate('saveIdentityProvider', settings(more), FIELDS);
  const visit = async (browser: TestBrowser, url: string) => {
    visitor = browser;
    const response = await fetch(url, { redirect: 'manual' });
    return response.headers.get('location') ?? `status ${String(response.status)}`;
  };
  const start = (browser: TestBrowser, more = '') =>
    visit(browser, `${origin}/auth/oidc/start?agency=${toGlobalId('Agency', agencyId)}${more}`);
  /** There and back: the page on which he arrives. */
  async function signInBy(person: string, browser = new TestBrowser(served), more = '') {
    const back = await signInAtProvider(await start(browser, more), person, `${origin}/auth/oidc/callback`);
    return { browser, back, page: await visit(browser, back) };
  }
  const subject = () => `person-${account.id}`;
  function known(more: ProviderPerson = {}): string {
    people[subject()] = { email: account.email, ...more };
    return subject();
  }
  const REFUSED = '/admin/login?refused=FORBIDDEN';

  it('is set by who manages staff and has confirmed that it is he; the secret is sealed and never shown', async () => {
    expect(await save()).toMatchObject({
      codes: [],
      identityProvider: { name: 'Bureau-account', hasClientSecret: true, passwordSignIn: true },
    });
    const [row] = await rows<{ text: string }>(
      product.workAs().em,
      sql`select p::text as text from identity_provider p where agency_id = ${agencyId}`,
    );
    expect(row!.text).not.toContain(Buffer.from(CLIENT.secret).toString('hex'));

    const later = new TestBrowser(served);
    await later.signIn(account.email, PASSWORD);
    expect((await later.mutate('saveIdentityProvider', settings(), FIELDS)).codes).toEqual([
      'REAUTHENTICATION_REQUIRED',
    ]);
    const recruiter = await makeAccount(product, [agencyId], { role: 'RECRUITER' });
    const other = new TestBrowser(served);
    await other.signIn(recruiter.email, PASSWORD);
    expect((await other.mutate('saveIdentityProvider', settings(), FIELDS)).codes).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['an address at which nobody answers', { issuer: 'http://localhost:9' }, 'PROVIDER_FAILED'],
    ['an address that is none', { issuer: 'onze provider' }, 'BAD_USER_INPUT'],
    ['no domain of mail addresses', { mailDomains: [] }, 'BAD_USER_INPUT'],
    ['a domain that is none', { mailDomains: ['*'] }, 'BAD_USER_INPUT'],
    ['no name', { name: ' ' }, 'BAD_USER_INPUT'],
  ])('is refused with %s', async (_what, more, code) => {
    expect((await save(more)).codes).toEqual([code]);
  });

  it('is set by nobody who could become a colleague by it who may do more, and needs no thought of others', async () => {
    const consultant = await makeAccount(product, [agencyId], { role: 'CONSULTANT' });
    expect((await save()).codes).toEqual(['FORBIDDEN']);
    // Of the supplier, whose addresses this login does not know.
    const address = `${consultant.id}@leverancier.example`;
    await affected(product.workAs().em, sql`update staff_user set email = ${address} where id = ${consultant.id}`);
    expect((await save()).codes).toEqual([]);
    expect((await save({ mailDomains: ['bureau.example', 'leverancier.example'] })).codes).toEqual(['FORBIDDEN']);
    people[consultant.id] = { email: address };
    expect((await signInBy(consultant.id)).page).toBe(REFUSED);
    const which = { agencyId: toGlobalId('Agency', agencyId) };
    expect((await admin.mutate('removeIdentityProvider', which)).codes).toEqual([]);
  });

  it('starts a session for an employee whom it knows by a verified address, and then by subject alone', async () => {
    await save();
    const { browser, page } = await signInBy(known(), undefined, '&next=/admin/kandidaten');
    expect(page).toBe('/admin/kandidaten');
    expect(await browser.whoAmI()).toBe(account.email);
    // Another address there changes nothing about who he is.
    people[subject()] = { email: 'iemand-anders@bureau.example' };
    const again = await signInBy(subject());
    expect(await again.browser.whoAmI()).toBe(account.email);
  });

  it('is how an invited employee may come in, who then has no password', async () => {
    await save();
    const email = `uitgenodigd-${agencyId}@bureau.example`;
    const invitation = {
      name: 'Ina Uitgenodigd',
      email,
      roleId: toGlobalId('Role', '00000000-0000-7000-8000-000000000004'),
      agencyIds: [toGlobalId('Agency', agencyId)],
    };
    expect((await admin.mutate('inviteStaff', invitation)).codes).toEqual([]);
    people['ina'] = { email };
    const { browser } = await signInBy('ina');
    expect(await browser.whoAmI()).toBe(email);
    expect((await new TestBrowser(served).signIn(email, '')).codes).toEqual(['BAD_USER_INPUT']);
  });

  it.each<[string, ProviderPerson]>([
    ['whose address it has not verified', { emailVerified: false }],
    ['who has no account here', { email: 'niemand@bureau.example' }],
    ['whose address is of another domain', { email: 'wie@elders.example' }],
    ['of whom it says no address', { email: undefined as never }],
  ])('makes no account and links none for somebody %s', async (_who, more) => {
    await save();
    const { browser, page } = await signInBy(known(more));
    expect(page).toBe(REFUSED);
    expect(await browser.whoAmI()).toBeNull();
    expect(await rows(product.workAs().em, sql`select 1 from staff_identity where subject = ${subject()}`)).toEqual([]);
  });

  it('gives a mailbox that was handed on to somebody else no account (the subject counts)', async () => {
    await save();
    await signInBy(known());
    people[`successor-${account.id}`] = { email: account.email };
    expect((await signInBy(`successor-${account.id}`)).page).toBe(REFUSED);
  });

  it('opens nobody’s account of another agency, nor of who also works for one that doesn’t trust it', async () => {
    await save();
    const other = await makeAgency(product);
    const foreign = await makeAccount(product, [other.id]);
    const shared = await makeAccount(product, [agencyId, other.id]);
    for (const { id, email } of [foreign, shared]) {
      people[id] = { email };
      expect((await signInBy(id)).page).toBe(REFUSED);
    }
    // Somebody who was linked, and then began to work elsewhere too.
    await signInBy(known());
    await affected(
      product.workAs().em,
      sql`insert into staff_agency (staff_id, agency_id) values (${account.id}, ${other.id})`,
    );
    expect((await signInBy(subject())).page).toBe(REFUSED);
  });

  it('lets nobody in whose account is disabled (S12)', async () => {
    await save();
    await signInBy(known());
    await affected(product.workAs().em, sql`update staff_user set disabled_at = now() where id = ${account.id}`);
    expect((await signInBy(subject())).page).toBe(REFUSED);
  });

  it('asks for our code too where there is a second factor', async () => {
    await save();
    await affected(
      product.workAs().em,
      sql`insert into second_factor (staff_id, secret_sealed, started_at, confirmed_at) values (${account.id}, '', now(), now())`,
    );
    const { browser, page } = await signInBy(known(), undefined, '&next=/admin/kandidaten');
    expect(page).toBe('/admin/login?step=code&next=%2Fadmin%2Fkandidaten');
    expect(await browser.whoAmI()).toBeNull();
    expect(browser.cookies.has('wisbaar_pending')).toBe(true);
  });

  it('takes an answer once, in the browser that asked, while it is fresh', async () => {
    await save();
    const { back } = await signInBy(known());
    const failed = '/admin/login?refused=PROVIDER_FAILED';
    expect(await visit(new TestBrowser(served), back)).toBe(failed);

    const elsewhere = new TestBrowser(served);
    await start(elsewhere);
    expect(await visit(elsewhere, back)).toBe(failed);

    const asker = new TestBrowser(served);
    const fresh = await signInAtProvider(await start(asker), subject(), `${origin}/auth/oidc/callback`);
    const journey = asker.cookies.get('wisbaar_provider')!;
    for (const changed of [
      fresh.replace(/state=[^&]+/, 'state=made-up'),
      fresh.replace(/code=[^&]+/, 'code=made-up'),
      `${origin}/auth/oidc/callback?error=access_denied`,
    ]) {
      asker.cookies.set('wisbaar_provider', journey);
      expect(await visit(asker, changed)).toBe(failed);
    }
    asker.cookies.set('wisbaar_provider', `${journey.slice(0, -4)}AAAA`);
    expect(await visit(asker, fresh)).toBe(failed);
    expect(await asker.whoAmI()).toBeNull();

    const slow = new TestBrowser(served);
    const late = await signInAtProvider(await start(slow), subject(), `${origin}/auth/oidc/callback`);
    product.clock.set('2026-06-01T10:10:00+02:00');
    expect(await visit(slow, late)).toBe(failed);
    product.clock.set('2026-06-01T10:00:00+02:00');
  });

  it('is neither set nor gone to on our own network, unless the installation says so (SSRF)', async () => {
    await save();
    admin.providerReach = { http: true, intranet: false };
    expect((await save({ name: 'Binnen' })).codes).toEqual(['PROVIDER_FAILED']);
    admin.providerReach = { http: false, intranet: true };
    expect((await save({ name: 'Open' })).codes).toEqual(['BAD_USER_INPUT']);
    const visiting = new TestBrowser(served);
    visiting.providerReach = { http: true, intranet: false };
    expect(await start(visiting)).toBe('/admin/login?refused=PROVIDER_FAILED');
  });

  it('ends the session that was there before, also where its cookie does not come along (S12)', async () => {
    await save();
    const browser = new TestBrowser(served);
    await browser.signIn(account.email, PASSWORD);
    const before = browser.token!;
    const back = await signInAtProvider(await start(browser), known(), `${origin}/auth/oidc/callback`);
    // SameSite=Strict: not with who is sent here by another site.
    browser.token = undefined;
    expect(await visit(browser, back)).toBe('/admin');
    expect(browser.token).not.toBe(before);
    const kept = new TestBrowser(served);
    kept.token = before;
    expect(await kept.whoAmI()).toBeNull();
    expect(await browser.whoAmI()).toBe(account.email);
  });

  it('makes nobody wait for the others of his office, who all come from one address; a made-up return counts (S5)', async () => {
    await save();
    for (let colleague = 0; colleague < 70; colleague += 1) {
      const browser = new TestBrowser(served);
      const there = await start(browser);
      expect(there.startsWith(provider.issuer)).toBe(true);
      const state = new URL(there).searchParams.get('state')!;
      expect(await visit(browser, `${origin}/auth/oidc/callback?error=access_denied&state=${state}`)).toBe(
        '/admin/login?refused=PROVIDER_FAILED',
      );
    }
    expect((await new TestBrowser(served).signIn(account.email, PASSWORD)).codes).toEqual([]);
    const forged = new Set<string>();
    for (let tries = 0; tries < 61; tries += 1)
      forged.add(await visit(new TestBrowser(served), `${origin}/auth/oidc/callback?code=x&state=y`));
    expect([...forged]).toEqual(['/admin/login?refused=PROVIDER_FAILED', '/admin/login?refused=RATE_LIMITED']);
    const replayed = new TestBrowser(served);
    await start(replayed);
    const journey = replayed.cookies.get('wisbaar_provider')!;
    const answers: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      replayed.cookies.set('wisbaar_provider', journey);
      answers.push(await visit(replayed, `${origin}/auth/oidc/callback?error=access_denied`));
    }
    expect(answers.at(-1)).toBe('/admin/login?refused=RATE_LIMITED');
  });

  it('sends nobody on to a page that is not ours', async () => {
    await save();
    for (const next of [
      'https://elsewhere.example',
      '//elsewhere.example',
      '/admin//elsewhere.example',
      '/other',
      '/administrator',
    ])
      expect((await signInBy(known(), undefined, `&next=${encodeURIComponent(next)}`)).page).toBe('/admin');
  });

  it('can take the place of passwords, once who decides that has come in by it himself', async () => {
    await save();
    expect((await save({ passwordSignIn: false })).codes).toEqual(['BAD_USER_INPUT']);
    await signInBy(known());
    expect((await save({ passwordSignIn: false })).codes).toEqual([]);
    expect((await new TestBrowser(served).signIn(account.email, PASSWORD)).codes).toEqual(['BAD_USER_INPUT']);
    expect(await (await signInBy(subject())).browser.whoAmI()).toBe(account.email);
  });

  it('shows again who somebody is, instead of a password, when he signs in there anew', async () => {
    await save();
    const { browser } = await signInBy(known());
    await expect(mustBeFresh(await browser.context())).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    const before = browser.token;
    const { page } = await signInBy(subject(), browser, '&confirm=1&next=/admin/kandidaten');
    expect(page).toBe('/admin/kandidaten');
    expect(browser.token).not.toBe(before);
    await mustBeFresh(await browser.context());

    // Somebody else’s login confirms nothing.
    const colleague = await makeAccount(product, [agencyId]);
    people[colleague.id] = { email: colleague.email };
    expect((await signInBy(colleague.id, browser, '&confirm=1')).page).toBe(REFUSED);
  });

  it('asks for our code as well when he shows who he is, where there is a second factor', async () => {
    await save();
    const { browser } = await signInBy(known());
    const app = new TOTP({ secret: new Secret() });
    await affected(
      product.workAs().em,
      sql`insert into second_factor (staff_id, secret_sealed, started_at, confirmed_at) values (${account.id},
            ${product.secrets.seal(app.secret.base32, { table: 'second_factor', row: account.id, column: 'secret_sealed' })}, now(), now())`,
    );
    const { page } = await signInBy(subject(), browser, '&confirm=1&next=/admin/kandidaten');
    expect(page).toBe('/admin/login?step=code&next=%2Fadmin%2Fkandidaten');
    await expect(mustBeFresh(await browser.context())).rejects.toMatchObject({ code: 'REAUTHENTICATION_REQUIRED' });
    const before = browser.token;
    const code = app.generate({ timestamp: product.clock.now().getTime() });
    expect((await browser.mutate('signInWithCode', { code }, 'viewer { email }')).codes).toEqual([]);
    expect(browser.token).not.toBe(before);
    await mustBeFresh(await browser.context());
    expect(
      await rows(
        product.workAs().em,
        sql`select 1 from staff_session where staff_id = ${account.id} and way = 'PROVIDER'`,
      ),
    ).toHaveLength(1);
  });

  it('is told to who can’t show who he is by a password, and a password that is not taken shows nothing', async () => {
    await save();
    const { browser } = await signInBy(known());
    const ways = async () =>
      (await browser.send('{ viewer { confirmation { byPassword secondsLeft logins { agencyId name } } } }')).data[
        'viewer'
      ]!['confirmation'];
    const logins = [{ agencyId: toGlobalId('Agency', agencyId), name: 'Bureau-account' }];
    expect(await ways()).toEqual({ byPassword: true, secondsLeft: 0, logins });
    expect((await save({ passwordSignIn: false })).codes).toEqual([]);
    expect(await ways()).toEqual({ byPassword: false, secondsLeft: 0, logins });
    expect((await browser.mutate('confirmPassword', { password: PASSWORD })).codes).toEqual(['BAD_USER_INPUT']);
    await signInBy(subject(), browser, '&confirm=1');
    expect(await ways()).toEqual({ byPassword: false, secondsLeft: 300, logins });
  });

  it('is offered on the login page by its name, and can be removed', async () => {
    await save({ name: 'Login van Bureau Test' });
    const offered = async () => (await new TestBrowser(served).send('{ signInProviders { agencyId name } }')).data;
    const ours = { agencyId: toGlobalId('Agency', agencyId), name: 'Login van Bureau Test' };
    expect((await offered())['signInProviders']).toContainEqual(ours);
    const which = { agencyId: toGlobalId('Agency', agencyId) };
    expect((await admin.mutate('removeIdentityProvider', which)).codes).toEqual([]);
    expect((await offered())['signInProviders']).not.toContainEqual(ours);
    expect(await start(new TestBrowser(served))).toBe('/admin/login?refused=NOT_FOUND');
  });
});
