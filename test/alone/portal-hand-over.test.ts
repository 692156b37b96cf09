import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  ASKED,
  askPeople,
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
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Overkant';
const PASSWORD = 'negen lantaarns langs de kade';
const say = portalWords('nl');
const sanne = somebody('Sanne');

describe('somebody of the back office who is signed in to the portal (D7, H41)', () => {
  let mail: MailServer;
  let flexService: FlexService;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let candidateId: string;

  beforeAll(async () => {
    mail = await startMailServer();
    flexService = await FlexService.start();
    flexService.now = () => Date.parse(ASKED.fakeNow);
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    const login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [sanne]);
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    staff = await new ApiClient(product.url).signIn(login);
    await makeProfile();
    await staff.confirm();
    const { agencies, candidates } = (await staff.send('{ agencies { id } candidates(first: 1) { nodes { id } } }'))
      .data as { agencies: [{ id: string }]; candidates: { nodes: [{ id: string }] } };
    candidateId = candidates.nodes[0].id;
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
  const requests = () => flexService.taken.filter(({ event }) => event === 'candidate.erasure-requested');

  it('asks to be anonymous there, and the back office hears of it, once; nothing is erased here', async () => {
    await mutate(staff, 'approveCandidate', 'ApproveCandidateInput', '', { candidateId });
    await expect.poll(() => flexService.taken.length, { timeout: 30_000 }).toBe(1);

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

    await expect.poll(requests, { timeout: 30_000 }).toMatchObject([{ candidateId }]);
    const { data } = await staff.send(
      `{ node(id: "${candidateId}") { ... on Candidate { lastName anonymisedAt } } dataRequests { nodes { kind state refusedBecause } } }`,
    );
    expect(data).toMatchObject({
      node: { lastName: 'van Sanne', anonymisedAt: null },
      dataRequests: { nodes: [{ kind: 'ERASURE', state: 'OPEN', refusedBecause: 'HANDED_OVER' }] },
    });
    expect(mishaps).toEqual([]);
  });
});
