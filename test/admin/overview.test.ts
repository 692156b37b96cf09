import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPeople,
  confirmWithPassword,
  expectAccessible,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  somebody,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Overzicht';

describe('the overview of who will go (H47–H49)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;
  let login: Login;
  let mishaps: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [somebody('Hanna'), somebody('Ilse'), somebody('Joost')]);
    product = await installation.start({ FAKE_NOW: '2027-04-05T09:00:00+02:00' });
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });
  const tab = (name: string) => page.getByRole('navigation', { name: 'Weergaven' }).getByRole('link', { name });
  const choose = (name: string) => page.getByRole('row', { name }).getByRole('checkbox').check();

  it('keeps its filters as a view, for oneself or for the agency, and takes it away again', async () => {
    await page.goto(`${product.url}/admin/kandidaten?days=45`);
    await page.getByText('3 kandidaten', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Weergaven', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Weergaven' });
    await dialog.getByRole('button', { name: 'Weergave bewaren' }).click();
    await dialog.getByRole('link', { name: 'Geef de weergave een naam' }).waitFor();
    await dialog.getByLabel('Naam van de weergave').fill('Komende weken');
    await dialog.getByLabel('Voor wie').selectOption({ label: `Iedereen bij ${AGENCY}` });
    await dialog.getByRole('button', { name: 'Weergave bewaren' }).click();
    await tab('Alle').click();
    await tab('Komende weken').click();
    await page.waitForURL((url) => url.searchParams.get('days') === '45');
    await page.locator('[aria-current="page"]', { hasText: 'Komende weken' }).waitFor();
    await page.getByRole('button', { name: 'Weergaven', exact: true }).click();
    await expectAccessible(page, 'admin-saved-views');
    await dialog.getByRole('button', { name: 'Weergave Komende weken verwijderen' }).click();
    await dialog.getByText('Bewaarde weergaven').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    expect(await tab('Komende weken').count()).toBe(0);
  });

  it('extends whom was chosen, after saying how many', async () => {
    await choose('Hanna');
    await choose('Ilse');
    await page.getByRole('button', { name: 'Verlengen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bewaartermijnen verlengen' });
    await dialog.getByText('2 gekozen. Bij 2 kan het.').waitFor();
    await dialog.getByRole('button', { name: '2 termijnen verlengen' }).click();
    await page.getByText('2 termijnen zijn verlengd.').waitFor();
  });

  it('holds one, and then leaves him out of what is done to everybody of the list, saying why', async () => {
    await page.goto(`${product.url}/admin/kandidaten`);
    await choose('Joost');
    await page.getByRole('button', { name: 'Bewaarplicht' }).click();
    const hold = page.getByRole('dialog', { name: 'Bewaarplicht vastleggen' });
    await hold.getByLabel('Reden').fill('Een lopende zaak bij de rechter');
    await hold.getByLabel('Laatste dag').fill('2027-12-31');
    await hold.getByRole('button', { name: 'Voor 1 persoon vastleggen' }).click();
    await page.getByText('De bewaarplicht is vastgelegd voor 1 persoon.').waitFor();

    await page.getByRole('checkbox', { name: 'Alles op deze pagina kiezen' }).first().check();
    await page.getByRole('button', { name: 'Anonimiseren' }).click();
    const dialog = page.getByRole('dialog', { name: 'Kandidaten nu anonimiseren' });
    await dialog.getByText('3 gekozen. Bij 2 kan het.').waitFor();
    await dialog.getByText(/^1 overgeslagen: Er geldt een bewaarplicht/).waitFor();
    await expectAccessible(page, 'admin-bulk-anonymise');
    await dialog.getByRole('button', { name: '2 kandidaten anonimiseren' }).click();
    await dialog.getByRole('link', { name: 'Typ het woord ANONIMISEREN over.' }).waitFor();
    await dialog.getByLabel('Typ ANONIMISEREN om door te gaan').fill('anonimiseren');
    await dialog.getByRole('button', { name: '2 kandidaten anonimiseren' }).click();
    await confirmWithPassword(page, login);
    await page.getByRole('link', { name: 'Naar Uitvoeringen' }).click();
    await page.getByText('Met de hand, gekozen in de lijst van kandidaten').waitFor();
    await page.getByText('Klaar', { exact: true }).waitFor();
    await page.goto(`${product.url}/admin/kandidaten?state=ANONYMISED`);
    await page.getByText('2 kandidaten', { exact: true }).waitFor();
    expect(mishaps).toEqual([]);
  });
});
