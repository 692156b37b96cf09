import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  confirmWithPassword,
  expectAccessible,
  makeInstallation,
  openBrowser,
  sendWithKey,
  setUpAgency,
  signInToAdmin,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const WHO = '{ apiClient { name } }';

describe('the screen API-sleutels (conventions, API 9)', () => {
  let installation: Installation;
  let product: Product;
  let browser: Browser;
  let page: Page;
  let mishaps: string[];
  let login: Login;

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Charlois');
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
    await page.getByRole('link', { name: 'API-sleutels' }).click();
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  const statusOf = async (key: string) => (await sendWithKey(product.url, key, WHO)).status;
  const rowOf = (key: string) => page.getByRole('row').filter({ hasText: key.slice(0, 14) });
  /** What the dialog shows, which is then closed. */
  async function takeShownKey(): Promise<string> {
    await page.getByText('U ziet deze sleutel nu één keer').waitFor();
    const key = (await page.getByRole('dialog').locator('code').textContent())!;
    await page.getByRole('button', { name: 'Ik heb de sleutel bewaard' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    return key;
  }
  let first: string;
  let second: string;

  it('says what they are for while there are none', async () => {
    await page.getByText('Nog geen API-clients').waitFor();
    await expectAccessible(page, 'admin-api-keys-none');
  });

  it('asks for what is missing, and chooses no role by itself, also when it was opened before anything had come', async () => {
    const { promise: mayGo, resolve: letGo } = Promise.withResolvers<undefined>();
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('grantableRoles')) await mayGo;
      await route.continue();
    });
    await page.reload();
    await page.getByRole('button', { name: 'API-client maken' }).click();
    await page.getByRole('dialog').locator('[aria-busy]').waitFor();
    letGo(undefined);
    await page.getByRole('button', { name: 'Maken en sleutel tonen' }).click();
    await page.getByRole('link', { name: 'Kies een rol' }).waitFor();
    await page.getByLabel('Naam').fill('Salarispakket');
    await page.getByLabel('Rol').selectOption({ label: 'Alleen lezen' });
    await page.getByLabel('Websites').fill('http://zonder-slot.example');
    await page.getByRole('button', { name: 'Maken en sleutel tonen' }).click();
    await confirmWithPassword(page, login);
    await page.getByRole('link', { name: /Geef hooguit tien websites/ }).waitFor();
    await expectAccessible(page, 'admin-api-keys-form');
  });

  it('shows a new key once, to be copied', async () => {
    await page.getByLabel('Websites').fill('https://app.salarispakket.example/');
    await page.getByRole('button', { name: 'Maken en sleutel tonen' }).click();
    await page.getByText('U ziet deze sleutel nu één keer').waitFor();
    await expectAccessible(page, 'admin-api-keys-shown');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Sleutel kopiëren' }).click();
    await page.getByText('Gekopieerd').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    first = await takeShownKey();
    expect(copied).toBe(first);
    expect(await statusOf(first)).toBe(200);
    await page.reload();
    await rowOf(first).waitFor();
    expect(await page.content()).not.toContain(first.slice(15));
  });

  it('makes a second key beside the first, shows when each was used, and makes no third', async () => {
    await page.getByRole('button', { name: 'Nieuwe sleutel voor Salarispakket' }).click();
    const issue = page.getByRole('dialog').getByRole('button', { name: 'Nieuwe sleutel' });
    await issue.click();
    second = await takeShownKey();
    expect([await statusOf(first), await statusOf(second)]).toEqual([200, 200]);
    await page.getByRole('button', { name: 'Nieuwe sleutel voor Salarispakket' }).click();
    await issue.click();
    await page.getByText('Er zijn al twee geldige sleutels. Trek er eerst een in.').waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    expect(await rowOf(second).textContent()).not.toContain('Nog niet gebruikt');
    await expectAccessible(page, 'admin-api-keys');
  });

  it('revokes the old key after a question, at once', async () => {
    await rowOf(first)
      .getByRole('button', { name: /intrekken$/ })
      .click();
    await expectAccessible(page, 'admin-api-keys-revoke');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Intrekken' }).click();
    await rowOf(first).getByText('Ingetrokken').waitFor();
    expect([await statusOf(first), await statusOf(second)]).toEqual([401, 200]);
  });

  it('gives the client another role, and shuts it out and in again', async () => {
    await page.getByRole('button', { name: 'Salarispakket wijzigen' }).click();
    await page.getByLabel('Rol').selectOption({ label: 'Recruiter' });
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Recruiter', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Salarispakket uitschakelen' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Uitschakelen' }).click();
    await page.getByText('Uitgeschakeld', { exact: true }).waitFor();
    expect(await statusOf(second)).toBe(401);
    await page.getByRole('button', { name: 'Salarispakket inschakelen' }).click();
    await page.getByText('Salarispakket is weer ingeschakeld.').waitFor();
    expect(await statusOf(second)).toBe(200);
    expect(mishaps).toEqual([]);
  });
});
