import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  confirmWithPassword,
  expectAccessible,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  startMailServer,
  visitor,
  type Installation,
  type Login,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const CHOSEN = 'mosterd na de soep en taart';
const RENEWED = 'peper bij de koffie en cake';

/** Six digits for now, as an app makes them (RFC 6238). */
function codeOf(secret: string, now: Date): string {
  const bits = Array.from(secret.replaceAll(' ', ''))
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(now.getTime() / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const offset = hash.at(-1)! & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('an employee’s account, from invitation on', () => {
  let mail: MailServer;
  let installation: Installation;
  let product: Product;
  let browser: Browser;
  let admin: Login;
  const guest = { email: 'guest@bureau-oever.example', password: CHOSEN };
  let page: Page;
  let mishaps: string[];
  let secret: string;
  let recoveryCode: string;
  let lastCode = '';

  beforeAll(async () => {
    mail = await startMailServer();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start();
    admin = await setUpAgency(installation, 'Bureau Oever');
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  async function mailedLink(address: string, count: number): Promise<string> {
    const letters = await mail.waitForMails(address, count);
    const [link] = /https?:\/\/\S+#[\w-]{43}/.exec(letters[count - 1]!.text!) ?? [];
    expect(link).toBeDefined();
    return link!;
  }
  /** A code that was not used yet: the app shows another one each half minute. */
  async function freshCode(): Promise<string> {
    await expect.poll(() => codeOf(secret, new Date()), { timeout: 40_000, interval: 500 }).not.toBe(lastCode);
    lastCode = codeOf(secret, new Date());
    return lastCode;
  }
  async function signIn(visiting: Page, { email, password }: Login) {
    await visiting.goto(`${product.url}/admin/login`);
    await visiting.getByLabel('E-mailadres').fill(email);
    await visiting.getByLabel('Wachtwoord').fill(password);
    await visiting.getByRole('button', { name: 'Aanmelden' }).click();
  }
  const open = async (visiting: Page, path: string, title: string) => {
    await visiting.goto(`${product.url}/admin/${path}`);
    await visiting.getByRole('heading', { level: 1, name: title }).waitFor();
  };

  it('is made by an admin, who sees who works there', async () => {
    await signInToAdmin(page, product.url, admin);
    await open(page, 'medewerkers', 'Medewerkers');
    await page.getByText('Eigen login van Bureau Oever').waitFor();
    await page.getByRole('button', { name: 'Medewerker uitnodigen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Medewerker uitnodigen' });
    await dialog.getByRole('button', { name: 'Uitnodigen' }).click();
    await dialog.getByRole('link', { name: 'Kies een rol' }).waitFor();
    await expectAccessible(page, 'admin-staff-invite-errors');
    await dialog.getByLabel('Naam').fill('Gijs de Gast');
    await dialog.getByLabel('E-mailadres').fill(guest.email);
    await dialog.getByLabel('Rol').selectOption('Recruiter');
    await expectAccessible(page, 'admin-staff-invite');
    await dialog.getByRole('button', { name: 'Uitnodigen' }).click();
    const question = page.getByRole('dialog', { name: 'Bevestig dat u het bent' });
    await question.getByRole('button', { name: 'Verder' }).click();
    await question.getByRole('link', { name: 'Vul uw wachtwoord in' }).waitFor();
    await expectAccessible(page, 'admin-confirm-errors');
    // Who turns back has changed nothing, and lost nothing of what he typed.
    await question.getByRole('button', { name: 'Annuleren' }).click();
    await dialog.getByText('Er is niets gewijzigd: u hebt niet bevestigd dat u het bent.').first().waitFor();
    expect(await dialog.getByLabel('Naam').inputValue()).toBe('Gijs de Gast');
    await dialog.getByRole('button', { name: 'Uitnodigen' }).click();
    await confirmWithPassword(page, { ...admin, password: `${admin.password}!` });
    await question.getByRole('link', { name: 'Dit is niet uw wachtwoord.' }).waitFor();
    await confirmWithPassword(page, admin);
    await page.getByText('Gijs de Gast is uitgenodigd.').waitFor();
    await page.getByText('Uitnodiging geldig tot').waitFor();
    await expectAccessible(page, 'admin-staff');
  });

  it('gets a password by the mailed link, which changes nothing by being opened (S9)', async () => {
    const link = await mailedLink(guest.email, 1);
    const { page: guestPage, context, mishaps: own } = await visitor(browser);
    for (let times = 0; times < 3; times += 1) {
      await guestPage.goto('about:blank');
      await guestPage.goto(link);
      await guestPage.getByRole('heading', { level: 1, name: 'Welkom bij Wisbaar' }).waitFor();
    }
    expect(guestPage.url()).not.toContain('#');
    await expectAccessible(guestPage, 'admin-invited');
    await guestPage.getByLabel('Nieuw wachtwoord').fill('wachtwoord1234');
    await guestPage.getByRole('button', { name: 'Wachtwoord instellen' }).click();
    await guestPage.getByText('te makkelijk te raden').first().waitFor();
    await expectAccessible(guestPage, 'admin-invited-error');
    await guestPage.getByLabel('Nieuw wachtwoord').fill(CHOSEN);
    await guestPage.getByRole('button', { name: 'Wachtwoord instellen' }).click();
    await guestPage.getByText('Uw wachtwoord is ingesteld.').waitFor();
    await expectAccessible(guestPage, 'admin-password-set');
    await guestPage.getByRole('link', { name: 'Naar aanmelden' }).click();
    await signInToAdmin(guestPage, product.url, guest);

    await guestPage.goto('about:blank');
    await guestPage.goto(link);
    await guestPage.getByText('Deze link is verlopen of al gebruikt.').waitFor();
    await expectAccessible(guestPage, 'admin-link-used');
    expect(own).toEqual([]);
    await context.close();
  });

  it('gets a second step with an app and recovery codes', async () => {
    const { page: guestPage, context } = await visitor(browser);
    await signInToAdmin(guestPage, product.url, guest);
    await guestPage.getByRole('link', { name: 'Mijn account' }).click();
    await guestPage.getByRole('heading', { level: 1, name: 'Mijn account' }).waitFor();
    await guestPage.getByText('Dit apparaat').waitFor();
    await expectAccessible(guestPage, 'admin-account');
    await guestPage.getByRole('button', { name: 'Tweede stap aanzetten' }).click();
    const dialog = guestPage.getByRole('dialog');
    await dialog.getByLabel('Uw wachtwoord, ter bevestiging').fill(CHOSEN);
    await dialog.getByRole('button', { name: 'Verder' }).click();
    await dialog.getByRole('img', { name: 'QR-code voor uw app' }).waitFor();
    await expectAccessible(guestPage, 'admin-second-factor');
    secret = (await dialog.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!;
    lastCode = codeOf(secret, new Date());
    await dialog.getByRole('textbox', { name: 'Code' }).fill(lastCode);
    await dialog.getByRole('button', { name: 'Tweede stap aanzetten' }).click();
    await dialog.getByText('Bewaar uw herstelcodes').first().waitFor();
    await expectAccessible(guestPage, 'admin-recovery-codes');
    const codes = await dialog.getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    recoveryCode = codes[0]!.trim();
    await dialog.getByLabel('Ik heb de codes bewaard').check();
    await dialog.getByRole('button', { name: 'Klaar' }).click();
    await guestPage.getByText('U hebt nog 10 van 10 herstelcodes.').waitFor();
    await context.close();
  });

  it('is signed in to in two steps', async () => {
    const { page: guestPage, context } = await visitor(browser);
    await signIn(guestPage, guest);
    await guestPage.getByRole('heading', { level: 1, name: 'Nog één stap' }).waitFor();
    await expectAccessible(guestPage, 'admin-login-code');
    await guestPage.getByLabel('Code').fill('000000');
    await guestPage.getByRole('button', { name: 'Aanmelden' }).click();
    await guestPage.getByText('Deze code klopt niet').first().waitFor();
    await expectAccessible(guestPage, 'admin-login-code-error');
    await guestPage.getByLabel('Code').fill(await freshCode());
    await guestPage.getByRole('button', { name: 'Aanmelden' }).click();
    await guestPage.getByRole('heading', { level: 1, name: 'Kandidaten' }).waitFor();

    await open(guestPage, 'account', 'Mijn account');
    await guestPage.getByRole('button', { name: 'Alle andere beëindigen' }).click();
    await guestPage.getByText(/Andere sessies beëindigd: \d/).waitFor();
    await expectAccessible(guestPage, 'admin-account-second-factor');
    await context.close();
  });

  it('gets another password when it was forgotten, and keeps its second step', async () => {
    const { page: guestPage, context } = await visitor(browser);
    await guestPage.goto(`${product.url}/admin/login`);
    await guestPage.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
    await guestPage.getByRole('heading', { level: 1, name: 'Wachtwoord vergeten' }).waitFor();
    await guestPage.getByLabel('E-mailadres').fill(guest.email);
    await guestPage.getByRole('button', { name: 'Link mailen' }).click();
    await guestPage.getByText('Kijk in uw mail').waitFor();
    await expectAccessible(guestPage, 'admin-forgotten');
    await guestPage.goto('about:blank');
    await guestPage.goto(await mailedLink(guest.email, 2));
    await guestPage.getByRole('heading', { level: 1, name: 'Nieuw wachtwoord kiezen' }).waitFor();
    await guestPage.getByLabel('Nieuw wachtwoord').fill(RENEWED);
    await guestPage.getByRole('button', { name: 'Wachtwoord instellen' }).click();
    await guestPage.getByText('Uw wachtwoord is ingesteld.').waitFor();
    guest.password = RENEWED;
    await signIn(guestPage, guest);
    await guestPage.getByLabel('Code').fill(recoveryCode);
    await guestPage.getByRole('button', { name: 'Aanmelden' }).click();
    await guestPage.getByRole('heading', { level: 1, name: 'Kandidaten' }).waitFor();
    await context.close();
  });

  it('gets another mail address when its owner confirms it there', async () => {
    const { page: guestPage, context } = await visitor(browser);
    await signIn(guestPage, guest);
    await guestPage.getByLabel('Code').fill(await freshCode());
    await guestPage.getByRole('button', { name: 'Aanmelden' }).click();
    await guestPage.getByRole('heading', { level: 1, name: 'Kandidaten' }).waitFor();
    await open(guestPage, 'account', 'Mijn account');
    await guestPage.getByRole('button', { name: 'Mailadres wijzigen' }).click();
    const dialog = guestPage.getByRole('dialog');
    await dialog.getByLabel('Nieuw mailadres').fill('gast@bureau-oever.example');
    await dialog.getByLabel('Uw wachtwoord, ter bevestiging').fill(RENEWED);
    await dialog.getByRole('button', { name: 'Mailadres wijzigen' }).click();
    await dialog.getByText('Vul ook de code uit uw app in.').first().waitFor();
    await dialog.getByLabel('Code uit uw app').fill(await freshCode());
    await expectAccessible(guestPage, 'admin-account-email');
    await dialog.getByRole('button', { name: 'Mailadres wijzigen' }).click();
    await guestPage.getByText('Er is een mail onderweg naar het nieuwe adres.').waitFor();
    await guestPage.goto('about:blank');
    await guestPage.goto(await mailedLink('gast@bureau-oever.example', 1));
    await guestPage.getByText('Voortaan aanmelden met dit mailadres?').waitFor();
    await expectAccessible(guestPage, 'admin-email-confirm');
    await guestPage.getByRole('button', { name: 'Mailadres bevestigen' }).click();
    await guestPage.getByText('U meldt zich voortaan aan met dit mailadres.').waitFor();
    guest.email = 'gast@bureau-oever.example';
    await context.close();
  });

  it('is closed by the admin, at once, and by nobody for the last admin', async () => {
    const { page: guestPage, context } = await visitor(browser);
    await signIn(guestPage, guest);
    await guestPage.getByLabel('Code').fill(await freshCode());
    await guestPage.getByRole('button', { name: 'Aanmelden' }).click();
    await guestPage.getByRole('heading', { level: 1, name: 'Kandidaten' }).waitFor();

    await open(page, 'medewerkers', 'Medewerkers');
    await page.getByRole('button', { name: 'Account uitzetten: Gijs de Gast' }).click();
    await expectAccessible(page, 'admin-staff-disable');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Account uitzetten' }).click();
    await page.getByText('Het account van Gijs de Gast is uitgezet.').waitFor();
    await guestPage.reload();
    await guestPage.getByRole('heading', { level: 1, name: 'Aanmelden' }).waitFor();
    await context.close();

    await page.getByRole('button', { name: 'Beheerder wijzigen' }).click();
    await page.getByRole('dialog').getByLabel('Rol').selectOption('Recruiter');
    await page.getByRole('dialog').getByRole('button', { name: 'Opslaan' }).click();
    await page.getByText('Dit is de laatste actieve beheerder').first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('can be held to an agency’s own login, whose settings say what is wrong', async () => {
    await open(page, 'medewerkers', 'Medewerkers');
    await page.getByRole('button', { name: 'Eigen login instellen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Naam op de knop').fill('Oever-account');
    await dialog.getByLabel('Adres van de provider').fill('http://localhost:9');
    await dialog.getByLabel('Client-ID').fill('wisbaar');
    await dialog.getByLabel('Maildomeinen').fill('bureau-oever.example');
    await dialog.getByLabel('Uw wachtwoord, ter bevestiging').fill(admin.password);
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await dialog.getByText('Op dit adres antwoordt geen OpenID Connect-provider.').first().waitFor();
    await expectAccessible(page, 'admin-provider');
    expect(mishaps).toEqual([]);
  });

  it('leaves no password, code, link or address in the log (F16)', () => {
    for (const text of [CHOSEN, RENEWED, guest.email, recoveryCode, secret.replaceAll(' ', '')])
      expect(product.said()).not.toContain(text);
  });
});
