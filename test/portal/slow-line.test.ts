import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  ASKED,
  askPeople,
  expectAccessible,
  linkIn,
  makeInstallation,
  NARROW,
  openBrowser,
  setUpAgency,
  somebody,
  startMailServer,
  visitor,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Veerpont';
const asked = somebody('Ilse');
const Statements = graphql(`
  query StatementsOnASlowLine {
    labels {
      statements {
        id
        revision
      }
    }
  }
`);
const PutLive = graphql(`
  mutation PutLiveOnASlowLine($input: PutStatementLiveInput!) {
    putStatementLive(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

describe('the portal on a slow line', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    const login = await setUpAgency(installation, AGENCY);
    const api = await new ApiClient(product.url).signIn(login);
    for (const { id, revision } of (await api.ask(Statements, {})).labels[0]!.statements!)
      await api.ask(PutLive, { input: { statementId: id, revision } });
    await askPeople(installation, AGENCY, [asked]);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  async function open(address: string): Promise<Page> {
    const one = await visitor(browser, { viewport: NARROW });
    mishaps.push(one.mishaps);
    await one.page.goto(new URL(address, product.url).href);
    return one.page;
  }
  const heading = (page: Page, name: RegExp | string) => page.getByRole('heading', { level: 1, name }).waitFor();

  it('loses nothing of a form when the line is cut, in whatever language it is, and sends it again', async () => {
    const page = await open('/l/bureau-veerpont/inschrijven');
    await heading(page, `Inschrijven bij ${AGENCY}`);
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.context().setOffline(true);
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill('sanne.visser@post.example');
    await page.getByRole('checkbox', { name: 'Ik heb het privacystatement gelezen' }).check();
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByText('We krijgen geen verbinding.', { exact: false }).waitFor();
    await page.getByText('Wat je hebt ingevuld, staat er nog.').waitFor();
    await expectAccessible(page, 'portal-form-cut-off');

    // The statement of the other language can't be fetched: the form stays all the same.
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByText('What you filled in is still there.').waitFor();
    await page.getByRole('button', { name: 'Nederlands' }).click();
    expect(await page.getByRole('textbox', { name: 'Voornaam' }).inputValue()).toBe('Sanne');
    expect(await page.getByRole('textbox', { name: 'Achternaam' }).inputValue()).toBe('Visser');

    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await page.getByText('sanne.visser@post.example').waitFor();
    expect((await mail.waitForMails('sanne.visser@post.example')).length).toBe(1);
  });

  it('keeps the answer to a question when what follows it does not come through', async () => {
    const page = await open(linkIn((await mail.waitForMails(asked.email))[0]!));
    const keep = page.getByRole('button', { name: 'Gegevens bewaren' });
    await keep.waitFor();
    await page.context().setOffline(true);
    await keep.click();
    await page.getByText('Je keuze is nog niet bevestigd').waitFor();
    await page.context().setOffline(false);
    // The answer arrives; the page that thanks for it doesn't.
    await page.route('**/_app/immutable/**', (route) => route.abort());
    await keep.click();
    await heading(page, 'Het lukt nu niet');
    await page.unroute('**/_app/immutable/**');
    await page.getByRole('button', { name: 'Opnieuw proberen' }).click();
    await heading(page, /We bewaren je gegevens/);
    await expectAccessible(page, 'portal-kept-with-offer');
  });

  it('is fetched as its build compressed it, and kept for good; answers are never compressed', async () => {
    const page = await (await fetch(product.url)).text();
    const [script] = /\/_app\/immutable\/chunks\/[\w-]+\.js/.exec(page)!;
    const as = (encoding: string, path = script) =>
      fetch(new URL(path, product.url), { headers: { 'accept-encoding': encoding } });
    const plain = await as('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    const text = await plain.text();
    for (const encoding of ['br', 'gzip']) {
      const answer = await as(encoding);
      expect(answer.headers.get('content-encoding')).toBe(encoding);
      expect(answer.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('etag')).not.toBe(plain.headers.get('etag'));
      expect(await answer.text()).toBe(text);
    }
    const answer = await fetch(new URL('/graphql', product.url), {
      method: 'POST',
      headers: { 'accept-encoding': 'br, gzip', 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ publicLabels { name } }' }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBeNull();
  });

  it('did nothing wrong by itself', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
