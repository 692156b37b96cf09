import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneTimeCode } from '../faults/deeds/one-time-code.ts';
import {
  expectAccessible,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

describe('a role that asks for a second factor, on the screen', () => {
  let installation: Installation;
  let product: Product;
  let browser: Browser;
  let login: Login;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Kade');
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  it('is made one with a reason', async () => {
    await page.goto(`${product.url}/admin/rollen`);
    await page.getByRole('link', { name: 'Beheerder' }).click();
    await page.getByRole('button', { name: 'Tweede stap' }).click();
    const dialog = page.getByRole('dialog', { name: 'Tweede stap' });
    await dialog.getByLabel('Tweede stap verplicht').check();
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await dialog.getByRole('link', { name: 'Geef een reden van 5 tot 500 tekens.' }).waitFor();
    await expectAccessible(page, 'admin-role-second-factor');
    await dialog.getByLabel('Reden').fill('Beheerders zien hele BSN’s');
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('shows who has none how he sets one up, and nothing else', async () => {
    for (const address of ['kandidaten', 'rollen', 'account']) {
      await page.goto(`${product.url}/admin/${address}`);
      await page.getByRole('heading', { level: 1, name: 'Tweede stap instellen' }).waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
    }
    await expectAccessible(page, 'admin-second-factor-needed');
  });

  it('lets him go on once he has, after he has kept his recovery codes', async () => {
    await page.goto(`${product.url}/admin/rollen`);
    await page.getByLabel('Uw wachtwoord, ter bevestiging').fill(login.password);
    await page.getByRole('button', { name: 'Verder' }).click();
    await page.getByRole('img', { name: 'QR-code voor uw app' }).waitFor();
    const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!;
    await page.getByRole('textbox', { name: 'Code' }).fill(oneTimeCode(secret.replaceAll(' ', '')));
    await page.getByRole('button', { name: 'Tweede stap aanzetten' }).click();
    await page.getByText('Bewaar uw herstelcodes').first().waitFor();
    await expectAccessible(page, 'admin-second-factor-needed-codes');
    await page.getByLabel('Ik heb de codes bewaard').check();
    await page.getByRole('button', { name: 'Klaar' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rollen' }).waitFor();
    await page.getByRole('link', { name: 'Beheerder' }).click();
    await page.getByText('Tweede stap verplicht').first().waitFor();
    await page.getByRole('link', { name: 'Geschiedenis' }).click();
    await page.getByText('Beheerders zien hele BSN’s').waitFor();
    expect(mishaps).toEqual([]);
  });
});
