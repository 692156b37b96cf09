import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ASKED,
  csv,
  expectAccessible,
  look,
  makeInstallation,
  openBrowser,
  REGISTERED,
  registration,
  setUpAgency,
  signInToAdmin,
  somebody,
  visitor,
  type Installation,
  type Person,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Vraagkade';
const people = ['Hanna', 'Ivo', 'Jet', 'Kees'].map((name) => somebody(name));
/** Whom the survey leaves alone. */
const applies = people[2]!;

// No mail server is set: what is mailed stands in the built-in mailbox.
describe('an agency that asks by a survey, from a file with mistakes to who is deleted (H43–H46, H60)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let staff: Page;
  /** Of who refuses. */
  let page: Page;
  let link: string;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    const login = await setUpAgency(installation, AGENCY);
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    staff = await visit();
    await signInToAdmin(staff, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  async function visit(): Promise<Page> {
    const one = await visitor(browser);
    mishaps.push(one.mishaps);
    return one.page;
  }
  async function openScreen(path: string, title: string): Promise<void> {
    await staff.goto(`${product.url}/admin/${path}`);
    await staff.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  const ask = () => staff.getByRole('checkbox', { name: 'Vragen stellen' });
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  /** Opens the question to somebody as one does who tries the product: in the mailbox, by the link of the mail. */
  async function answerFromMailbox({ email }: Person, subject = 'Mogen we je nog bewaren?'): Promise<void> {
    page = await visit();
    const mails = page.getByRole('listitem').filter({ hasText: email });
    await expect
      .poll(
        async () => {
          await page.goto(`${product.url}/mailbox`);
          return mails.count();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
    await mails.getByRole('link', { name: subject }).click();
    await heading(subject);
    const links = page.getByRole('link', { name: /\/bewaren#/ });
    link = (await links.getAttribute('href'))!;
    await links.click();
    await heading('Mogen we je gegevens bewaren?');
  }

  it('imports what is good of a file, and says what was left out and why', async () => {
    await openScreen('importeren', 'Importeren');
    const nothingRuns = { Vacature: '', Vacaturetitel: '', Sollicitatiedatum: '' };
    const rows = people.map((person) => ({
      ...registration(person, REGISTERED.day),
      ...(person === applies ? {} : nothingRuns),
    }));
    await staff.getByLabel('CSV-bestand').setInputFiles({
      name: 'met-fouten.csv',
      mimeType: 'text/csv',
      buffer: csv([
        ...rows,
        { ...rows[0]!, Kandidaatnummer: 'K-5', 'E-mail': 'geen adres' },
        { ...rows[0]!, Kandidaatnummer: 'K-6', Inschrijfdatum: '31-02-2027' },
      ]),
    });
    await staff.getByRole('button', { name: 'Bestand controleren' }).click();
    await staff.getByText('2 fouten', { exact: true }).waitFor();
    const start = staff.getByRole('button', { name: 'Importeren' });
    expect(await start.isDisabled()).toBe(true);
    await staff.getByRole('radio', { name: 'Goede rijen overnemen, foute overslaan' }).check();
    await expectAccessible(staff, 'admin-import-skip-bad');
    await start.click();
    const run = staff.getByRole('listitem').filter({ hasText: 'Overgeslagen' });
    await run.getByText('Klaar', { exact: true }).waitFor();
    expect((await run.locator('dl').innerText()).replaceAll(/\s+/g, ' ')).toMatch(/^Kandidaten 4 .*Overgeslagen 2$/);
    await run.getByText('2 fouten', { exact: false }).first().click();
    const why = run.getByRole('row');
    expect(await why.allInnerTexts()).toHaveLength(3);
    await why.filter({ hasText: 'E-mail' }).waitFor();
    await why.filter({ hasText: 'Inschrijfdatum' }).waitFor();
    await expectAccessible(staff, 'admin-import-skipped');
    await staff.getByRole('link', { name: 'Kandidaten' }).first().click();
    await staff.getByText('4 kandidaten', { exact: true }).waitFor();
  });

  it('chooses that the end is deleting (D3)', async () => {
    await openScreen('bewaartermijnen', 'Bewaartermijnen');
    const ending = staff.getByLabel('Aan het einde, voor kandidaten');
    await ending.selectOption('Verwijderen');
    await staff.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await staff.getByRole('alertdialog').getByRole('button', { name: 'Wijziging doorvoeren' }).click();
    await staff.getByText('Opgeslagen').waitFor();
  });

  it('has a survey that asks nobody yet, and is filled in with what is wrong said (H43, H60)', async () => {
    await openScreen('surveys', 'Surveys');
    await staff.getByText('Er is nog niemand gevraagd.').waitFor();
    expect(await ask().isChecked()).toBe(false);
    await ask().check();
    await staff.getByLabel('Dagen voor de AVG-passeerdatum').fill('dertien');
    const question = staff.getByRole('group', { name: 'Vraag', exact: true });
    await question.getByLabel('Onderwerp (Nederlands)').fill('Mogen we je nog bewaren?');
    await question.getByLabel('Tekst (Nederlands)').fill('Dag {naam}, graag een antwoord.');
    const see = staff.getByRole('button', { name: 'Gevolgen bekijken' });
    await see.click();
    await staff.getByRole('link', { name: 'Vraag, Tekst (Nederlands): de tekst moet anonimiseringLink' }).waitFor();
    await staff.getByRole('link', { name: 'Dagen voor de AVG-passeerdatum: vul een heel aantal dagen in' }).waitFor();
    await expectAccessible(staff, 'admin-survey-errors');
    await question.getByLabel('Tekst (Nederlands)').fill('Dag {naam}, kies hier: {anonimiseringLink}');
    // Sooner than an answer can be waited for: only the server knows.
    await staff.getByLabel('Dagen voor de AVG-passeerdatum').fill('3');
    await see.click();
    await staff.getByText('kies een aantal van de dagen van bericht tot anonimisering tot 365').first().waitFor();
    await staff.getByLabel('Dagen voor de AVG-passeerdatum').fill('20');
    await question.getByText('Voorbeeld van Vraag').click();
    await question.getByText('Mogen we je nog bewaren?').waitFor();
    await staff
      .getByRole('group', { name: 'Herinnering', exact: true })
      .getByRole('button', { name: 'Herinnering weghalen' })
      .click();
    await staff.getByRole('button', { name: 'Herinnering toevoegen' }).click();
    await staff.getByRole('group', { name: 'Herinnering 1', exact: true }).waitFor();
  });

  it('shows beforehand whom it will ask and whom it leaves alone and why, and is saved only then (H43)', async () => {
    const dialog = staff.getByRole('alertdialog', { name: `Survey van ${AGENCY} opslaan?` });
    await staff.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await dialog.getByText('krijgen 3 kandidaten de vraag', { exact: false }).waitFor();
    await dialog.getByText('1 overgeslagen: Er loopt een inschrijving.').waitFor();
    await expectAccessible(staff, 'admin-survey-confirm');
    await dialog.getByRole('button', { name: 'Annuleren' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await look(await product.databaseUrl(), 'select 1 from survey')).length).toBe(0);
    await staff.getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await staff.getByText('Opgeslagen').waitFor();
    await openScreen('surveys', 'Surveys');
    await staff.getByRole('group', { name: 'Herinnering 1', exact: true }).waitFor();
    expect(await staff.getByLabel('Dagen voor de AVG-passeerdatum').inputValue()).toBe('20');
    expect(await ask().isChecked()).toBe(true);
    await expectAccessible(staff, 'admin-survey');
  });

  it('asks, and refusing is planned for the next day, to be taken back until then (H44, H45)', async () => {
    await installation.run(['sweep'], { settings: { FAKE_NOW: ASKED.fakeNow } });
    await answerFromMailbox(people[0]!);
    await page.getByRole('button', { name: 'Gegevens verwijderen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Doorgaan' }).click();
    await heading('Je gegevens verdwijnen op 21 maart 2027');
    await expectAccessible(page, 'portal-refused');
    await page.getByRole('button', { name: 'Gegevens toch bewaren' }).click();
    await heading(/^We bewaren je gegevens tot/);

    await answerFromMailbox(people[1]!);
    await page.getByRole('button', { name: 'Gegevens verwijderen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Doorgaan' }).click();
    await heading('Je gegevens verdwijnen op 21 maart 2027');
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByText('Je koos ervoor om je gegevens niet te laten bewaren.', { exact: false }).waitFor();
  });

  it('shows the answers as a line, a chart and a table (H60)', async () => {
    await openScreen('surveys', 'Surveys');
    await staff.getByText('Van 3 gevraagden stemde 33,3% toe, weigerde 33,3% en zweeg 0,0%.').waitFor();
    const row = staff.getByRole('region', { name: 'Per maand waarin de vraag gesteld werd' }).getByRole('row').nth(1);
    expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toBe('mrt 2027 1 1 1');
    await expectAccessible(staff, 'admin-survey-results');
  });

  it('leaves alone who applies, whom the agency’s own notice asks; who wants to go is deleted at once (H54, D3)', async () => {
    await answerFromMailbox(applies, 'Mogen wij je gegevens bewaren?');
    await page.getByRole('button', { name: 'Gegevens verwijderen' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Wil je je gegevens laten verwijderen?' });
    await dialog.getByRole('button', { name: 'Doorgaan' }).click();
    await heading('Je gegevens zijn verwijderd');
    await page.getByRole('heading', { level: 2, name: 'Dit is gewist' }).waitFor();
    await expectAccessible(page, 'portal-deleted');
    const said = await page.getByText(/^[0-9A-F-]{14}$/).innerText();
    // Nothing of him is left but this.
    await page.goto('about:blank');
    await page.goto(link);
    await heading('Je gegevens zijn verwijderd');
    await page.getByText(said).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await staff.goto(`${product.url}/admin/kandidaten`);
    await staff.getByText('3 kandidaten', { exact: true }).waitFor();
  });

  it('made no mistake by itself', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
