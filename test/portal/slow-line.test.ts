import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  ASKED,
  askPeople,
  expectAccessible,
  linkIn,
  linkToConfirm,
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
const PASSWORD = 'zeven manden vol met turf';
const OTHER_PASSWORD = 'acht wielen op het jaagpad';
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
  /** Of who kept his data. */
  let page: Page;
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
  /** Presses a button without a line, and finds in what belongs to it that nothing was lost; then there is a line again. */
  async function pressCutOff(around: Page | Locator, button: string): Promise<void> {
    const page = 'page' in around ? around.page() : around;
    await page.context().setOffline(true);
    await around.getByRole('button', { name: button }).click();
    await around.getByText('We krijgen geen verbinding.', { exact: false }).waitFor();
    await around.getByText('Wat je hebt ingevuld, staat er nog.').waitFor();
    await page.context().setOffline(false);
  }
  const again = (around: Page | Locator) => around.getByRole('button', { name: 'Opnieuw proberen' }).click();

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

  it('loses nothing of a profile, nor of who signs in to it, when the line is cut', async () => {
    page = await open(linkIn((await mail.waitForMails(asked.email))[0]!));
    await page.getByRole('checkbox', { name: 'Maak een profiel aan' }).check();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await heading(page, 'Profiel maken');
    await page.getByLabel('Gebruikersnaam').fill('veerpont.1');
    await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
    await pressCutOff(page, 'Registreren');
    await expectAccessible(page, 'portal-register-cut-off');
    expect(await page.getByLabel('Gebruikersnaam').inputValue()).toBe('veerpont.1');
    expect(await page.getByLabel('Wachtwoord', { exact: true }).inputValue()).toBe(PASSWORD);
    await again(page);
    await heading(page, 'Kijk in je mail');

    await page.goto(linkToConfirm((await mail.waitForMails(asked.email, 2))[1]!));
    await heading(page, 'Je profiel bevestigen');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Profiel bevestigen' }).click();
    await page.getByText('We krijgen geen verbinding.', { exact: false }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Profiel bevestigen' }).click();
    await page.getByText('Je profiel is klaar. Je kunt nu inloggen.').waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Inloggen' }).click();
    await heading(page, 'Inloggen');
    await page.getByLabel('Gebruikersnaam of mailadres').fill('veerpont.1');
    await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
    await pressCutOff(page.getByRole('main'), 'Inloggen');
    await again(page);
    await heading(page, 'Dag Ilse van Ilse');
  });

  it('loses nothing of a new password, nor of another address', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Mijn account' }).click();
    await heading(page, 'Mijn account');
    const password = page.getByRole('region', { name: 'Wachtwoord wijzigen' });
    await password.getByLabel('Je wachtwoord van nu').fill(PASSWORD);
    await password.getByLabel('Nieuw wachtwoord').fill(OTHER_PASSWORD);
    await pressCutOff(password, 'Wachtwoord wijzigen');
    expect(await password.getByLabel('Je wachtwoord van nu').inputValue()).toBe(PASSWORD);
    expect(await password.getByLabel('Nieuw wachtwoord').inputValue()).toBe(OTHER_PASSWORD);
    await expectAccessible(page, 'portal-account-cut-off');
    await again(password);
    await password.getByText('Je wachtwoord is gewijzigd.', { exact: false }).waitFor();

    const address = page.getByRole('region', { name: 'Mailadres wijzigen' });
    await address.getByLabel('Nieuw e-mailadres').fill('opnieuw@nieuw.example');
    await address.getByRole('button', { name: 'Mailadres wijzigen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Vul je wachtwoord nog een keer in' });
    await dialog.getByLabel('Wachtwoord', { exact: true }).fill(OTHER_PASSWORD);
    await pressCutOff(dialog, 'Doorgaan');
    expect(await dialog.getByLabel('Wachtwoord', { exact: true }).inputValue()).toBe(OTHER_PASSWORD);
    // The password arrives; the address behind it doesn't.
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('requestPortalEmailChange') ? route.abort() : route.continue(),
    );
    await again(dialog);
    await dialog.waitFor({ state: 'detached' });
    await address.getByText('Wat je hebt ingevuld, staat er nog.').waitFor();
    expect(await address.getByLabel('Nieuw e-mailadres').inputValue()).toBe('opnieuw@nieuw.example');
    await page.unroute('**/graphql');
    await again(address);
    await address.getByText('We hebben een mail gestuurd naar opnieuw@nieuw.example.', { exact: false }).waitFor();
    await mail.waitForMails('opnieuw@nieuw.example');
  });

  it('loses nothing of a job alert', async () => {
    await page.goto(new URL('/mijn/job-alerts', product.url).href);
    await heading(page, 'Job-alerts');
    await page.getByRole('button', { name: 'Job-alert maken' }).click();
    const dialog = page.getByRole('dialog', { name: 'Job-alert maken' });
    await dialog.getByLabel('Functie of trefwoord').fill('vormgever, opmaker');
    await dialog.getByLabel('Plaats').fill('Leuvenheim');
    await dialog.getByLabel('Hoe vaak wil je een mail?').selectOption('WEEKLY');
    await pressCutOff(dialog, 'Job-alert maken');
    await expectAccessible(page, 'portal-alert-cut-off');
    expect(await dialog.getByLabel('Functie of trefwoord').inputValue()).toBe('vormgever, opmaker');
    await again(dialog);
    await page.getByRole('heading', { name: 'vormgever of opmaker' }).waitFor();
    await page.getByText('in Leuvenheim · elke week').waitFor();
  });

  it('loses nothing of what one changes of one’s data, nor of a correction that one asks', async () => {
    await page.goto(new URL('/mijn/gegevens', product.url).href);
    await heading(page, 'Mijn gegevens');
    await page.getByRole('button', { name: 'Adres wijzigen' }).click();
    const group = page.getByRole('region', { name: 'Adres' });
    await group.getByLabel('Straat').fill('Singel');
    await pressCutOff(group, 'Opslaan');
    expect(await group.getByLabel('Straat').inputValue()).toBe('Singel');
    await again(group);
    await group.getByText('Opgeslagen').waitFor();
    await group.getByText('Singel').waitFor();

    const correction = page.getByRole('region', { name: 'Klopt er iets niet?' });
    await correction.getByLabel('Wat klopt er niet?').fill('Mijn achternaam is zonder voorvoegsel.');
    await pressCutOff(correction, 'Correctie vragen');
    await expectAccessible(page, 'portal-correction-cut-off');
    await again(correction);
    await correction.getByText('Je vroeg op 20 maart 2027 om een correctie.', { exact: false }).waitFor();
    await correction.getByText('Mijn achternaam is zonder voorvoegsel.').waitFor();
  });

  it('is fetched as its build compressed it, and kept for good; answers are never compressed', async () => {
    const html = await (await fetch(product.url)).text();
    const [script] = /\/_app\/immutable\/chunks\/[\w-]+\.js/.exec(html)!;
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
