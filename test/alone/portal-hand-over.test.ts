import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  ASKED,
  askPeople,
  expectAccessible,
  FlexService,
  linkIn,
  linkToConfirm,
  makeInstallation,
  openBrowser,
  portalWords,
  setUpAgency,
  somebody,
  startMailServer,
  tokenOf,
  visitor,
  type Installation,
  type MailServer,
  type Person,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Overkant';
const PASSWORD = 'negen lantaarns langs de kade';
const say = portalWords('nl');
const [sanne, wouter] = [somebody('Sanne'), somebody('Wouter')] as [Person, Person];

describe('somebody of the back office in the portal (D7, H41)', () => {
  let mail: MailServer;
  let flexService: FlexService;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    mail = await startMailServer();
    flexService = await FlexService.start();
    flexService.now = () => Date.parse(ASKED.fakeNow);
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    const login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [sanne, wouter]);
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    staff = await new ApiClient(product.url).signIn(login);
    await makeProfile();
    await staff.confirm();
    const { agencies, candidates } = (
      await staff.send('{ agencies { id } candidates(first: 9) { nodes { id callName } } }')
    ).data as { agencies: [{ id: string }]; candidates: { nodes: { id: string; callName: string }[] } };
    for (const { id, callName } of candidates.nodes) ids[callName] = id;
    const saved = await mutate(staff, 'saveBackOffice', 'SaveBackOfficeInput', 'secret', {
      ...{ agencyId: agencies[0].id, name: 'FlexService', url: flexService.url, active: true },
    });
    flexService.secret = saved['secret'] as string;
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await flexService.down();
    await mail.stop();
  });

  async function mutate(client: ApiClient, name: string, type: string, fields: string, input: object) {
    const { data, errors } = await client.send(
      `mutation ($i: ${type}!) { ${name}(input: $i) { ${fields} userErrors { code } } }`,
      { i: input },
    );
    expect(errors).toEqual([]);
    expect(data![name]).toMatchObject({ userErrors: [] });
    return data![name] as Record<string, unknown>;
  }

  async function makeProfile(): Promise<void> {
    const somewhere = new ApiClient(product.url);
    const token = tokenOf(linkIn((await mail.waitForMails(sanne.email))[0]!));
    await mutate(somewhere, 'keepMyData', 'AnswerQuestionInput', 'question { state }', { token });
    await mutate(somewhere, 'registerOnPortal', 'RegisterOnPortalInput', '', {
      ...{ token, userName: sanne.callName, password: PASSWORD, language: 'nl' },
    });
    const link = linkToConfirm((await mail.waitForMails(sanne.email, 2))[1]!);
    await mutate(somewhere, 'confirmPortalRegistration', 'ConfirmPortalRegistrationInput', '', {
      token: tokenOf(link),
    });
  }
  const taken = (event: string, callName: string) =>
    flexService.taken.filter((one) => one.event === event && one.candidateId === ids[callName]);
  async function approve(callName: string): Promise<void> {
    await mutate(staff, 'approveCandidate', 'ApproveCandidateInput', '', { candidateId: ids[callName] });
    await expect.poll(() => taken('candidate.approved', callName).length, { timeout: 30_000 }).toBe(1);
  }
  async function expectAskedAndKept({ callName, lastName }: Person): Promise<void> {
    await expect.poll(() => taken('candidate.erasure-requested', callName).length, { timeout: 30_000 }).toBe(1);
    const { data } = await staff.send(
      `{ node(id: "${ids[callName]!}") { ... on Candidate { lastName anonymisedAt } } dataRequests { nodes { kind state refusedBecause candidate { callName } } } }`,
    );
    expect(data).toMatchObject({ node: { lastName, anonymisedAt: null } });
    const { nodes } = data!['dataRequests'] as { nodes: { candidate: { callName: string } | null }[] };
    expect(nodes.filter(({ candidate }) => candidate?.callName === callName)).toMatchObject([
      { kind: 'ERASURE', state: 'OPEN', refusedBecause: 'HANDED_OVER' },
    ]);
  }

  it('asks to be anonymous when signed in, and the back office hears of it, once; nothing is erased here', async () => {
    await approve(sanne.callName);

    const { page, mishaps } = await visitor(browser);
    await page.goto(`${product.url}/inloggen`);
    await page.getByLabel(say('sign_in_login')).fill(sanne.callName);
    await page.getByLabel(say('sign_in_password'), { exact: true }).fill(PASSWORD);
    await page
      .getByRole('main')
      .getByRole('button', { name: say('sign_in_button') })
      .click();
    await page.getByRole('button', { name: say('sign_out') }).waitFor();
    await page.goto(`${product.url}/mijn/privacy`);
    await page.getByRole('heading', { level: 1, name: say('my_privacy_title') }).waitFor();
    await page.getByText(say('mine_handed_over')).waitFor();
    await page.getByRole('button', { name: say('mine_ask_button') }).click();
    await page.getByText(say('mine_asked_on', { date: '20 maart 2027' })).waitFor();

    await expectAskedAndKept(sanne);
    expect(mishaps).toEqual([]);
  });

  it('is asked nothing any more by the mailed link, which passes on what he asks himself, once', async () => {
    const link = linkIn((await mail.waitForMails(wouter.email))[0]!);
    await approve(wouter.callName);
    const { page, mishaps } = await visitor(browser);
    await page.goto(link);
    await page.getByRole('heading', { level: 1, name: say('handed_over_title') }).waitFor();
    await page.getByText(say('handed_over_lead', { agency: AGENCY })).waitFor();
    expect(await page.getByRole('main').getByRole('button').allInnerTexts()).toEqual([say('handed_over_button')]);
    await expectAccessible(page, 'portal-handed-over');
    // What was not sent can be sent again.
    await page.context().setOffline(true);
    await page.getByRole('button', { name: say('handed_over_button') }).click();
    await page.getByText(say('answer_failed_title')).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: say('handed_over_button') }).click();
    const noted = page.getByRole('heading', { name: say('handed_over_noted_title') });
    await noted.or(page.getByRole('heading', { name: say('handed_over_done_title') })).waitFor();
    await expectAskedAndKept(wouter);
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText(say('handed_over_done', { date: '20 maart 2027' })).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await expectAccessible(page, 'portal-handed-over-asked');
    expect(mishaps).toEqual([]);
  });
});
