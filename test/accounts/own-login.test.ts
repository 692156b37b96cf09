import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  agreeAtOwnLogin,
  ApiClient,
  csv,
  expectAccessible,
  makeInstallation,
  openBrowser,
  OWN_LOGIN_CLIENT,
  setUpAgency,
  signInAtOwnLogin,
  signInToAdmin,
  startOwnLogin,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const BSN = '123456782';

describe('an employee with a login of his agency’s own', () => {
  let installation: Installation;
  let product: Product;
  let browser: Browser;
  let login: Awaited<ReturnType<typeof startOwnLogin>>;
  let admin: Login;
  let page: Page;
  let mishaps: string[];
  let candidateId: string;

  beforeAll(async () => {
    installation = await makeInstallation();
    product = await installation.start();
    admin = await setUpAgency(installation, 'Bureau Sluis');
    login = await startOwnLogin(product.url);
    candidateId = await bringWithBsn();
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
  });
  afterAll(async () => {
    await browser.close();
    await login.stop();
    await installation.remove();
  });

  async function bringWithBsn(): Promise<string> {
    const file = join(installation.dataDir, 'people.csv');
    const person = {
      Kandidaatnummer: 'K-1',
      Achternaam: 'Sluiswachter',
      Bsn: BSN,
      'Goedgekeurd op': '01-03-2026',
      Inschrijfdatum: '01-02-2026',
    };
    await writeFile(file, csv([person]));
    expect(await installation.run(['import', file])).toMatchObject({ code: 0 });
    const api = await new ApiClient(product.url).signIn(admin);
    const { data } = await api.send('{ candidates(first: 1) { nodes { id } } }');
    return (data!['candidates'] as { nodes: [{ id: string }] }).nodes[0].id;
  }
  const toLogin = async (visiting: Page) => {
    await visiting.goto(`${product.url}/admin/login?next=${encodeURIComponent(`/admin/kandidaten/${candidateId}`)}`);
    await visiting.getByRole('link', { name: 'Inloggen met Sluis-account' }).click();
  };

  it('finds it on the page to sign in, once an admin has set it', async () => {
    await signInToAdmin(page, product.url, admin);
    await page.goto(`${product.url}/admin/medewerkers`);
    await page.getByRole('button', { name: 'Eigen login instellen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Naam op de knop').fill('Sluis-account');
    await dialog.getByLabel('Adres van de provider').fill(login.issuer);
    await dialog.getByLabel('Client-ID').fill(OWN_LOGIN_CLIENT.id);
    await dialog.getByLabel('Client secret').fill(OWN_LOGIN_CLIENT.secret);
    await dialog.getByLabel('Maildomeinen').fill('bureau-sluis.example');
    await dialog.getByLabel('Uw wachtwoord, ter bevestiging').fill(admin.password);
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('De eigen login is opgeslagen.').waitFor();
  });

  it('signs in by it, and lands on the page that he wanted', async () => {
    const visit = await visitor(browser);
    await visit.page.goto(`${product.url}/admin/login`);
    await visit.page.getByRole('link', { name: 'Inloggen met Sluis-account' }).waitFor();
    await expectAccessible(visit.page, 'admin-login-own-login');
    await toLogin(visit.page);
    await signInAtOwnLogin(visit.page, admin.email);
    await agreeAtOwnLogin(visit.page);
    await visit.page.getByRole('heading', { level: 1, name: 'Sluiswachter' }).waitFor();
    expect(visit.page.url()).toBe(`${product.url}/admin/kandidaten/${candidateId}`);
    expect(visit.mishaps).toEqual([]);
    await visit.context.close();
  });

  it('is told plainly that there is no account here for him', async () => {
    const visit = await visitor(browser);
    await toLogin(visit.page);
    await signInAtOwnLogin(visit.page, 'niemand@bureau-sluis.example');
    await agreeAtOwnLogin(visit.page);
    await visit.page.getByText('Bij deze login hoort hier geen account.').waitFor();
    await expectAccessible(visit.page, 'admin-login-refused');
    await visit.context.close();
  });

  it('shows again who he is by it, where others give their password, before he sees a whole BSN (D18)', async () => {
    // From now on nobody here has a password.
    await page.goto(`${product.url}/admin/medewerkers`);
    await page.getByRole('button', { name: 'Eigen login wijzigen' }).click();
    await page.getByLabel('Aanmelden met wachtwoord mag ook').uncheck();
    // He confirmed a moment ago that it is he.
    await page.getByText('U hebt net bevestigd dat u het bent.').waitFor();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('De eigen login is opgeslagen.').waitFor();

    const visit = await visitor(browser);
    const { page: own } = visit;
    await toLogin(own);
    await signInAtOwnLogin(own, admin.email);
    await agreeAtOwnLogin(own);
    await own.getByRole('heading', { level: 1, name: 'Sluiswachter' }).waitFor();
    await own.getByRole('button', { name: 'BSN tonen' }).click();
    const dialog = own.getByRole('dialog', { name: 'BSN tonen' });
    await dialog.getByText('Bevestig eerst dat u het bent.').waitFor();
    expect(await dialog.getByLabel('Uw wachtwoord, ter bevestiging').count()).toBe(0);
    await expectAccessible(own, 'admin-confirm-own-login');
    await dialog.getByRole('link', { name: 'Bevestigen met Sluis-account' }).click();
    // It asks him anew, though he signed in there a moment ago.
    await signInAtOwnLogin(own, admin.email);
    await own.getByRole('heading', { level: 1, name: 'Sluiswachter' }).waitFor();
    expect(own.url()).toBe(`${product.url}/admin/kandidaten/${candidateId}`);
    await own.getByRole('button', { name: 'BSN tonen' }).click();
    await dialog.getByText('U hebt net bevestigd dat u het bent.').waitFor();
    await dialog.getByLabel('Waarom hebt u het hele BSN nodig?').fill('Controle van de loonaangifte');
    await expectAccessible(own, 'admin-confirmed-own-login');
    await dialog.getByRole('button', { name: 'BSN tonen' }).click();
    await dialog.getByText(`BSN: ${Array.from(BSN).join(' ')}`).waitFor();
    expect(visit.mishaps).toEqual([]);
    await visit.context.close();
  });

  it('shows it in another tab before he lets somebody do more, so that nothing that he typed is lost', async () => {
    const visit = await visitor(browser);
    const { page: own } = visit;
    await own.goto(`${product.url}/admin/login?next=/admin/medewerkers`);
    await own.getByRole('link', { name: 'Inloggen met Sluis-account' }).click();
    await signInAtOwnLogin(own, admin.email);
    await agreeAtOwnLogin(own);
    await own.getByRole('button', { name: 'Medewerker uitnodigen' }).click();
    const form = own.getByRole('dialog', { name: 'Medewerker uitnodigen' });
    await form.getByLabel('Naam').fill('Sara Schut');
    await form.getByLabel('E-mailadres').fill('sara@bureau-sluis.example');
    await form.getByLabel('Rol').selectOption('Recruiter');
    await form.getByRole('button', { name: 'Uitnodigen' }).click();
    const question = own.getByRole('dialog', { name: 'Bevestig dat u het bent' });
    await question.getByText('opent in een nieuw tabblad').waitFor();
    expect(await question.getByLabel('Uw wachtwoord, ter bevestiging').count()).toBe(0);
    await expectAccessible(own, 'admin-confirm-in-tab');
    // Who goes on without having been there is asked again.
    await question.getByRole('button', { name: 'Verder' }).click();
    await question.getByText('U hebt nog niet bevestigd dat u het bent.').waitFor();
    const opening = own.context().waitForEvent('page');
    await question.getByRole('link', { name: 'Bevestigen met Sluis-account' }).click();
    const tab = await opening;
    await signInAtOwnLogin(tab, admin.email);
    await tab.getByRole('heading', { level: 1, name: 'Medewerkers' }).waitFor();
    await tab.close();
    await question.getByRole('button', { name: 'Verder' }).click();
    await own.getByText('Sara Schut is uitgenodigd.').waitFor();
    expect(visit.mishaps).toEqual([]);
    await visit.context.close();
  });

  it('finds no field for a password that he doesn’t have on his account’s page', async () => {
    const visit = await visitor(browser);
    const { page: own } = visit;
    await own.goto(`${product.url}/admin/login?next=/admin/account`);
    await own.getByRole('link', { name: 'Inloggen met Sluis-account' }).click();
    await signInAtOwnLogin(own, admin.email);
    await agreeAtOwnLogin(own);
    await own.getByRole('heading', { level: 1, name: 'Mijn account' }).waitFor();
    await own.getByText('U hebt hier geen wachtwoord: u meldt zich aan met Sluis-account.').waitFor();
    await own.getByRole('button', { name: 'Tweede stap aanzetten' }).click();
    await own.getByRole('dialog').getByRole('link', { name: 'Bevestigen met Sluis-account' }).waitFor();
    await expectAccessible(own, 'admin-account-own-login');
    await visit.context.close();
    expect(mishaps).toEqual([]);
  });
});
