import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ASKED,
  askPeople,
  expectAccessible,
  linkIn,
  makeInstallation,
  openBrowser,
  setUpAgency,
  somebody,
  startMailServer,
  visitor,
  type Installation,
  type MailServer,
  type Person,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Leuvehaven';
const [sanne, mary] = [somebody('Sanne'), somebody('Mary', 'en')] as [Person, Person];
/** Reads the same mail as Mary. */
const joke: Person = { ...somebody('Joke'), email: mary.email };
const PASSWORD = 'drie fietsen in de regen';
const OTHER_PASSWORD = 'vier paraplu’s zonder wind';

describe('a profile on the portal', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [sanne, mary, joke]);
    page = await open(linkIn((await mail.waitForMails(sanne.email))[0]!));
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  async function open(address: string, locale = 'nl-NL'): Promise<Page> {
    const one = await visitor(browser, { locale });
    mishaps.push(one.mishaps);
    await one.page.goto(new URL(address, product.url).href);
    return one.page;
  }
  const heading = (at: Page, name: string) => at.getByRole('heading', { level: 1, name }).waitFor();
  async function signIn(at: Page, login: string, password: string): Promise<void> {
    await at.getByLabel('Gebruikersnaam of mailadres').fill(login);
    await at.getByLabel('Wachtwoord', { exact: true }).fill(password);
    await at.getByRole('main').getByRole('button', { name: 'Inloggen' }).click();
  }
  /** The question to one of those who share an address. */
  async function questionTo({ email, callName }: Person): Promise<string> {
    const questions = await mail.waitForMails(email, 2);
    return linkIn(questions.find(({ text }) => text?.includes(` ${callName},`))!);
  }
  /** The link of the mail about an account that came last. */
  async function mailed(address: string, count: number): Promise<string> {
    const { text } = (await mail.waitForMails(address, count)).at(-1)!;
    return /https?:\/\/\S+#[\w-]+/.exec(text!)![0];
  }

  it('is offered after keeping, and nothing is ticked beforehand (C78, C79)', async () => {
    await page.getByRole('button', { name: 'Gegevens bewaren' }).click();
    await page.getByRole('heading', { level: 2, name: 'Zelf bij je gegevens kunnen' }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Maak een profiel aan' }).isChecked()).toBe(false);
    await expectAccessible(page, 'portal-kept-profile');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Zet eerst een vinkje als je een profiel wilt maken.').waitFor();
    await page.getByRole('checkbox', { name: 'Maak een profiel aan' }).check();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await heading(page, 'Profiel maken');
  });

  it('explains what is wrong with what one chooses, and mails a link (C80)', async () => {
    expect(await page.getByLabel('E-mailadres').inputValue()).toBe(sanne.email);
    await page.getByLabel('Gebruikersnaam').fill('s');
    await page.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Registreren' }).click();
    await page.getByRole('link', { name: '3 tot 50 letters en cijfers' }).waitFor();
    await expectAccessible(page, 'portal-register');
    await page.getByLabel('Gebruikersnaam').fill('sanne.vd.berg');
    expect(await page.getByLabel('Wachtwoord', { exact: true }).inputValue()).toBe(PASSWORD);
    await page.getByRole('button', { name: 'Registreren' }).click();
    await heading(page, 'Kijk in je mail');
    await expectAccessible(page, 'portal-register-sent');
  });

  it('is there once the mail is confirmed by a button, and then one signs in (C80, C81, C83)', async () => {
    const link = await mailed(sanne.email, 2);
    for (let look = 0; look < 3; look += 1) await heading(await open(link), 'Je profiel bevestigen');
    const at = await open(link);
    await heading(at, 'Je profiel bevestigen');
    await expectAccessible(at, 'portal-profile-confirm');
    await at.getByRole('button', { name: 'Profiel bevestigen' }).click();
    await at.getByText('Je profiel is klaar. Je kunt nu inloggen.').waitFor();
    await heading(await open(link), 'Deze link werkt niet meer');
    await at.getByRole('banner').getByRole('link', { name: 'Inloggen' }).click();
    await heading(at, 'Inloggen');
    await signIn(at, 'sanne.vd.berg', 'niet dit wachtwoord');
    await at.getByText('Deze naam en dit wachtwoord horen niet bij elkaar.').waitFor();
    await expectAccessible(at, 'portal-login');
    await signIn(at, 'sanne.vd.berg', PASSWORD);
    await heading(at, 'Dag Sanne van Sanne');
    await expectAccessible(at, 'portal-dashboard');
    page = at;
  });

  it('leads to all that is one’s own, and back to where one wanted to be (C63, C85)', async () => {
    const names = await page.getByRole('main').getByRole('link').allInnerTexts();
    expect(names).toEqual([
      'Mijn gegevens',
      'Privacy-instellingen',
      'Job-alerts',
      'Mijn sollicitaties',
      'Mijn documenten',
      'Wie heeft mijn gegevens gezien of gekregen',
      'Mijn account',
    ]);
    const stranger = await open('/mijn/account');
    await heading(stranger, 'Inloggen');
    await signIn(stranger, sanne.email, PASSWORD);
    await heading(stranger, 'Mijn account');
    await stranger.context().close();
  });

  it('changes its password, and keeps what was typed when the session has ended meanwhile', async () => {
    await page.getByRole('link', { name: 'Mijn account' }).click();
    await heading(page, 'Mijn account');
    await page.getByText('dit apparaat').waitFor();
    await expectAccessible(page, 'portal-account');
    await page.getByLabel('Je wachtwoord van nu').fill(PASSWORD);
    await page.getByLabel('Nieuw wachtwoord').fill(OTHER_PASSWORD);
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Log opnieuw in' });
    await dialog.getByLabel('Gebruikersnaam of mailadres').fill('sanne.vd.berg');
    await dialog.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Inloggen' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Nieuw wachtwoord').inputValue()).toBe(OTHER_PASSWORD);
    await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
    await page.getByText('Je wachtwoord is gewijzigd. Op andere apparaten ben je nu uitgelogd.').waitFor();
  });

  it('changes its address after the password and a confirmation at the new one', async () => {
    await page.getByLabel('Nieuw e-mailadres').fill('sanne@nieuw.example');
    await page.getByRole('button', { name: 'Mailadres wijzigen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Vul je wachtwoord nog een keer in' });
    await dialog.getByLabel('Wachtwoord', { exact: true }).fill(OTHER_PASSWORD);
    await dialog.getByRole('button', { name: 'Doorgaan' }).click();
    await page.getByText('We hebben een mail gestuurd naar sanne@nieuw.example.').waitFor();
    const at = await open(await mailed('sanne@nieuw.example', 1));
    await at.getByRole('button', { name: 'Mailadres bevestigen' }).click();
    await at.getByText('Je mailadres is gewijzigd.').waitFor();
  });

  it('gets a new password by mail when one forgot it, and ends by oneself', async () => {
    await page.getByRole('button', { name: 'Uitloggen', exact: true }).click();
    await page.getByText('Je bent uitgelogd.').waitFor();
    await page.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
    await page.getByLabel('E-mailadres').fill('sanne@nieuw.example');
    await expectAccessible(page, 'portal-forgotten');
    await page.getByRole('button', { name: 'Link mailen' }).click();
    await heading(page, 'Kijk in je mail');
    const at = await open(await mailed('sanne@nieuw.example', 2));
    await heading(at, 'Een nieuw wachtwoord kiezen');
    expect(await at.getByLabel('Gebruikersnaam').inputValue()).toBe('sanne.vd.berg');
    await expectAccessible(at, 'portal-choose-password');
    await at.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
    await at.getByRole('button', { name: 'Wachtwoord opslaan' }).click();
    await at.getByRole('main').getByRole('link', { name: 'Inloggen' }).click();
    await signIn(at, 'sanne@nieuw.example', PASSWORD);
    await at.getByRole('link', { name: 'Mijn account' }).click();
    await at.getByRole('button', { name: 'Account verwijderen' }).click();
    const dialog = at.getByRole('dialog', { name: 'Vul je wachtwoord nog een keer in' });
    await dialog.getByLabel('Wachtwoord', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Doorgaan' }).click();
    await at.getByRole('alertdialog').getByRole('button', { name: 'Account verwijderen' }).click();
    await heading(at, 'Inloggen');
    await signIn(at, 'sanne@nieuw.example', PASSWORD);
    await at.getByText('Deze naam en dit wachtwoord horen niet bij elkaar.').waitFor();
  });

  it('is made in English too', async () => {
    const at = await open(await questionTo(mary), 'en-GB');
    await at.getByRole('button', { name: 'Keep my data' }).click();
    await at.getByRole('checkbox', { name: 'Create a profile' }).check();
    await at.getByRole('button', { name: 'Save' }).click();
    await heading(at, 'Create a profile');
    await expectAccessible(at, 'portal-register-english');
    await at.getByLabel('User name').fill('mary');
    await at.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await at.getByRole('button', { name: 'Register' }).click();
    await heading(at, 'Look in your mail');
    await at.goto(await mailed(mary.email, 3));
    await at.getByRole('button', { name: 'Confirm profile' }).click();
    await at.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await at.getByLabel('User name or mail address').fill('mary');
    await at.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await at.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await heading(at, 'Hello Mary van Mary');
    await at.getByRole('link', { name: 'My account' }).click();
    await heading(at, 'My account');
    await expectAccessible(at, 'portal-account-english');
    page = at;
  });

  it('is not offered a second time to who has one (C78, C82)', async () => {
    for (const person of [mary, joke]) {
      const at = await open(await questionTo(person), 'nl-NL');
      if (person === joke) await at.getByRole('button', { name: 'Gegevens bewaren' }).click();
      await at.getByText('Je hebt al een account. Log in om je gegevens te zien of te wijzigen.').waitFor();
      expect(await at.getByRole('checkbox').count()).toBe(0);
      if (person === joke) await expectAccessible(at, 'portal-kept-account');
      // Nor by the address of the form.
      await at.goto(`${product.url}/profiel-maken`);
      await heading(at, 'Profiel maken');
      await at.getByText('Je hebt al een account.', { exact: false }).waitFor();
      expect(await at.getByRole('textbox').count()).toBe(0);
      await at.context().close();
    }
  });

  it('is taken up again by who was made anonymous, comes back, and still has the account (C5, C82)', async () => {
    await page.goto(`${product.url}/mijn/privacy`);
    await heading(page, 'Privacy settings');
    await page.getByRole('button', { name: 'Make my data anonymous' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Continue' }).click();
    await heading(page, 'Your data is anonymous');

    const at = await open(await questionTo(joke));
    await at.getByText('Je hebt nog een account van een eerdere keer.', { exact: false }).waitFor();
    expect(await at.getByRole('checkbox').count()).toBe(0);
    await expectAccessible(at, 'portal-kept-connect');
    await at.getByRole('link', { name: 'Mijn account weer gebruiken' }).click();
    await heading(at, 'Mijn account weer gebruiken');
    await expectAccessible(at, 'portal-connect');
    await signIn(at, 'mary', PASSWORD);
    await heading(at, 'Dag Joke van Joke');
    await at.goto(await questionTo(joke));
    await at.getByText('Je hebt al een account.', { exact: false }).waitFor();
  });

  it('did nothing wrong on the way', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
