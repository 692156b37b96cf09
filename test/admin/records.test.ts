import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

describe('what is recorded of a person', () => {
  const url = inject('demoUrl');
  let browser: Browser;
  let page: Page;
  let mishaps: string[];
  let person: string;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, url, inject('demoLogins').RECRUITER);
    await page.goto(`${url}/admin/kandidaten?state=ACTIVE&order=REGISTERED_DESC`);
    const href = await page.getByRole('row').getByRole('link').nth(3).getAttribute('href');
    person = new URL(href!, url).href.split('?')[0]!;
  });
  afterAll(async () => {
    await browser.close();
    expect(mishaps).toEqual([]);
  });

  const card = (title: string) =>
    page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });
  const dialog = () => page.getByRole('dialog');
  const save = () => dialog().getByRole('button', { name: 'Opslaan' }).click();
  const openTab = async (tab: string) => {
    await page.goto(`${person}?tab=${tab}`);
    await page.getByRole('navigation', { name: 'Onderdelen van het dossier' }).waitFor();
  };
  /** Removes a record, and says yes to the question. */
  async function remove(of: Locator, name: RegExp) {
    await of.getByRole('button', { name }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Verwijderen' }).click();
    await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
  }

  it('is added, changed and removed in a window that is made from its fields (C161–C163)', async () => {
    await openTab('career');
    const knowledge = card('Kennisgebieden');
    await knowledge.getByRole('button', { name: 'Kennisgebieden: toevoegen' }).click();
    await save();
    await dialog().getByText('Vul minstens één veld in.').waitFor();
    await dialog().getByLabel('Kennisgebied').fill('Bruggenbouw');
    await dialog().getByLabel('Cijfer').fill('7,5');
    await expectAccessible(page, 'admin-record-add');
    await save();
    const item = knowledge.getByRole('listitem').filter({ hasText: 'Bruggenbouw' });
    await item.getByText('7,5').waitFor();

    await item.getByRole('button', { name: 'Bruggenbouw wijzigen' }).click();
    expect(await dialog().getByLabel('Kennisgebied').inputValue()).toBe('Bruggenbouw');
    await dialog().getByLabel('Memo').fill('Vooral staal.');
    await save();
    await item.getByText('Vooral staal.').waitFor();

    await item.getByRole('button', { name: 'Bruggenbouw verwijderen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Verwijderen' }).click();
    await item.waitFor({ state: 'detached' });
    await expectAccessible(page, 'admin-candidate-loopbaan-bewerken');
  });

  it('can be an offer on a vacancy, with what must be filled in said before anything is sent (C28)', async () => {
    await openTab('placements');
    const offers = card('Aanbiedingen');
    await offers.getByRole('button', { name: 'Aanbiedingen: toevoegen' }).click();
    await save();
    await dialog().getByRole('link', { name: 'Aangeboden op: dit moet ingevuld zijn' }).waitFor();
    await expectAccessible(page, 'admin-offer-missing');
    await dialog().getByLabel('Aangeboden op').fill('2026-01-05');
    await dialog().getByLabel('Vacature').selectOption({ index: 1 });
    const vacancy = (await dialog().getByLabel('Vacature').locator('option:checked').textContent())!.replace(
      / \(.*/,
      '',
    );
    await dialog().getByLabel('Status').selectOption('Geaccepteerd');
    await save();
    const item = offers.getByRole('listitem').filter({ hasText: '5 jan 2026' });
    await item.getByText('Geaccepteerd').waitFor();
    await item.getByText(vacancy, { exact: true }).waitFor();
    await expectAccessible(page, 'admin-candidate-plaatsingen');
    await remove(item, /verwijderen$/);
    await item.waitFor({ state: 'detached' });
  });

  it('is an employment once at the most (C44, C48)', async () => {
    await openTab('placements');
    const employment = card('Dienstverband');
    await employment.getByRole('button', { name: 'Dienstverband: toevoegen' }).click();
    await dialog().getByLabel('In dienst vanaf').fill('2026-01-05');
    await dialog().getByLabel('Uit dienst op').fill('2026-01-04');
    await save();
    await dialog()
      .getByRole('link', { name: /^Uit dienst op: deze dag kan hier niet/ })
      .waitFor();
    await dialog().getByLabel('Uit dienst op').fill('');
    await save();
    await employment.getByText('5 jan 2026').waitFor();
    expect(await employment.getByRole('button', { name: 'Dienstverband: toevoegen' }).count()).toBe(0);
    await remove(employment, /verwijderen$/);
    await employment.getByText('Niets vastgelegd.').waitFor();
  });

  it('is a place in a talent pool, by which people are found (C35, C45)', async () => {
    await openTab('contacts');
    const pools = card('Talentpools');
    await pools.getByRole('button', { name: 'Talentpools: toevoegen' }).click();
    await dialog().getByLabel('Talentpool').selectOption('Oud-medewerkers');
    await dialog().getByLabel('Toegevoegd op').fill('2026-01-06');
    await save();
    const item = pools.getByRole('listitem').filter({ hasText: '6 jan 2026' });
    await item.waitFor();
    await expectAccessible(page, 'admin-candidate-contacten');
    await pools.getByRole('button', { name: 'Talentpools: toevoegen' }).click();
    await dialog().getByLabel('Talentpool').selectOption('Oud-medewerkers');
    await dialog().getByLabel('Toegevoegd op').fill('2026-01-06');
    await save();
    await dialog().getByText('Dit staat er al bij deze persoon.').waitFor();
    await dialog().getByRole('button', { name: 'Annuleren' }).click();
    await remove(item, /verwijderen$/);
  });

  it('is an application that is added and closed, and the term follows (C123, C124, D14)', async () => {
    await openTab('applications');
    await page.getByRole('button', { name: 'Inschrijving toevoegen' }).click();
    await dialog().getByLabel('Gewenste functie').fill('Brugwachter');
    await expectAccessible(page, 'admin-application-add');
    await save();
    const application = page.locator('section').filter({ hasText: 'Brugwachter' }).last();
    await application.getByText('Lopend').waitFor();
    await application.getByRole('button', { name: /uitschrijven$/ }).click();
    await dialog().getByLabel('Status').selectOption('Teruggetrokken');
    await expectAccessible(page, 'admin-application-close');
    await save();
    await application.getByText('Teruggetrokken').first().waitFor();
    expect(await application.getByText('Lopend').count()).toBe(0);
  });

  it('are his wishes too, each as a list (C167–C171)', async () => {
    await openTab('data');
    const wishes = card('Wensen');
    await wishes.getByRole('button', { name: /wijzigen$/ }).click();
    const regions = wishes.getByLabel('Gewenste regio’s');
    const before = await regions.inputValue();
    await regions.fill('Utrecht, Zeeland');
    await wishes.getByRole('button', { name: 'Opslaan' }).click();
    await wishes.getByText(/^(Utrecht, Zeeland|Zeeland, Utrecht)$/).waitFor();
    await wishes.getByRole('button', { name: /wijzigen$/ }).click();
    await regions.fill(before);
    await wishes.getByRole('button', { name: 'Opslaan' }).click();
    await wishes.getByText('Opgeslagen').waitFor();
  });

  it('is a consent that is given or withdrawn, after a question (H22, H24, H25)', async () => {
    await openTab('details');
    const consents = card('Toestemmingen');
    const words = 'Mijn gegevens mogen worden gebruikt voor andere vacatures';
    const note = consents.getByRole('button', { name: `Vastleggen: ${words}` });
    const withdraw = consents.getByRole('button', { name: `Intrekken: ${words}` });
    await note.or(withdraw).waitFor();
    const answer = async (deed: 'Vastleggen' | 'Intrekken') => {
      await (deed === 'Vastleggen' ? note : withdraw).click();
      await page.getByRole('alertdialog').getByRole('button', { name: deed, exact: true }).click();
      await (deed === 'Vastleggen' ? withdraw : note).waitFor();
    };
    const deeds =
      (await note.count()) > 0 ? (['Vastleggen', 'Intrekken'] as const) : (['Intrekken', 'Vastleggen'] as const);
    for (const deed of deeds) await answer(deed);
    await expectAccessible(page, 'admin-candidate-details-toestemming');
  });

  it('can’t be changed by who may only look', async () => {
    const { page: reader, context } = await visitor(browser);
    await signInToAdmin(reader, url, inject('demoLogins').READ_ONLY);
    for (const tab of ['career', 'placements', 'contacts', 'applications', 'details']) {
      await reader.goto(`${person}?tab=${tab}`);
      await reader.getByRole('heading', { level: 2 }).first().waitFor();
      expect(
        await reader
          .getByRole('button', { name: /toevoegen$|wijzigen$|verwijderen$|uitschrijven$|^Intrekken|^Vastleggen/ })
          .count(),
      ).toBe(0);
    }
    await context.close();
  });

  it('leads to vacancies that are kept on a screen of their own', async () => {
    await page.goto(`${url}/admin/vacatures`);
    await page.locator('table[aria-busy="false"]').waitFor();
    await expectAccessible(page, 'admin-vacatures');
    await page.getByRole('button', { name: 'Vacature toevoegen' }).click();
    await save();
    await dialog().getByRole('link', { name: 'Functie: dit moet ingevuld zijn' }).waitFor();
    const reference = `T-${String(process.pid)}-${String(await page.evaluate(() => performance.now()))}`;
    await dialog().getByLabel('Functie').fill('Brugwachter');
    await dialog().getByLabel('Kenmerk').fill(reference);
    await expectAccessible(page, 'admin-vacature-toevoegen');
    await save();
    await page.getByLabel('Zoek een vacature').fill(reference);
    await page.getByText('1 vacature', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Brugwachter wijzigen' }).click();
    await dialog().getByLabel('Status').selectOption('vervuld');
    await save();
    await page.getByRole('row').filter({ hasText: reference }).getByText('vervuld').waitFor();
    await page.getByRole('button', { name: 'Vacature toevoegen' }).click();
    await dialog().getByLabel('Functie').fill('Brugwachter');
    await dialog().getByLabel('Kenmerk').fill(reference);
    await save();
    await dialog().getByText('dit bureau heeft al een vacature met dit kenmerk').first().waitFor();
  });

  it('leads to talent pools and external agencies, which are named and named anew', async () => {
    await page.goto(`${url}/admin/talentpools`);
    await page.getByText('Leidinggevend talent').first().waitFor();
    await expectAccessible(page, 'admin-talentpools');
    const name = `Brugwachters ${String(process.pid)}`;
    await page
      .getByLabel(/^Nieuwe talentpool van/)
      .first()
      .fill(name);
    await page.getByRole('button', { name: 'Talentpool toevoegen' }).first().click();
    await page.getByRole('button', { name: `${name} hernoemen` }).click();
    await page.getByLabel('Naam').fill('Direct inzetbaar');
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Deze naam is al in gebruik bij dit bureau.').waitFor();
    await page.getByLabel('Naam').fill(`${name} nieuw`);
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByRole('button', { name: `${name} nieuw hernoemen` }).waitFor();
    const pool = page.getByRole('listitem').filter({ hasText: 'Direct inzetbaar' }).first();
    await pool.getByRole('link', { name: /^[\d.]+ personen$/ }).click();
    await page.waitForURL(/pool=/);
    await page.locator('table[aria-busy="false"]').waitFor();
    await expectAccessible(page, 'admin-candidates-pool');
    await page.goto(`${url}/admin/vacatures?tab=externe-bureaus`);
    await page.getByText('De Flexbrug').first().waitFor();
    await expectAccessible(page, 'admin-externe-bureaus');
  });
});
