import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD } from '../../test-kit/account.ts';
import { makeAgency } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { makePortalAccount } from '../../test-kit/portal-account.ts';
import { fieldsOf } from '../../test-kit/roads/paths.ts';
import { mailsTo, serve, TestBrowser, type Served } from '../../test-kit/test-browser.ts';
import { rows, sql } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { newToken } from '../platform/secrets.ts';
import { NO_RIGHTS, verdictOf } from '../modules/permissions/index.ts';
import { carryOutPortalPasswordResets, PORTAL_COOKIE } from '../modules/portal-accounts/index.ts';
import { toGlobalId } from '../platform/graphql/index.ts';
import { ruleOf } from './guarded-schema.ts';
import { publishedSchema, shieldTree } from './schema.ts';

/** Everything of the portal that a program can ask for, as if for the owner of an account. */
const ASKED: readonly [string, string][] = [
  ['me, signed in', '{ me { displayName } }'],
  ['me, by a link', '{ me(token: "LINK") { displayName } }'],
  ['the question', '{ erasureQuestion(token: "LINK") { state } }'],
  ['what a link is for', '{ portalLink(token: "LINK") { state } }'],
  ['alerts by a link', '{ jobAlertsOfLink(token: "LINK") { id } }'],
  ['a preview of alerts', '{ previewJobAlert(criteria: { terms: ["lasser"] }) }'],
  ['signing in', 'mutation { d: signInToPortal(input: { login: "LOGIN", password: "PASSWORD" }) { sessionToken userErrors { code } } }'],
  ['keeping', 'mutation { d: keepMyData(input: {}) { userErrors { code } } }'],
  ['keeping by a link', 'mutation { d: keepMyData(input: { token: "LINK" }) { userErrors { code } } }'],
  ['anonymising', 'mutation { d: anonymiseMyData(input: {}) { userErrors { code } } }'],
  ['anonymising by a link', 'mutation { d: anonymiseMyData(input: { token: "LINK" }) { userErrors { code } } }'],
  ['changing data', 'mutation { d: updateMyData(input: { fields: [{ name: "town", value: "Delft" }] }) { userErrors { code } } }'],
  ['a correction', 'mutation { d: askMyCorrection(input: { text: "Mijn naam klopt niet." }) { userErrors { code } } }'],
  ['the file with all', 'mutation { d: requestMyExport(input: { language: nl }) { userErrors { code } } }'],
  ['registering', 'mutation { d: registerOnPortal(input: { token: "LINK", userName: "een.naam", password: "PASSWORD", language: nl }) { userErrors { code } } }'],
  ['confirming a registration', 'mutation { d: confirmPortalRegistration(input: { token: "LINK" }) { userErrors { code } } }'],
  ['connecting', 'mutation { d: connectMyAccount(input: { token: "LINK" }) { userErrors { code } } }'],
  ['a reset', 'mutation { d: requestPortalPasswordReset(input: { email: "EMAIL" }) { userErrors { code } } }'],
  ['choosing a password', 'mutation { d: choosePortalPassword(input: { token: "LINK", password: "PASSWORD" }) { userErrors { code } } }'],
  ['changing a password', 'mutation { d: changePortalPassword(input: { currentPassword: "PASSWORD", newPassword: "een heel ander geheimpje" }) { userErrors { code } } }'],
  ['a change of address', 'mutation { d: requestPortalEmailChange(input: { email: "ander@post.example" }) { userErrors { code } } }'],
  ['confirming an address', 'mutation { d: confirmPortalEmailChange(input: { token: "LINK" }) { userErrors { code } } }'],
  ['the password once more', 'mutation { d: confirmPortalPassword(input: { password: "PASSWORD" }) { userErrors { code } } }'],
  ['ending sessions', 'mutation { d: endOtherPortalSessions { userErrors { code } } }'],
  ['deleting the account', 'mutation { d: deletePortalAccount { userErrors { code } } }'],
  ['an alert', 'mutation { d: saveJobAlert(input: { criteria: { terms: ["lasser"] }, frequency: DAILY }) { userErrors { code } } }'],
  ['an alert held', 'mutation { d: pauseJobAlert(input: { id: "ALERT", paused: true }) { userErrors { code } } }'],
  ['an alert held by a link', 'mutation { d: pauseJobAlert(input: { id: "ALERT", paused: true, token: "LINK" }) { userErrors { code } } }'],
  ['an alert removed', 'mutation { d: removeJobAlert(input: { id: "ALERT" }) { userErrors { code } } }'],
  ['an alert removed by a link', 'mutation { d: removeJobAlert(input: { id: "ALERT", token: "LINK" }) { userErrors { code } } }'],
  ['all alerts stopped by a link', 'mutation { d: stopJobAlerts(input: { token: "LINK" }) { userErrors { code } } }'],
  ['a consent', 'mutation { d: giveMyConsent(input: {}) { userErrors { code } } }'],
  ['a consent withdrawn', 'mutation { d: withdrawMyConsent { userErrors { code } } }'],
  ['a record', 'mutation { d: saveMyRecord(input: { type: "WorkExperience", fields: [{ name: "function", value: "Kok" }] }) { userErrors { code } } }'],
  ['a record removed', 'mutation { d: removeMyRecord(input: { type: "WorkExperience", id: "RECORD" }) { userErrors { code } } }'],
  ['signing out', 'mutation { d: signOutOfPortal { userErrors { code } } }'],
  ['ending a session', 'mutation { d: endPortalSession(input: { id: "SESSION" }) { userErrors { code } } }'],
]; // prettier-ignore

/** What a program without any right may ask for too, and that is of nobody's portal. */
// prettier-ignore
const NOT_OF_A_PORTAL: Readonly<Record<string, readonly string[]>> = {
  'public, or the same for everybody': ['installation', 'personalDataFields', 'publicLabel', 'publicLabels', 'signInProviders', 'today'],
  'the program itself, or staff': ['accountLink', 'apiClient', 'stopLookingAsRole', 'viewer'],
  'the agencies and units of its key, and no further': ['agencies', 'deregistrationRules', 'externalAgencies', 'node', 'talentPools', 'vacancies'],
  'who is not there yet, by a mailbox that he shows to be his': [
    'checkInInvitation', 'confirmRegistration', 'registrationToConfirm', 'sendRegistration', 'takeUpInvitation',
  ],
};

describe('a key whose role is held to organisation units', () => {
  let product: TestProduct;
  let served: Served;
  let account: Awaited<ReturnType<typeof makePortalAccount>>;
  let agencyId: string;
  let session: string;
  beforeAll(async () => {
    product = await startTestProduct();
    served = serve(product);
    agencyId = (await makeAgency(product)).id;
    account = await makePortalAccount(product, agencyId);
    const own = new TestBrowser(served);
    await own.mutate('signInToPortal', { login: account.userName, password: PASSWORD });
    session = own.cookies.get(PORTAL_COOKIE)!;
  });
  afterAll(async () => {
    await served.stop();
    await product.stop();
  });

  /** An agency's own server, which hands on the session of its visitor. */
  function program(unitIds: string[] | undefined) {
    const one = new TestBrowser(served);
    one.program = { actor: { kind: 'api-client', id: newId(), agencyIds: [agencyId], unitIds, rights: NO_RIGHTS } };
    one.cookies.set(PORTAL_COOKIE, session);
    return one;
  }
  const filled = (query: string, link: string) =>
    query
      .replaceAll('LINK', link)
      .replaceAll('LOGIN', account.userName)
      .replaceAll('PASSWORD', PASSWORD)
      .replaceAll('EMAIL', account.email)
      .replaceAll('ALERT', toGlobalId('JobAlert', newId()))
      .replaceAll('RECORD', toGlobalId('WorkExperience', newId()))
      .replaceAll('SESSION', toGlobalId('PortalSession', newId()));
  const codesOf = async (from: TestBrowser, query: string) => {
    const { data, codes } = await from.send(query);
    const refused = (data as { d?: { userErrors: { code: string }[] } } | null)?.d?.userErrors ?? [];
    return [...codes, ...refused.map(({ code }) => code)];
  };
  const everything = async () =>
    JSON.stringify(
      await Promise.all(
        [
          'portal_account',
          'portal_session',
          'password_reset_request',
          'job_alert',
          'outgoing_mail',
          'data_request',
        ].map((table) => rows(product.workAs().em, sql`select to_jsonb(t) as row from ${sql.raw(table)} t order by 1`)),
      ),
    );

  it('is asked of every field that is open to a program without rights, or it is said that it is not of a portal', () => {
    const asker = { rights: NO_RIGHTS, work: { actor: { kind: 'api-client' } } } as const;
    const open = (['Query', 'Mutation'] as const).flatMap((type) =>
      fieldsOf(publishedSchema(), type)
        .map(({ name }) => name)
        .filter((name) => verdictOf(ruleOf(shieldTree, type, name))(asker) === true),
    );
    const asked = ASKED.map(([, query]) => /^(?:mutation \{ d: |\{ )(\w+)/.exec(query)![1]!);
    expect(open.toSorted()).toEqual([...new Set(asked), ...Object.values(NOT_OF_A_PORTAL).flat()].toSorted());
  });

  it.each(ASKED)('is nobody’s portal: %s is refused, and nothing changes (S2)', async (_what, query) => {
    const before = await everything();
    expect(await codesOf(program([newId()]), filled(query, newToken()))).toEqual(['FORBIDDEN']);
    expect(await codesOf(program([]), filled(query, newToken()))).toEqual(['FORBIDDEN']);
    expect(await everything()).toBe(before);
  });

  it('is told apart from one of the whole agency, which may', async () => {
    const whole = program(undefined);
    expect((await whole.send('{ me { account { userName } } }')).data['me']).toEqual({
      account: { userName: account.userName },
    });
    expect(await codesOf(whole, filled(ASKED.find(([what]) => what === 'a reset')![1], ''))).toEqual([]);
    await carryOutPortalPasswordResets(product.workAs());
    expect(await mailsTo(product, account.email)).toHaveLength(1);
  });
});
