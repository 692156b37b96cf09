import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { graphql } from 'wisbaar-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  expectAccessible,
  look,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  startBeside,
  startMailServer,
  tablesHolding,
  visitor,
  type Installation,
  type Login,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const SET = 'Opschonen na proef';
const SOMEBODY = 'Zonderling';
const Agencies = graphql(`
  query AgenciesOfAcceptance {
    agencies {
      id
    }
    installation {
      environment
    }
  }
`);
const Register = graphql(`
  mutation RegisterForAcceptance($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
    }
  }
`);
const AskReset = graphql(`
  mutation ResetForAcceptance($input: RequestPasswordResetInput!) {
    requestPasswordReset(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

describe('rules that are tried on acceptance and go to production as a file (B12, C13–C16)', () => {
  let browser: Browser;
  let mails: MailServer;
  let installation: Installation;
  let product: Product;
  let acceptance: Awaited<ReturnType<typeof startBeside>>;
  let acceptanceDatabase: string;
  let customerLogin: Login;
  const adminThere: Login = { email: 'beheer@proef.example', password: 'nog een lang genoeg geheim' };
  const consultantLogin = { email: 'chris@bureau-proef.example', password: 'een lang genoeg wachtwoord' };
  let file: string;
  let mark: string;

  beforeAll(async () => {
    browser = await openBrowser();
    mails = await startMailServer();
    installation = await makeInstallation();
    customerLogin = await setUpAgency(installation, 'Bureau Proef');
    product = await installation.start();
    const database = await product.databaseUrl();
    const api = await new ApiClient(product.url).signIn(customerLogin);
    const [agency] = (await api.ask(Agencies, {})).agencies;
    await api.ask(Register, { input: { agencyId: agency!.id, lastName: SOMEBODY, emailPrivate: `${SOMEBODY}@mail.example` } }); // prettier-ignore
    await look(database, 'create database acceptatie');
    acceptanceDatabase = Object.assign(new URL(database), { pathname: '/acceptatie' }).href;
    await addConsultant(database);
    const copied = await installation.run(
      ['copy-to-acceptance', '--to', acceptanceDatabase, '--admin-email', adminThere.email, '--admin-password-stdin'],
      { stdin: adminThere.password },
    );
    expect(copied).toMatchObject({ code: 0, stderr: '' });
    expect(copied.stdout).toContain('candidate: 1 of 1\n');
    expect(copied.stdout).toContain('1 invented candidates');
    await addConsultant(acceptanceDatabase);
    acceptance = await startBeside(product, { DATABASE_URL: acceptanceDatabase, SMTP_URL: mails.url }, 'serve');
  });
  afterAll(async () => {
    await browser.close();
    await acceptance.stop();
    await installation.remove();
    await mails.stop();
  });

  const addConsultant = (database: string) =>
    look(
      database,
      `with new_staff as (
         insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Chris Proef', $1, (select password_hash from staff_user where password_hash is not null limit 1), id
         from role where built_in = 'CONSULTANT' returning id)
       insert into staff_agency (staff_id, agency_id) select n.id, a.id from new_staff n, agency a`,
      [consultantLogin.email],
    );
  async function signedIn(url: string, login: Login): Promise<Page> {
    const { page } = await visitor(browser);
    await signInToAdmin(page, url, login);
    return page;
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const theBar = (page: Page) => page.getByRole('region', { name: 'Acceptatieomgeving' });

  it('has nobody of production there, and says on every page what it is', async () => {
    expect(await tablesHolding(await product.databaseUrl(), [SOMEBODY])).not.toEqual([]);
    expect(await tablesHolding(acceptanceDatabase, [SOMEBODY])).toEqual([]);
    const { page } = await visitor(browser);
    await page.goto(`${acceptance.url}/admin/login`);
    await theBar(page).getByText('De mensen hier zijn verzonnen').waitFor();
    await expectAccessible(page, 'acceptance-login');
    await page.goto(acceptance.url);
    await theBar(page).waitFor();
    await expectAccessible(page, 'acceptance-portal');
    const english = (await visitor(browser, { locale: 'en-GB' })).page;
    await english.goto(acceptance.url);
    await english.getByText('The people here are invented, and no mail leaves it.').waitFor();
    await page.goto(`${product.url}/admin/login`);
    await page.getByLabel('Wachtwoord').waitFor();
    expect(await theBar(page).count()).toBe(0);
    const api = await new ApiClient(acceptance.url).signIn(adminThere);
    expect((await api.ask(Agencies, {})).installation.environment).toBe('ACCEPTANCE');
  });

  it('sends no letter to anybody, though a mail server is set: it goes to the mailbox', async () => {
    await new ApiClient(acceptance.url).ask(AskReset, { input: { email: adminThere.email } });
    const { page } = await visitor(browser);
    await expect
      .poll(
        async () => {
          await page.goto(`${acceptance.url}/mailbox`);
          return page.getByText(`Aan ${adminThere.email}`).count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    expect(mails.mails).toEqual([]);
  });

  it('lets rules be made and approved there, and saved as a file', async () => {
    const there = { email: consultantLogin.email, password: adminThere.password };
    const consultant = await signedIn(acceptance.url, there);
    await consultant.goto(`${acceptance.url}/admin/regels`);
    await button(consultant, 'Nieuwe set regels').click();
    await consultant.getByLabel('Naam', { exact: true }).fill(SET);
    await button(consultant, 'Set maken').click();
    await button(consultant, 'Opslaan').click();
    await button(consultant, 'Voorleggen aan de klant').click();
    await consultant.getByText('Ter goedkeuring').waitFor();
    const customer = await signedIn(acceptance.url, adminThere);
    await customer.goto(consultant.url());
    mark = await customer.locator('code').innerText();
    await approve(customer);
    await expectAccessible(customer, 'acceptance-approved');
    const [download] = await Promise.all([
      customer.waitForEvent('download'),
      button(customer, 'Opslaan als bestand').click(),
    ]);
    expect(download.suggestedFilename()).toBe('Opschonen-na-proef.json');
    file = await readFile(await download.path(), 'utf8');
    expect(JSON.parse(file)).toMatchObject({ name: SET, contentHash: mark, agencies: ['Bureau Proef'] });
  });

  async function approve(customer: Page) {
    await button(customer, 'Goedkeuren').click();
    const question = customer.getByRole('alertdialog');
    await question.getByLabel('Kenmerk').fill(mark);
    await question.getByRole('button', { name: 'Goedkeuren' }).click();
    await customer.getByText('Goedgekeurd').first().waitFor();
  }

  it('is refused on production when somebody touched the file, with what is wrong and where', async () => {
    const consultant = await signedIn(product.url, consultantLogin);
    await consultant.goto(`${product.url}/admin/regels`);
    await button(consultant, 'Bestand inlezen').click();
    const dialog = consultant.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Bestand inlezen' }).click();
    await dialog.getByText('Kies eerst een bestand.').waitFor();
    await expectAccessible(consultant, 'rules-import-empty');
    const choose = (text: string) =>
      dialog
        .getByLabel('Bestand met regels')
        .setInputFiles({ name: 'regels.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    for (const [text, said] of [
      [file.replace('"plus": false', '"plus": true'), 'Het bestand is na het opslaan gewijzigd'],
      [file.replace('"Bureau Proef"', '"Bureau Elders"'), 'Op deze plaats in het bestand: agencies.0.'],
      ['Beste klant', 'Dit is geen bestand met regels.'],
    ] as const) {
      await choose(text);
      await dialog.getByRole('button', { name: 'Bestand inlezen' }).click();
      await dialog.getByText(said).waitFor();
    }
    await expectAccessible(consultant, 'rules-import-refused');
    await choose(file);
    await dialog.getByRole('button', { name: 'Bestand inlezen' }).click();
    await consultant.getByRole('heading', { level: 1, name: SET }).waitFor();
    await consultant.getByText('Op acceptatie goedgekeurd op').waitFor();
    expect(await consultant.locator('code').innerText()).toBe(mark);
    await expectAccessible(consultant, 'rules-imported');
  });

  it('is approved there by the same mark, and goes live', async () => {
    const customer = await signedIn(product.url, customerLogin);
    await customer.goto(`${product.url}/admin/regels`);
    expect(await button(customer, 'Bestand inlezen').count()).toBe(0);
    await customer.getByRole('link', { name: SET }).click();
    await approve(customer);
    await button(customer, 'Bekijken').click();
    await button(customer, 'Live zetten').click();
    await customer.getByRole('alertdialog').getByRole('button', { name: 'Live zetten' }).click();
    await button(customer, 'Buiten gebruik stellen').waitFor();
  });

  it('goes by the command line too, and says in one sentence what is wrong', async () => {
    const path = join(installation.dataDir, 'regels.json');
    const out = await installation.run(['export-rule-set', SET]);
    expect(out).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(out.stdout)).toMatchObject({ contentHash: mark });
    await writeFile(path, out.stdout);
    const back = await installation.run(['import-rule-set', path]);
    expect(back).toMatchObject({ code: 0, stderr: '' });
    expect(back.stdout).toContain(mark);
    await writeFile(path, out.stdout.replace('BLOCKED_ALWAYS', 'NIEMAND'));
    expect(await installation.run(['import-rule-set', path])).toMatchObject({
      code: 1,
      stderr: 'content.rules.0.kind: There is no such rule.\n',
    });
    expect(await installation.run(['copy-to-acceptance', '--to', acceptanceDatabase])).toMatchObject({ code: 1 });
    expect(await installation.run(['copy-to-acceptance'])).toMatchObject({ code: 2 });
  });
});
