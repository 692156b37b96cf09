import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { csv, expectAccessible, openBrowser, registration, signInToAdmin, somebody, visitor } from '../kit/index.ts';

describe('the staff’s screens', () => {
  const url = inject('demoUrl');
  let browser: Browser;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, url, inject('demoLogins').ADMIN);
  });
  afterAll(() => browser.close());

  const total = async () =>
    Number(/[\d.]+/.exec((await page.getByText(/^[\d.]+ kandidaten$/).textContent())!)![0].replace('.', ''));
  const settled = () => page.locator('table[aria-busy="false"]').waitFor();
  const names = () => page.getByRole('row').getByRole('link').allTextContents();
  const towns = () => page.locator('td[data-label="Woonplaats"]').allInnerTexts();
  async function openList(search = '') {
    await page.goto(`${url}/admin/kandidaten${search}`);
    await settled();
  }

  it('signs nobody in who doesn’t know the password, and says so', async () => {
    const { page: stranger, context } = await visitor(browser);
    await stranger.goto(`${url}/admin/kandidaten`);
    await stranger.getByRole('button', { name: 'Aanmelden' }).waitFor();
    await expectAccessible(stranger, 'admin-login');
    await stranger.getByRole('button', { name: 'Aanmelden' }).click();
    await stranger.getByRole('link', { name: 'Vul uw e-mailadres in' }).waitFor();
    await expectAccessible(stranger, 'admin-login-errors');
    await stranger.getByLabel('E-mailadres').fill('niemand@nergens.example');
    await stranger.getByLabel('Wachtwoord').fill('verkeerd');
    await stranger.getByRole('button', { name: 'Aanmelden' }).click();
    await stranger.getByText('Het e-mailadres of het wachtwoord klopt niet.').waitFor();
    await context.close();
  });

  it('shows the candidates, accessibly, wide and narrow', async () => {
    await openList();
    expect(await total()).toBeGreaterThan(1_900);
    await expectAccessible(page, 'admin-candidates');
  });

  it('filters by the days before the expiry date, in the address (H48)', async () => {
    await openList();
    const all = await total();
    await page.getByLabel('Dagen voor AVG-passeerdatum (≤)').fill('30');
    await page.getByLabel('Dagen voor AVG-passeerdatum (≤)').press('Enter');
    await page.waitForURL(/[?&]days=30/);
    await expect.poll(() => total()).toBeLessThan(all);
    const found = await total();
    expect(found).toBeGreaterThan(0);
    await page.reload();
    await settled();
    expect(await total()).toBe(found);
    await page.goBack();
    await expect.poll(() => total()).toBe(all);
  });

  it('sorts by a heading and back, in the address', async () => {
    await openList();
    await page.getByRole('button', { name: 'Woonplaats' }).click();
    await page.waitForURL(/order=TOWN_ASC/);
    await page.getByRole('columnheader', { name: 'Woonplaats' }).and(page.locator('[aria-sort="ascending"]')).waitFor();
    await settled();
    const ascending = await towns();
    expect(ascending).toHaveLength(25);
    expect(ascending.toSorted()).toEqual(ascending);
    await page.getByRole('button', { name: 'Woonplaats' }).click();
    await page.waitForURL(/order=TOWN_DESC/);
    await expect.poll(async () => (await towns())[0]! > ascending.at(-1)!).toBe(true);
  });

  it('pages forward and back to where it was, in the address', async () => {
    await openList();
    const first = await names();
    expect(first).toHaveLength(25);
    await page.getByRole('button', { name: 'Volgende' }).click();
    await page.waitForURL(/after=/);
    await expect.poll(() => names()).not.toEqual(first);
    const second = await names();
    expect(second.filter((name) => first.includes(name)).length).toBeLessThan(25);
    await page.reload();
    await settled();
    expect(await names()).toEqual(second);
    await page.getByRole('button', { name: 'Vorige' }).click();
    await page.waitForURL(/before=/);
    await expect.poll(() => names()).toEqual(first);
  });

  it('says that nobody was found, and how to go on', async () => {
    await page.goto(`${url}/admin/kandidaten?search=geen-mens-heet-zo`);
    await page.getByText('Geen kandidaten gevonden').waitFor();
    await expectAccessible(page, 'admin-candidates-none');
    await page.getByRole('button', { name: 'Filters wissen' }).first().click();
    await settled();
    expect(await total()).toBeGreaterThan(1_900);
  });

  it('shows one candidate with all his groups of fields', async () => {
    await openList('?state=PLANNED');
    await page.getByRole('row').getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Personalia' }).waitFor();
    await expectAccessible(page, 'admin-candidate');
    for (const tab of [
      'Inschrijvingen',
      'Loopbaan',
      'Plaatsingen',
      'Contacten',
      'Documenten',
      'Details',
      'Mails',
      'Bewijzen',
    ]) {
      const link = page
        .getByRole('navigation', { name: 'Onderdelen van het dossier' })
        .getByRole('link', { name: tab });
      await link.click();
      await link.and(page.locator('[aria-current="page"]')).waitFor();
      await expectAccessible(page, `admin-candidate-${tab.toLowerCase()}`);
    }
  });

  it('anonymises nobody with a memo that names him, and one whom it does not name (C57–C61, D8)', async () => {
    await openList('?state=ACTIVE&order=REGISTERED_ASC');
    const link = page.getByRole('row').getByRole('link').first();
    const name = (await link.textContent())!.trim();
    await link.click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await page.getByRole('link', { name: 'Loopbaan' }).click();
    await page.waitForURL(/tab=/);
    await page.getByRole('button', { name: 'Anonimiseren' }).click();
    const dialog = page.getByRole('dialog', { name: `${name} anonimiseren?` });
    await dialog.getByText('Dit kan niet ongedaan worden gemaakt').waitFor();
    await expectAccessible(page, 'admin-anonymise');

    await dialog.getByLabel('Memo (niet verplicht)').fill(`Op verzoek van ${name}`);
    await dialog.getByRole('button', { name: 'Anonimiseren' }).click();
    await dialog.getByText('De memo bevat een gegeven van deze persoon.').first().waitFor();
    expect((await page.getByRole('heading', { level: 1 }).textContent())!.trim()).toBe(name);
    await expectAccessible(page, 'admin-anonymise-refused');

    await dialog.getByLabel('Memo (niet verplicht)').fill('Op verzoek van de kandidaat');
    await dialog.getByRole('button', { name: 'Anonimiseren' }).click();
    await page.getByText('De kandidaat is geanonimiseerd').waitFor();
    // Nor in what is read out of the page, which follows its title.
    await expect.poll(() => page.locator('body').textContent()).not.toContain(name);
    await page.getByRole('link', { name: 'Bewijs bekijken' }).click();
    await page.getByText('Door een medewerker').waitFor();
    await page.getByText('Op verzoek van de kandidaat').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(name);
    await expectAccessible(page, 'admin-anonymised');
  });

  it.each([
    ['geplande-anonimiseringen', 'Geplande anonimiseringen'],
    ['verzonden-mails', 'Verzonden mails'],
    ['bewaartermijnen', 'Bewaartermijnen'],
    ['importeren', 'Importeren'],
  ])('shows %s, accessibly, wide and narrow', async (path, title) => {
    await page.goto(`${url}/admin/${path}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await expect.poll(() => page.locator('[aria-busy="true"]').count()).toBe(0);
    await expectAccessible(page, `admin-${path}`);
  });

  it('previews an import with its problems, accessibly, and writes nothing', async () => {
    await page.goto(`${url}/admin/importeren`);
    const row = registration(somebody('Ids'), '01-03-2026');
    await page.getByLabel('CSV-bestand').setInputFiles({
      name: 'met-fouten.csv',
      mimeType: 'text/csv',
      buffer: csv([row, { ...row, 'E-mail': 'geen adres', Kandidaatnummer: 'K-2' }]),
    });
    await page.getByRole('button', { name: 'Bestand controleren' }).click();
    await page.getByText('1 fout', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Importeren' }).isDisabled()).toBe(true);
    await expectAccessible(page, 'admin-import-preview');
  });

  it('signs out, and shows nothing of it to who comes after (S12)', async () => {
    await openList();
    await page.getByRole('button', { name: 'Afmelden' }).first().click();
    await page.getByRole('button', { name: 'Aanmelden' }).waitFor();
    await page.goto(`${url}/admin/kandidaten`);
    await page.getByRole('button', { name: 'Aanmelden' }).waitFor();
  });

  it('has made no mistake by itself', () => {
    expect(mishaps).toEqual([]);
  });
});
