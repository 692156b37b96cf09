import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  expectAccessible,
  makeInstallation,
  NARROW,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  visitor,
  WIDE,
  type Installation,
  type Product,
} from '../kit/index.ts';

describe('a label’s privacy statement, from draft to footer (H11–H19)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let admin: Page;
  let portal: Page;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation({});
    product = await installation.start();
    const login = await setUpAgency(installation, 'Bureau Vuurtoren');
    const [staff, stranger] = [await visitor(browser), await visitor(browser)];
    admin = staff.page;
    portal = stranger.page;
    mishaps.push(staff.mishaps, stranger.mishaps);
    await signInToAdmin(admin, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  const text = () => admin.getByRole('textbox', { name: 'Tekst' });
  const preview = () => admin.locator('[data-preview]');
  async function putLive() {
    await admin.getByRole('button', { name: 'Live zetten' }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Live zetten' }).click();
  }

  it('is not shown to anybody while it is a draft', async () => {
    await portal.goto(`${product.url}/l/bureau-vuurtoren/privacy`);
    await portal.getByText('Bureau Vuurtoren heeft nog geen privacystatement.').waitFor();
  });

  it('is written beside a preview that has the terms of the settings in it (H12, H18, H19)', async () => {
    await admin.getByRole('link', { name: 'Labels' }).click();
    await admin.getByRole('heading', { level: 1, name: 'Labels' }).waitFor();
    await expectAccessible(admin, 'admin-labels');
    await admin.getByRole('link', { name: 'Bureau Vuurtoren' }).click();
    await admin.getByRole('heading', { name: 'Pagina’s: privacystatement' }).waitFor();
    await preview().getByText('32 dagen').waitFor();
    await preview().getByText('730 dagen (2 jaar)').first().waitFor();
    await expectAccessible(admin, 'admin-statement');
  });

  it('does not go live without both terms (H18)', async () => {
    await text().fill('Wij bewaren je gegevens **{termijnEnkeleVacature}**.');
    await admin.getByText('Beide bewaartermijnen moeten in de tekst staan.').waitFor();
    expect(await admin.getByRole('button', { name: 'Live zetten' }).isDisabled()).toBe(true);
    await expectAccessible(admin, 'admin-statement-missing');
  });

  it('runs nothing that is typed into it (S14)', async () => {
    await text().fill('Let op <img src=x onerror="document.title=1"><script>document.title=1</script> goed');
    await preview().getByText('Let op goed').waitFor();
    expect(await preview().locator('img, script').count()).toBe(0);
  });

  it('goes live after a confirmation, and is then in the footer and on a page of its own (H13, H14)', async () => {
    await text().fill(
      '## Wat we doen\n\nWij zoeken werk voor je.\n\nEén vacature: {termijnEnkeleVacature}. Meer: {termijnMeerdereVacatures}.',
    );
    await admin.getByRole('button', { name: 'Concept opslaan' }).click();
    await admin.getByText('Het concept is opgeslagen.').waitFor();
    await admin.getByRole('button', { name: 'Live zetten' }).click();
    await admin.getByRole('alertdialog').waitFor();
    await expectAccessible(admin, 'admin-statement-confirm');
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Live zetten' }).click();
    await admin.getByText('Versie 1 is nu live.').waitFor();

    await portal.goto(product.url);
    await portal.getByRole('contentinfo').getByRole('link', { name: 'Privacystatement' }).click();
    await portal.getByRole('link', { name: 'Privacystatement van Bureau Vuurtoren' }).waitFor();
    await expectAccessible(portal, 'portal-privacy-labels');
    await portal.getByRole('link', { name: 'Privacystatement van Bureau Vuurtoren' }).click();
    await portal.getByRole('heading', { name: 'Wat we doen' }).waitFor();
    await portal.getByText('Eén vacature: 32 dagen. Meer: 730 dagen (2 jaar).').waitFor();
    await portal.getByText('Versie 1, geldig sinds').waitFor();
    await expectAccessible(portal, 'portal-statement');
    await admin.getByRole('contentinfo').getByRole('link', { name: 'Privacystatement' }).waitFor();
  });

  it('keeps every version, and shows what changed (H13)', async () => {
    await text().fill(
      '## Wat we doen\n\nWij zoeken en vinden werk voor je.\n\nEén vacature: {termijnEnkeleVacature}. Meer: {termijnMeerdereVacatures}.',
    );
    await putLive();
    await admin.getByText('Versie 2 is nu live.').waitFor();
    await admin.getByText('Toegevoegd: Wij zoeken en vinden werk voor je.').waitFor();
    await admin.getByText('Verwijderd: Wij zoeken werk voor je.').waitFor();
    await expectAccessible(admin, 'admin-statement-versions');
    await portal.reload();
    await portal.getByText('Wij zoeken en vinden werk voor je.').waitFor();
  });

  it('stands below the logo of the label, which is no taller than the name beside it', async () => {
    const head = portal.getByRole('banner');
    const tall = async (viewport: typeof NARROW) => {
      await portal.setViewportSize(viewport);
      return (await head.boundingBox())!.height;
    };
    const before = [await tall(NARROW), await tall(WIDE)];
    expect(await head.locator('img').count()).toBe(0);
    // Any picture will do: one of this very screen, larger than a heading has room for.
    const picture = await admin.screenshot({ clip: { x: 0, y: 0, width: 480, height: 160 } });
    await admin.getByLabel('Logo', { exact: true }).setInputFiles({
      ...{ name: 'logo.png', mimeType: 'image/png', buffer: picture },
    });
    await admin.getByRole('button', { name: 'Uiterlijk opslaan' }).click();
    await admin.getByText('Het uiterlijk is opgeslagen.').waitFor();
    for (const path of ['/inschrijven', '/privacy']) {
      await portal.goto(`${product.url}/l/bureau-vuurtoren${path}`);
      await portal.getByRole('heading', { level: 1 }).waitFor();
      await head.getByRole('link', { name: 'Bureau Vuurtoren' }).locator('img').waitFor();
      await expect.poll(() => portal.evaluate('document.querySelector("header img").naturalWidth')).toBe(480);
      expect([await tall(NARROW), await tall(WIDE)]).toEqual(before);
    }
    await expectAccessible(portal, 'portal-logo');
  });

  it('stands beside what is kept, how long and why (B1)', async () => {
    await portal.getByRole('link', { name: 'Wat we bewaren en hoe lang' }).click();
    await portal.getByRole('heading', { level: 1, name: 'Wat we bewaren en hoe lang' }).waitFor();
    await portal.getByText('Je solliciteert op één vacature.').waitFor();
    await portal.getByRole('heading', { name: 'Telefoon en e-mail' }).waitFor();
    await expectAccessible(portal, 'portal-retention-overview');
  });

  it('is there in English too, in the admin and in the portal', async () => {
    await admin.getByRole('combobox', { name: 'Taal van de tekst' }).selectOption('en');
    await preview().getByText('730 days (2 years)').first().waitFor();
    await putLive();
    await admin.getByText('Versie 1 is nu live.').waitFor();
    await portal.getByRole('button', { name: /English/ }).click();
    await portal.getByRole('heading', { level: 1, name: 'What we keep and how long' }).waitFor();
    await expectAccessible(portal, 'portal-retention-overview-english');
    await portal.getByRole('main').getByRole('link', { name: 'Privacy statement' }).click();
    await portal.getByRole('heading', { name: 'How long we keep your data' }).waitFor();
    await portal.getByText('730 days (2 years)').first().waitFor();
    await expectAccessible(portal, 'portal-statement-english');
    await admin.getByRole('button', { name: 'EN English' }).click();
    await admin.getByRole('heading', { name: 'Pages: privacy statement' }).waitFor();
    await expectAccessible(admin, 'admin-statement-english');
  });

  it('is not there for a label that is not there, and nothing went wrong on the way', async () => {
    await portal.goto(`${product.url}/l/bestaat-niet/privacy`);
    await portal.getByText('There is no label at this address.').waitFor();
    expect(mishaps.flat()).toEqual([]);
  });
});
