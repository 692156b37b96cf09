import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPeople,
  expectAccessible,
  look,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  somebody,
  visitor,
  type Installation,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Uitvoering';
const PATH = '/admin/geplande-anonimiseringen/uitvoeringen';
/** After the date on which whoever was asked would go, if it went by itself. */
const DUE = '2027-04-05T09:00:00+02:00';

describe('runs in the admin (C17, D13)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    const login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [somebody('Eva'), somebody('Frits'), somebody('Greet')]);
    product = await installation.start({ FAKE_NOW: DUE });
    await look(
      await product.databaseUrl(),
      `insert into hold (id, candidate_id, reason, until, placed_at)
       select uuidv7(), id, 'DISPUTE', date '2028-01-01', now() from candidate where call_name = 'Greet' returning id`,
    );
    ({ page } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
    await page.goto(`${product.url}${PATH}`);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  it('say so while there are none', async () => {
    await page.getByText('Nog niets uitgevoerd').waitFor();
    await expectAccessible(page, 'runs-none');
  });

  it('are started for all that is due, once the number was read and the word was typed', async () => {
    await page.getByRole('button', { name: 'Alles uitvoeren' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 personen worden geanonimiseerd').waitFor();
    // What to expect of it (B11): too few are alike to be called anonymous.
    await dialog.getByText('3 van de 3 personen blijven met minder dan vijf gelijken over').waitFor();
    await expectAccessible(page, 'runs-start');
    await dialog.getByRole('button', { name: 'Uitvoeren' }).click();
    await dialog.getByRole('link', { name: 'Typ het woord ANONIMISEREN over.' }).waitFor();
    await dialog.getByLabel('Typ ANONIMISEREN om door te gaan').fill('anonimiseren');
    await dialog.getByRole('button', { name: 'Uitvoeren' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('tell by themselves when they are done, how many went, and who was skipped and why (F8)', async () => {
    const run = page.getByRole('listitem').filter({ hasText: 'Met de hand, alles wat aan de beurt was' });
    await run.getByText('Klaar').waitFor({ timeout: 60_000 });
    const facts = await run.locator('dl').innerText();
    expect(facts.replaceAll(/\s+/g, ' ')).toBe('Personen 3 Geanonimiseerd 2 Overgeslagen 1 Mislukt 0 Nog te doen 0');
    await run.getByText('Wie is overgeslagen').click();
    await run.getByRole('link', { name: 'Greet van Greet' }).waitFor();
    await run.getByText('Er geldt een bewaarplicht', { exact: false }).waitFor();
    await expectAccessible(page, 'runs');
  });

  it('tell how far whoever went can still be told apart, beside what was to be expected (B11)', async () => {
    const run = page.getByRole('listitem').filter({ hasText: 'Met de hand, alles wat aan de beurt was' });
    await run.getByText('Herleidbaarheid vooraf en achteraf').click();
    await run.getByText('3 van de 3 personen blijven met minder dan vijf gelijken over').waitFor();
    await run.getByText('2 van de 2 personen blijven met minder dan vijf gelijken over').waitFor();
    await run.getByText('Kleinste groepen: 1 groep van 2.').waitFor();
    await expectAccessible(page, 'runs-identifiability');
  });

  it('are not started when nobody is due', async () => {
    await look(await product.databaseUrl(), `update erasure_plan set due_on = date '2028-01-01' where state = 'PLANNED' returning id`); // prettier-ignore
    await page.getByRole('button', { name: 'Alles uitvoeren' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bij dit bureau is niemand aan de beurt.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Uitvoeren' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Annuleren' }).click();
  });

  it('speak English too', async () => {
    await page.getByRole('button', { name: 'EN English' }).click();
    await page.getByText('By hand, everything that was due').waitFor();
    await expectAccessible(page, 'runs-english');
  });
});
