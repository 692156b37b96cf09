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

const dutch = somebody('Jelle');
const english = somebody('Kate', 'en');

describe('the candidate’s pages', () => {
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
    await setUpAgency(installation, 'Bureau Beurs');
    await askPeople(installation, 'Bureau Beurs', [dutch, english]);
    const somebodyElse = await visitor(browser);
    mishaps.push(somebodyElse.mishaps);
    page = somebodyElse.page;
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });
  const linkOf = async ({ email }: Person) => linkIn((await mail.waitForMails(email))[0]!);

  it('are accessible at the beginning, and where there is no page', async () => {
    await page.goto(product.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectAccessible(page, 'portal-home');
    await page.goto(`${product.url}/is-er-niet`);
    await page.getByRole('heading', { level: 1, name: 'Deze pagina bestaat niet' }).waitFor();
    await expectAccessible(page, 'portal-not-found');
  });

  it('are accessible for a link that is unknown', async () => {
    await page.goto(`${product.url}/bewaren#${'A'.repeat(43)}`);
    await page.getByRole('heading', { level: 1, name: 'We herkennen deze link niet' }).waitFor();
    await expectAccessible(page, 'portal-unknown');
  });

  it('are accessible with the question, and with the confirmation that it asks', async () => {
    await page.goto(await linkOf(dutch));
    await page.getByRole('button', { name: 'Gegevens anoniem maken' }).waitFor();
    await expectAccessible(page, 'portal-question');
    await page.getByRole('button', { name: 'Gegevens anoniem maken' }).click();
    await page.getByRole('alertdialog').waitFor();
    await expectAccessible(page, 'portal-confirm');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  });

  it('are accessible in English, and can be walked with the keyboard alone', async () => {
    const reader = await visitor(browser, { locale: 'en-GB' });
    mishaps.push(reader.mishaps);
    await reader.page.goto(await linkOf(english));
    await reader.page.getByRole('button', { name: 'Make my data anonymous' }).waitFor();
    await expectAccessible(reader.page, 'portal-question-english');
    const focused = () => reader.page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""');
    for (let steps = 0; (await focused()) !== 'Make my data anonymous'; steps += 1) {
      expect(steps).toBeLessThan(30);
      await reader.page.keyboard.press('Tab');
    }
    await reader.page.keyboard.press('Enter');
    await reader.page.getByRole('alertdialog').waitFor();
    await expect.poll(() => focused()).toBe('Cancel');
    await reader.page.keyboard.press('Tab');
    expect(await focused()).toBe('Continue');
    await reader.page.keyboard.press('Enter');
    await reader.page.getByRole('heading', { level: 1, name: 'Your data is anonymous' }).waitFor();
    await expectAccessible(reader.page, 'portal-anonymised-english');
  });

  it('are accessible once the answer was to keep, and when the link is opened again', async () => {
    await page.getByRole('button', { name: 'Gegevens bewaren' }).click();
    await page.getByRole('heading', { level: 1, name: 'We bewaren je gegevens tot' }).waitFor();
    await expectAccessible(page, 'portal-kept');
    await page.reload();
    await page.getByText('Je hebt deze vraag al beantwoord.').waitFor();
    await expectAccessible(page, 'portal-answered');
  });

  it('have made no mistake by themselves', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
