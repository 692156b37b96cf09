import pg from 'pg';
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

const AGENCY = 'Bureau Halverwege';
const PATH = '/admin/geplande-anonimiseringen/uitvoeringen';
const DUE = '2027-04-05T09:00:00+02:00';
/** Two batches of five hundred are under way at a time: these are a hundred more. */
const PEOPLE = 1_100;

describe('a long run in the admin (C17, D13)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;
  /** Holds every person, so that a run comes no further than to ask for them. */
  let holder: pg.Client;

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    const login = await setUpAgency(installation, AGENCY);
    await askPeople(installation, AGENCY, [somebody('Eva')]);
    product = await installation.start({ FAKE_NOW: DUE });
    const database = await product.databaseUrl();
    await look(
      database,
      `with person as (
         insert into candidate select (jsonb_populate_record(c, jsonb_build_object('id', uuidv7(), 'email_private', null))).*
         from candidate c, generate_series(2, ${String(PEOPLE)}) returning id)
       insert into erasure_plan select (jsonb_populate_record(p, jsonb_build_object('id', uuidv7(), 'candidate_id', person.id))).*
       from erasure_plan p, person returning id`,
    );
    holder = new pg.Client({ connectionString: database });
    await holder.connect();
    ({ page } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
    await page.goto(`${product.url}${PATH}`);
    await page.getByText('Nog niets uitgevoerd').waitFor();
  });
  afterAll(async () => {
    await holder.end();
    await browser.close();
    await installation.remove();
  });

  const run = () => page.getByRole('listitem').filter({ hasText: 'Met de hand, alles wat aan de beurt was' });
  const facts = async () => (await run().locator('dl').innerText()).replaceAll(/\s+/g, ' ');

  it('shows how far it is, and that one may leave the page', async () => {
    await holder.query('begin');
    await holder.query('select from candidate for update');
    await page.getByRole('button', { name: 'Alles uitvoeren' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1.100 personen worden geanonimiseerd').waitFor();
    await dialog.getByLabel('Typ ANONIMISEREN om door te gaan').fill('anonimiseren');
    await dialog.getByRole('button', { name: 'Uitvoeren' }).click();
    await dialog.waitFor({ state: 'detached' });
    await run().getByRole('progressbar', { name: '0 van 1.100 personen' }).waitFor();
    await run().getByText('U kunt deze pagina verlaten; de uitvoering gaat door.').waitFor();
    await expectAccessible(page, 'runs-under-way');
  });

  it('is stopped after the people who are being done, once the question was answered', async () => {
    // Both batches have been claimed when both wait for their people.
    const waiting = async () =>
      look(await product.databaseUrl(), `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'with locked as (select from candidate c%'`); // prettier-ignore
    await expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBe(2);
    const question = page.getByRole('alertdialog');
    try {
      await run().getByRole('button', { name: 'Stoppen' }).click();
      await question.getByText('Wie al is geanonimiseerd, blijft dat.').waitFor();
      await question.getByRole('button', { name: 'Door laten gaan' }).click();
      await question.waitFor({ state: 'detached' });
      await run().getByRole('button', { name: 'Stoppen' }).click();
      await question.getByRole('button', { name: 'Stoppen' }).click();
      await run().getByText('Wordt gestopt na de personen die nu aan de beurt zijn.').waitFor();
      expect(await run().getByRole('button', { name: 'Stoppen' }).count()).toBe(0);
      await expectAccessible(page, 'runs-stopping');
    } finally {
      await holder.query('rollback');
    }
    await run().getByText('Gestopt', { exact: true }).waitFor({ timeout: 60_000 });
    expect(await facts()).toBe('Personen 1.100 Geanonimiseerd 1.000 Overgeslagen 0 Mislukt 0 Nog te doen 100');
  });

  it('is taken up again for who was not reached, and says of whom the database refused him', async () => {
    const database = await product.databaseUrl();
    const [left] = await look<{ id: string }>(database, 'select id from candidate where not anonymised limit 1');
    // What somebody’s own trigger or constraint could do.
    await look(
      database,
      `alter table candidate add constraint stays check (not anonymised or id <> '${left!.id}') not valid`,
    );
    await run().getByRole('button', { name: '100 personen opnieuw proberen' }).click();
    await run().getByText('Klaar').waitFor({ timeout: 60_000 });
    expect(await facts()).toBe('Personen 1.100 Geanonimiseerd 1.099 Overgeslagen 0 Mislukt 1 Nog te doen 0');
    await run().getByText('weigerde de database (code 23514)').waitFor();
    await run().getByText('Bij wie het mislukte', { exact: true }).click();
    await run().getByRole('link', { name: 'Eva van Eva' }).waitFor();
    await expectAccessible(page, 'runs-failed');
  });

  it('is tried again for who failed, until nobody is left for it', async () => {
    await look(await product.databaseUrl(), 'alter table candidate drop constraint stays');
    await run().getByRole('button', { name: '1 persoon opnieuw proberen' }).click();
    await expect
      .poll(facts, { timeout: 60_000 })
      .toBe('Personen 1.100 Geanonimiseerd 1.100 Overgeslagen 0 Mislukt 0 Nog te doen 0');
    await run().getByText('Klaar').waitFor();
    expect(await run().getByRole('button', { name: 'opnieuw proberen' }).count()).toBe(0);
    expect(await run().getByText('weigerde de database').count()).toBe(0);
  });
});
