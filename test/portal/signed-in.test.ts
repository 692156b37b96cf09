import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
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
  WIDE,
  type Installation,
  type MailServer,
  type Person,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Sluiskade';
const PASSWORD = 'zes zeilen boven het meer';
const [sanne, grace] = [somebody('Sanne'), somebody('Grace', 'en')] as [Person, Person];
const OWN_PAGES = [
  '/mijn',
  '/mijn/gegevens',
  '/mijn/privacy',
  '/mijn/job-alerts',
  '/mijn/sollicitaties',
  '/mijn/documenten',
  '/mijn/ontvangers',
  '/mijn/account',
];
/** 1280 px at 400 % (WCAG 1.4.10) and at 200 % (1.4.4). */
const ENLARGED = [
  { width: 320, height: 512 },
  { width: 640, height: 450 },
];
/** A telephone far from its mast. */
const SLOW = { offline: false, latency: 300, downloadThroughput: 100_000, uploadThroughput: 50_000 };
/** What moves without being asked to, as the browser measures it; `web-vitals` calls up to 0.1 good. */
const SHIFTS = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries())
      if (!one.hadRecentInput)
        window.shifts.push({ value: one.value, of: one.sources.map(({ node, previousRect: a, currentRect: b }) =>
          (node?.outerHTML ?? node?.textContent ?? '?').slice(0, 60) + ' ' + [a.y, b.y, a.height, b.height].map(Math.round).join()) });
  }).observe({ type: 'layout-shift', buffered: true });`;

describe('the pages of who is signed in', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  const pages: Partial<Record<'nl' | 'en', Page>> = {};
  const mishaps: string[][] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [sanne, grace]);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  const heading = (page: Page, name?: string) =>
    page
      .getByRole('heading', { level: 1, ...(name === undefined ? {} : { name }) })
      .first()
      .waitFor();
  const settled = async (page: Page) => {
    await page.locator('[data-waiting]').first().waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
  };
  async function openSlowly(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    await line.send('Network.emulateNetworkConditions', SLOW);
    await page.addInitScript(SHIFTS);
    await page.goto(address);
    return page;
  }
  /** @returns how much of the page moved, and what. */
  async function moved(page: Page): Promise<{ sum: number; what: unknown }> {
    await heading(page);
    await settled(page);
    const shifts = await page.evaluate<{ value: number }[]>('window.shifts');
    return { sum: shifts.reduce((sum, { value }) => sum + value, 0), what: shifts };
  }

  it.each([NARROW, WIDE])(
    'begin with a question that doesn’t move on a slow line, $width px wide',
    async (viewport) => {
      const { context } = await visitor(browser, { viewport });
      const page = await openSlowly(context, linkIn((await mail.waitForMails(sanne.email))[0]!));
      await page.getByRole('button', { name: 'Gegevens bewaren' }).waitFor();
      const { sum, what } = await moved(page);
      expect(sum, JSON.stringify(what, null, 1)).toBeLessThan(0.01);
      await context.close();
    },
  );

  it('are there after a profile was made', async () => {
    for (const [person, language] of [
      [sanne, 'nl'],
      [grace, 'en'],
    ] as const) {
      const one = await visitor(browser, { locale: language === 'nl' ? 'nl-NL' : 'en-GB' });
      mishaps.push(one.mishaps);
      const { page } = one;
      const nl = language === 'nl';
      await page.goto(linkIn((await mail.waitForMails(person.email))[0]!));
      await page.getByRole('button', { name: nl ? 'Gegevens bewaren' : 'Keep my data' }).click();
      await page.getByRole('checkbox', { name: nl ? 'Maak een profiel aan' : 'Create a profile' }).check();
      await page.getByRole('button', { name: nl ? 'Opslaan' : 'Save' }).click();
      await heading(page, nl ? 'Profiel maken' : 'Create a profile');
      await page.getByLabel(nl ? 'Gebruikersnaam' : 'User name').fill(`${person.callName}.sluis`);
      await page.getByLabel(nl ? 'Wachtwoord' : 'Password', { exact: true }).fill(PASSWORD);
      await page.getByRole('button', { name: nl ? 'Registreren' : 'Register' }).click();
      await heading(page, nl ? 'Kijk in je mail' : 'Look in your mail');
      await page.goto(/https?:\/\/\S+#[\w-]+/.exec((await mail.waitForMails(person.email, 2))[1]!.text!)![0]);
      await page.getByRole('button', { name: nl ? 'Profiel bevestigen' : 'Confirm profile' }).click();
      await page
        .getByRole('main')
        .getByRole('link', { name: nl ? 'Inloggen' : 'Sign in' })
        .click();
      await heading(page, nl ? 'Inloggen' : 'Sign in');
      await page.getByLabel(nl ? 'Gebruikersnaam of mailadres' : 'User name or mail address').fill(person.email);
      await page.getByLabel(nl ? 'Wachtwoord' : 'Password', { exact: true }).fill(PASSWORD);
      await page
        .getByRole('main')
        .getByRole('button', { name: nl ? 'Inloggen' : 'Sign in' })
        .click();
      await heading(
        page,
        nl ? `Dag ${person.callName} ${person.lastName}` : `Hello ${person.callName} ${person.lastName}`,
      );
      pages[language] = page;
    }
  });

  for (const language of ['nl', 'en'] as const)
    it.each(OWN_PAGES)(
      `pass axe in ${language} at 320 px and twice enlarged, without scrolling sideways: %s`,
      async (path) => {
        const page = pages[language]!;
        await page.goto(`${product.url}${path}`);
        await heading(page);
        await settled(page);
        expect(await page.evaluate('document.documentElement.lang')).toBe(language);
        await expectAccessible(page, `own${path.replaceAll('/', '-')}-${language}`, ENLARGED);
      },
    );

  it.each([
    ['/mijn/privacy', 'Gegevens anoniem maken', 'alertdialog'],
    ['/mijn/gegevens', 'Opmaker verwijderen', 'alertdialog'],
    ['/mijn/job-alerts', 'Job-alert maken', 'dialog'],
    ['/mijn/account', 'Account verwijderen', 'dialog'],
  ] as const)('pass axe with the dialog that asks: %s, %s', async (path, button, role) => {
    const page = pages.nl!;
    await page.goto(`${product.url}${path}`);
    await heading(page);
    await settled(page);
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole(role).waitFor();
    await expectAccessible(page, `own${path.replaceAll('/', '-')}-dialog`, [WIDE, ...ENLARGED]);
    await page.keyboard.press('Escape');
    await page.getByRole(role).waitFor({ state: 'detached' });
  });

  it.each(OWN_PAGES)('don’t move on a slow line: %s', async (path) => {
    const context = pages.nl!.context();
    for (const viewport of [NARROW, WIDE]) {
      const page = await openSlowly(context, 'about:blank');
      await page.setViewportSize(viewport);
      await page.goto(`${product.url}${path}`);
      const { sum, what } = await moved(page);
      expect(sum, `${String(viewport.width)} px: ${JSON.stringify(what, null, 1)}`).toBeLessThan(0.01);
      await page.close();
    }
  });

  it('made no mistake by themselves', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
