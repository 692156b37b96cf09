import { print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  askPeople,
  ASKED,
  linkIn,
  look,
  makeApiClient,
  makeInstallation,
  sendWithKey,
  setUpAgency,
  somebody,
  startMailServer,
  tokenOf,
  type Answer,
  type Installation,
  type MadeClient,
  type MailServer,
  type Person,
  type Product,
} from '../kit/index.ts';

const [OURS, THEIRS] = ['Bureau Delfshaven', 'Bureau Noordplein'];
const PASSWORD = 'negen lantaarns langs de kade';
const SESSION_HEADER = 'x-wisbaar-portal-session';
const PORTAL_COOKIE = 'wisbaar_portal';
/** Half a day is the longest that a session lasts. */
const NEXT_MORNING = '2027-03-21T09:00:00+01:00';
const [sanne, bram] = [somebody('Sanne'), somebody('Bram')] as [Person, Person];

const ME = '{ me { displayName account { emailAddress sessions { id current } } } }';
const SIGN_IN = `mutation ($i: SignInToPortalInput!) {
  signInToPortal(input: $i) { sessionToken expiresAt userErrors { code } }
}`;
const UPDATE = `mutation ($i: UpdateMyDataInput!) { updateMyData(input: $i) { userErrors { code } } }`;
const LOGO = 'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAAAAAA6mKC9AAAAD0lEQVR42mNoQAMMI1sAAAUMgAHjM1mKAAAAAElFTkSuQmCC'; // cspell:disable-line
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>').toString('base64');

const Labels = graphql(`
  query LabelsForOwnPortal {
    labels {
      id
      slug
    }
  }
`);
const Dress = graphql(`
  mutation DressForOwnPortal($input: SaveLabelLookInput!) {
    saveLabelLook(input: $input) {
      userErrors {
        field
        code
      }
    }
  }
`);
const Look = print(
  graphql(`
    query LookForOwnPortal($slug: String!) {
      publicLabel(slug: $slug) {
        look {
          logo {
            path
            width
          }
        }
      }
    }
  `),
);

const globalId = (type: string, id: string) => Buffer.from(`${type}:${id}`).toString('base64url');

interface Session {
  sessionToken: string;
  expiresAt: string;
}
interface Me {
  displayName: string;
  account: { emailAddress: string; sessions: { id: string; current: boolean }[] };
}

describe('a portal of an agency’s own, on the API (docs/portal-api.md)', () => {
  let mail: MailServer;
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let program: MadeClient;
  let foreign: MadeClient;

  beforeAll(async () => {
    mail = await startMailServer();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    const [ours, theirs] = [await setUpAgency(installation, OURS), await setUpAgency(installation, THEIRS)];
    await askPeople(installation, OURS, [sanne, bram]);
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    staff = await new ApiClient(product.url).signIn(ours);
    program = await makeApiClient(staff, 'READ_ONLY');
    foreign = await makeApiClient(await new ApiClient(product.url).signIn(theirs), 'READ_ONLY');
    for (const person of [sanne, bram]) await makeProfile(person);
  });
  afterAll(async () => {
    await installation.remove();
    await mail.stop();
  });

  /** As the server of that portal asks, for its visitor when there is one. */
  const send = (query: string, variables: object = {}, session?: string, key = program.key) =>
    sendWithKey(product.url, key, query, variables, session === undefined ? {} : { [SESSION_HEADER]: session });
  async function signIn({ callName }: Person): Promise<Session> {
    const { data, errors, headers } = await send(SIGN_IN, { i: { login: callName, password: PASSWORD } });
    expect(errors).toEqual([]);
    // A program keeps the secret itself; a cookie on it would be every visitor’s.
    expect(headers.getSetCookie()).toEqual([]);
    return data!['signInToPortal'] as Session;
  }
  const meOf = async (session?: string, key = program.key): Promise<Me | null> =>
    (await send(ME, {}, session, key)).data!['me'] as Me | null;
  const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions?.code);

  async function makeProfile(person: Person): Promise<void> {
    const mutate = async (name: string, input: object, fields: string) => {
      const type =
        name === 'keepMyData' ? 'AnswerQuestionInput' : `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
      const { data, errors } = await send(
        `mutation ($i: ${type}!) { ${name}(input: $i) { ${fields} userErrors { code } } }`,
        { i: input },
      );
      expect(errors).toEqual([]);
      expect(data![name]).toMatchObject({ userErrors: [] });
      return data![name] as Record<string, unknown>;
    };
    const token = tokenOf(linkIn((await mail.waitForMails(person.email))[0]!));
    const kept = await mutate('keepMyData', { token }, 'question { profile { state emailAddress } }');
    expect(kept['question']).toEqual({ profile: { state: 'OFFERED', emailAddress: person.email } });
    await mutate('registerOnPortal', { token, userName: person.callName, password: PASSWORD, language: 'nl' }, '');
    const [, confirmation] = await mail.waitForMails(person.email, 2);
    const link = /https?:\/\/\S+#([\w-]+)/.exec(confirmation!.text!)![1]!;
    await mutate('confirmPortalRegistration', { token: link }, '');
  }

  it('makes a profile for its visitor and signs him in: a token for the program, a cookie for a browser', async () => {
    const { sessionToken, expiresAt } = await signIn(sanne);
    expect(sessionToken.length).toBeGreaterThan(30);
    expect(new Date(expiresAt).getTime()).toBeGreaterThan(Date.parse(ASKED.fakeNow));
    expect(await meOf(sessionToken)).toMatchObject({
      displayName: 'Sanne van Sanne',
      account: { emailAddress: sanne.email },
    });

    const browser = new ApiClient(product.url);
    const { data } = await browser.send(SIGN_IN, { i: { login: sanne.callName, password: PASSWORD } });
    expect(data!['signInToPortal']).toMatchObject({ sessionToken: null, userErrors: [] });
    expect(browser.cookie).toContain(PORTAL_COOKIE);
  });

  it('says with each request whose it is: header and cookie are never mixed', async () => {
    const [hers, his] = [(await signIn(sanne)).sessionToken, (await signIn(bram)).sessionToken];
    const asked = [hers, his, undefined, hers, his].map((session) => meOf(session));
    const names = (await Promise.all(asked)).map((me) => me?.displayName ?? null);
    const [herName, hisName] = ['Sanne van Sanne', 'Bram van Bram'];
    expect(names).toEqual([herName, hisName, null, herName, hisName]);

    const nameBehind = async (headers: Record<string, string>, key?: string) => {
      const response = await fetch(`${product.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
        body: JSON.stringify({ query: ME }),
      });
      if (!response.ok) return response.status;
      return ((await response.json()) as { data: { me: Me | null } }).data.me?.displayName ?? null;
    };
    // A browser can’t take somebody’s place with a header, and a program that brings a cookie is sent away.
    expect(await nameBehind({ [SESSION_HEADER]: hers })).toBeNull();
    expect(await nameBehind({ cookie: `${PORTAL_COOKIE}=${hers}` }, program.key)).toBe(400);
    expect(await nameBehind({ cookie: `${PORTAL_COOKIE}=${hers}`, [SESSION_HEADER]: his }, program.key)).toBe(400);
    expect(await nameBehind({ [SESSION_HEADER]: his }, program.key)).toBe(hisName);
    expect(await nameBehind({ cookie: `${PORTAL_COOKIE}=${hers}`, [SESSION_HEADER]: his })).toBe(herName);
    expect(await nameBehind({ cookie: staff.cookie, [SESSION_HEADER]: his, origin: product.url })).toBeNull();
  });

  it('reaches nobody of another agency (S2)', async () => {
    const { sessionToken } = await signIn(sanne);
    expect(await meOf(sessionToken, foreign.key)).toBeNull();
    const i = { login: sanne.callName, password: PASSWORD };
    const { data } = await send(SIGN_IN, { i }, undefined, foreign.key);
    expect(data!['signInToPortal']).toEqual({
      sessionToken: null,
      expiresAt: null,
      userErrors: [{ code: 'BAD_USER_INPUT' }],
    });
    expect(await meOf('A'.repeat(43))).toBeNull();
  });

  it('changes what is his for who is signed in, and gives a file to nobody else', async () => {
    const { sessionToken } = await signIn(bram);
    const i = { fields: [{ name: 'town', value: 'Brielle' }] };
    expect((await send(UPDATE, { i }, sessionToken)).data!['updateMyData']).toEqual({ userErrors: [] });
    expect(codesOf(await send(UPDATE, { i }))).toEqual(['UNAUTHENTICATED']);
    const fetchExport = (headers: Record<string, string>) =>
      fetch(`${product.url}/my/export`, { headers: { authorization: `Bearer ${program.key}`, ...headers } });
    expect((await fetchExport({})).status).toBe(401);
    // There is none that he asked for.
    expect((await fetchExport({ [SESSION_HEADER]: sessionToken })).status).toBe(404);
  });

  it('ends a session by signing out, by another one of his, and by a password that is given once more (S12)', async () => {
    const [first, second, third] = [await signIn(sanne), await signIn(sanne), await signIn(sanne)];
    const his = await signIn(bram);
    await send('mutation { signOutOfPortal { userErrors { code } } }', {}, first.sessionToken);
    expect(await meOf(first.sessionToken)).toBeNull();
    const sessions = (await meOf(second.sessionToken))!.account.sessions;
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);

    await send('mutation { endOtherPortalSessions { ended userErrors { code } } }', {}, second.sessionToken);
    expect(await meOf(third.sessionToken)).toBeNull();
    expect((await meOf(second.sessionToken))!.account.sessions).toHaveLength(1);
    expect((await meOf(his.sessionToken))!.displayName).toBe('Bram van Bram');

    const confirm = `mutation ($i: ConfirmPortalPasswordInput!) {
      confirmPortalPassword(input: $i) { sessionToken userErrors { code } }
    }`;
    const { data, headers } = await send(confirm, { i: { password: PASSWORD } }, second.sessionToken);
    const { sessionToken: renewed } = data!['confirmPortalPassword'] as Session;
    expect(headers.getSetCookie()).toEqual([]);
    expect(await meOf(second.sessionToken)).toBeNull();
    expect((await meOf(renewed))!.displayName).toBe('Sanne van Sanne');
  });

  it('does for its visitor all that the portal does, each by its own mutation (C62–C64, C85, C86, B4, B6)', async () => {
    let session = (await signIn(bram)).sessionToken;
    const ask = async (call: string, fields = ''): Promise<Record<string, unknown>> => {
      const answer = await send(`mutation { d: ${call} { ${fields} userErrors { code } } }`, {}, session);
      const done = (answer.data?.['d'] ?? {}) as Record<string, unknown> & { userErrors?: { code: string }[] };
      return { ...done, codes: [...codesOf(answer), ...(done.userErrors ?? []).map(({ code }) => code)] };
    };
    const mine = async (fields: string) => (await send(`{ me { ${fields} } }`, {}, session)).data!['me'];

    expect(await ask('giveMyConsent(input: {})')).toMatchObject({ codes: [] });
    expect(await mine('privacy { consents { withdrawnAt } }')).toEqual({
      privacy: { consents: [{ withdrawnAt: null }] },
    });
    expect(await ask('withdrawMyConsent')).toMatchObject({ codes: [] });

    expect(await ask('askMyCorrection(input: { text: "Mijn geboortedatum klopt niet." })')).toMatchObject({
      codes: [],
    });
    expect(await mine('correction { asked }')).toEqual({ correction: { asked: 'Mijn geboortedatum klopt niet.' } });

    const alert = 'saveJobAlert(input: { criteria: { terms: ["lasser"] }, frequency: DAILY })';
    const { jobAlert } = (await ask(alert, 'jobAlert { id }')) as { jobAlert: { id: string } };
    expect(await ask(`pauseJobAlert(input: { id: "${jobAlert.id}", paused: true })`)).toMatchObject({ codes: [] });
    expect(await mine('jobAlerts { paused }')).toEqual({ jobAlerts: [{ paused: true }] });
    expect(await ask(`removeJobAlert(input: { id: "${jobAlert.id}" })`)).toMatchObject({ codes: [] });
    expect(await mine('jobAlerts { paused }')).toEqual({ jobAlerts: [] });

    // What asks for the password again says so, and is done once it was given.
    expect(await ask('requestPortalEmailChange(input: { email: "bram.nieuw@post.example" })')).toMatchObject({
      codes: ['REAUTHENTICATION_REQUIRED'],
    });
    const confirmed = await ask(`confirmPortalPassword(input: { password: "${PASSWORD}" })`, 'sessionToken');
    session = confirmed['sessionToken'] as string;
    expect(await ask('requestPortalEmailChange(input: { email: "bram.nieuw@post.example" })')).toMatchObject({
      codes: [],
    });
    expect(await ask('requestMyExport(input: { language: nl })', 'export { state }')).toMatchObject({ codes: [] });
    expect(await ask('keepMyData(input: {})', 'question { state }')).toMatchObject({ codes: [] });

    const other = (await signIn(bram)).sessionToken;
    const { sessions } = (await meOf(session))!.account;
    const another = sessions.find(({ current }) => !current)!;
    expect(await ask(`endPortalSession(input: { id: "${another.id}" })`)).toMatchObject({ codes: [] });
    expect((await meOf(session))!.account.sessions).toHaveLength(sessions.length - 1);
    const changed = await ask(
      `changePortalPassword(input: { currentPassword: "${PASSWORD}", newPassword: "tien boten op het water" })`,
      'sessionToken',
    );
    expect(await meOf(other)).toBeNull();
    session = changed['sessionToken'] as string;
    const back = `changePortalPassword(input: { currentPassword: "tien boten op het water", newPassword: "${PASSWORD}" })`;
    session = (await ask(back, 'sessionToken'))['sessionToken'] as string;
    expect((await meOf(session))!.displayName).toBe('Bram van Bram');
  });

  it('is nobody’s portal by a key whose role is held to organisation units (S2)', async () => {
    const { sessionToken } = await signIn(sanne);
    const [agency] = await look<{ id: string }>(await product.databaseUrl(), 'select id from agency where name = $1', [
      OURS,
    ]);
    const unitId = crypto.randomUUID();
    await look(await product.databaseUrl(), 'insert into organisation_unit (id, agency_id, name) values ($1, $2, $3)', [
      unitId,
      agency!.id,
      'Vestiging Kade',
    ]);
    const { data } = await staff.send(
      'mutation ($i: CreateRoleInput!) { createRole(input: $i) { role { id } userErrors { code field } } }',
      {
        i: {
          name: 'Vestiging',
          agencyIds: [globalId('Agency', agency!.id)],
          unitIds: [globalId('OrganisationUnit', unitId)],
          reason: 'Voor de proef',
        },
      },
    );
    const { role } = data!['createRole'] as { role: { id: string } };
    const { key } = await makeApiClient(staff, 'READ_ONLY', { roleId: role.id });
    expect(codesOf(await send(ME, {}, sessionToken, key))).toEqual(['FORBIDDEN']);
    expect((await meOf(sessionToken))!.displayName).toBe('Sanne van Sanne');
    const refused = async (query: string, variables: object) => {
      const answer = await send(query, variables, sessionToken, key);
      const done = Object.values(answer.data ?? {}) as { userErrors: { code: string }[] }[];
      return [...codesOf(answer), ...done.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))];
    };
    const i = { login: sanne.callName, password: PASSWORD };
    expect(await refused(SIGN_IN, { i })).toEqual(['FORBIDDEN']);
    const town = { fields: [{ name: 'town', value: 'Vlissingen' }] };
    expect(await refused(UPDATE, { i: town })).toEqual(['FORBIDDEN']);
    for (const path of ['/my/export', `/my/documents/${globalId('Document', crypto.randomUUID())}`]) {
      const headers = { authorization: `Bearer ${key}`, [SESSION_HEADER]: sessionToken };
      expect((await fetch(product.url + path, { headers })).status, path).toBe(403);
    }
  });

  it('shows the label’s logo, which is a picture and nothing else wherever it is opened (S15)', async () => {
    const { id: labelId, slug } = (await staff.ask(Labels, {})).labels[0]!;
    const dress = async (logo: string) => (await staff.ask(Dress, { input: { labelId, logo } })).saveLabelLook;
    expect(await dress(SVG)).toEqual({ userErrors: [{ field: ['logo'], code: 'BAD_USER_INPUT' }] });
    expect(await dress(LOGO)).toEqual({ userErrors: [] });
    const logoNow = async () => {
      const { data } = await new ApiClient(product.url).send(Look, { slug });
      return (data!['publicLabel'] as { look: { logo: { path: string; width: number } } }).look.logo;
    };
    const { path, width } = await logoNow();
    expect(width).toBe(16);

    const given = await fetch(product.url + path);
    expect(given.status).toBe(200);
    expect(Object.fromEntries(given.headers)).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      // Its address changes with it; pages of other sites may show it.
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(given.headers.getSetCookie()).toEqual([]);
    expect(Buffer.from(await given.arrayBuffer()).toString('base64')).toBe(LOGO);

    // A page in the tail of a picture is still served as the picture that it begins with.
    const disguised = Buffer.concat([Buffer.from(LOGO, 'base64'), Buffer.from('<script>alert(1)</script>')]);
    expect(await dress(disguised.toString('base64'))).toEqual({ userErrors: [] });
    const renewed = (await logoNow()).path;
    expect(renewed).not.toBe(path);
    expect((await fetch(product.url + renewed)).headers.get('content-type')).toBe('image/png');

    const refusals = new Set<string>();
    const mark = renewed.split('/').at(-1)!;
    for (const unknown of [
      path,
      `/label-logos/${slug}/0000000000000000`,
      `/label-logos/is-er-niet/${mark}`,
      `/label-logos/${slug}/..%2f${mark}`,
    ]) {
      const refused = await fetch(product.url + unknown);
      expect(refused.status, unknown).toBe(404);
      expect(refused.headers.get('cache-control') ?? '', unknown).not.toContain('immutable');
      refusals.add(await refused.text());
    }
    expect(refusals.size).toBe(1);
  });

  it('lets a session end by itself', async () => {
    const { sessionToken } = await signIn(bram);
    await product.stop();
    product = await installation.start({ FAKE_NOW: NEXT_MORNING });
    expect(await meOf(sessionToken)).toBeNull();
    const i = { fields: [{ name: 'town', value: 'Vlaardingen' }] };
    expect(codesOf(await send(UPDATE, { i }, sessionToken))).toEqual(['UNAUTHENTICATED']);
    expect((await meOf((await signIn(bram)).sessionToken))!.displayName).toBe('Bram van Bram');
  });
});
