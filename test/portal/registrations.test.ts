import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  expectAccessible,
  look,
  makeInstallation,
  openBrowser,
  openForms,
  OTHER_VACANCIES,
  setUpAgency,
  signInToAdmin,
  startMailServer,
  STATEMENT_READ,
  visitor,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const CV = { name: 'mijn cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') };

describe('registering on the public pages of a label (H15, H16, H23, H27, H28)', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let admin: Page;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start();
    const login = await setUpAgency(installation, 'Bureau Vuurtoren');
    await openForms(await new ApiClient(product.url).signIn(login), 'Planner transport');
    const staff = await visitor(browser);
    admin = staff.page;
    mishaps.push(staff.mishaps);
    await signInToAdmin(admin, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  async function stranger(path: string): Promise<Page> {
    const someone = await visitor(browser);
    mishaps.push(someone.mishaps);
    await someone.page.goto(path.startsWith('http') ? path : `${product.url}${path}`);
    return someone.page;
  }
  async function fillIn(page: Page, email: string | null): Promise<void> {
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    if (email !== null) await page.getByRole('textbox', { name: 'E-mailadres' }).fill(email);
    await page.getByRole('checkbox', { name: STATEMENT_READ }).check();
  }
  const linkTo = async (email: string, nth = 0) =>
    /https?:\/\/\S+#[\w-]+/.exec((await mail.waitForMails(email, nth + 1))[nth]!.text ?? '')![0];
  async function confirm(email: string): Promise<Page> {
    const page = await stranger(await linkTo(email));
    await page.getByRole('button', { name: 'Inschrijving bevestigen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Je bent ingeschreven' }).waitFor();
    return page;
  }
  const findPerson = async (email: string) => {
    await admin.goto(`${product.url}/admin/kandidaten?search=${encodeURIComponent(email)}`);
    await admin.locator('table[aria-busy="false"]').waitFor();
    return admin.getByRole('row').getByRole('link');
  };

  it('shows a form with the statement to read, and nothing ticked (H15, H23)', async () => {
    const page = await stranger('/l/bureau-vuurtoren/inschrijven');
    await page.getByRole('heading', { level: 1, name: 'Inschrijven bij Bureau Vuurtoren' }).waitFor();
    await page
      .getByRole('region', { name: 'Privacystatement van Bureau Vuurtoren' })
      .getByText('730 dagen')
      .first()
      .waitFor();
    expect(await page.getByRole('checkbox', { name: OTHER_VACANCIES, exact: true }).isChecked()).toBe(false);
    expect(await page.getByRole('checkbox', { name: STATEMENT_READ }).isChecked()).toBe(false);
    await expectAccessible(page, 'portal-checkin');
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByRole('link', { name: 'Vul je voornaam in' }).waitFor();
    await page.getByRole('link', { name: 'Lees het privacystatement en vink aan dat je dat deed' }).waitFor();
    await expectAccessible(page, 'portal-checkin-errors');
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Register with Bureau Vuurtoren' }).waitFor();
    await page
      .getByRole('region', { name: 'Privacy statement of Bureau Vuurtoren' })
      .getByText('730 days')
      .first()
      .waitFor();
    await expectAccessible(page, 'portal-checkin-english');
  });

  it('enters who sends it, once he has confirmed by the link that was mailed', async () => {
    const email = 'sanne@post.example';
    const page = await stranger('/l/bureau-vuurtoren/inschrijven');
    await fillIn(page, email);
    await page.getByRole('checkbox', { name: OTHER_VACANCIES, exact: true }).check();
    await page.getByLabel('Cv').setInputFiles(CV);
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kijk in je mail' }).waitFor();
    await expectAccessible(page, 'portal-sent');
    await admin.goto(`${product.url}/admin/kandidaten?search=${encodeURIComponent(email)}`);
    await admin.getByText('Geen kandidaten gevonden').waitFor();

    const opened = await stranger(await linkTo(email));
    await opened.getByRole('button', { name: 'Inschrijving bevestigen' }).waitFor();
    await expectAccessible(opened, 'portal-confirm-registration');
    // The link's secret is in no address.
    await expect.poll(() => opened.url()).toBe(`${product.url}/bevestigen`);
    const registered = await confirm(email);
    await expectAccessible(registered, 'portal-registered');
    await opened.getByRole('button', { name: 'Inschrijving bevestigen' }).click();
    await opened.getByRole('heading', { level: 1, name: 'Deze link werkt niet meer' }).waitFor();
    await expectAccessible(opened, 'portal-confirmation-closed');

    const received = (await mail.waitForMails(email, 2))[1]!;
    expect(received.text).toContain('Je las versie 1 van ons privacystatement.');
    await (await findPerson(email)).first().click();
    await admin.getByRole('heading', { level: 1, name: 'Sanne Visser' }).waitFor();
    await admin.getByRole('link', { name: 'Details' }).click();
    await admin.getByText('CheckIn-formulier').first().waitFor();
    await admin.getByText('privacystatement 1').first().waitFor();
    await admin.getByRole('button', { name: 'Lees versie 1 van Bureau Vuurtoren' }).first().click();
    await admin.getByRole('dialog').getByText('730 dagen (2 jaar)').first().waitFor();
    await expectAccessible(admin, 'admin-consent-statement');
    await admin.keyboard.press('Escape');
    const [proof] = await Promise.all([
      admin.waitForEvent('download'),
      admin.getByRole('link', { name: 'Bewijs van toestemming als PDF' }).click(),
    ]);
    expect(proof.suggestedFilename()).toBe('bewijs-toestemming.pdf');
    expect((await readFile(await proof.path())).subarray(0, 5).toString()).toBe('%PDF-');
    await admin.getByRole('main').getByRole('link', { name: 'Documenten' }).click();
    await admin.getByText('cv.pdf').waitFor();
  });

  it('says the same to who is known already, and adds his application to his file (S6, H16)', async () => {
    const [known, unknown] = ['sanne@post.example', 'nieuw@post.example'];
    const answers: string[] = [];
    for (const email of [known, unknown]) {
      const page = await stranger('/l/bureau-vuurtoren/vacatures');
      await page.getByRole('link', { name: 'Planner transport' }).click();
      await page.getByRole('heading', { level: 1, name: 'Planner transport' }).waitFor();
      if (email === known) await expectAccessible(page, 'portal-apply');
      await fillIn(page, email);
      await page.getByRole('button', { name: 'Solliciteren' }).click();
      await page.getByRole('heading', { level: 1, name: 'Kijk in je mail' }).waitFor();
      answers.push((await page.getByRole('main').innerText()).replace(email, '…'));
    }
    expect(answers[0]).toBe(answers[1]);
    const page = await stranger(await linkTo(known, 2));
    await page.getByRole('button', { name: 'Inschrijving bevestigen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Je bent ingeschreven' }).waitFor();
    const found = await findPerson(known);
    expect(await found.count()).toBe(1);
    await found.first().click();
    await admin.getByRole('link', { name: 'Inschrijvingen' }).click();
    await admin.getByText('Planner transport').first().waitFor();
  });

  it('takes an application for a vacancy whole: statement, box, CV, and where it is to be seen (H16, H33–H39)', async () => {
    const email = 'sollicitant@post.example';
    const page = await stranger('/l/bureau-vuurtoren/vacatures');
    await page.getByRole('link', { name: 'Planner transport' }).click();
    await page.getByRole('heading', { level: 1, name: 'Planner transport' }).waitFor();
    await page
      .getByRole('region', { name: 'Privacystatement van Bureau Vuurtoren' })
      .getByText('730 dagen')
      .first()
      .waitFor();
    const consent = page.getByRole('checkbox', { name: OTHER_VACANCIES, exact: true });
    expect([await consent.isChecked(), await page.getByRole('checkbox', { name: STATEMENT_READ }).isChecked()]).toEqual(
      [false, false],
    );
    await page.getByRole('button', { name: 'Solliciteren' }).click();
    await page.getByRole('link', { name: 'Vul je voornaam in' }).waitFor();
    await page.getByRole('link', { name: 'Lees het privacystatement en vink aan dat je dat deed' }).waitFor();
    await expectAccessible(page, 'portal-apply-errors');
    await fillIn(page, email);
    await consent.check();
    await page.getByLabel('Cv').setInputFiles(CV);
    await page.getByRole('button', { name: 'Solliciteren' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kijk in je mail' }).waitFor();
    await confirm(email);

    await (await findPerson(email)).first().click();
    await admin.getByRole('heading', { level: 1, name: 'Sanne Visser' }).waitFor();
    await admin.getByText('Meerdere vacatures').first().waitFor();
    await admin.getByRole('link', { name: 'Details' }).click();
    await admin.getByText('Recruit-formulier').first().waitFor();
    await admin.getByText('privacystatement 1').first().waitFor();
    await admin.getByRole('link', { name: 'Inschrijvingen' }).click();
    await admin.getByText('Planner transport').first().waitFor();
    // A job brings the CV there, some seconds after the button was pressed.
    const cvs = async () =>
      look(
        await product.databaseUrl(),
        `select from document d join candidate c on c.id = d.candidate_id where c.email_private = $1`,
        [email],
      );
    await expect.poll(cvs, { timeout: 60_000 }).toHaveLength(1);
    await admin.getByRole('main').getByRole('link', { name: 'Documenten' }).click();
    await admin.getByText('cv.pdf').waitFor();
  });

  it('takes no file that is no CV, whatever it is called (S15)', async () => {
    const page = await stranger('/l/bureau-vuurtoren/inschrijven');
    await fillIn(page, 'virus@post.example');
    await page.getByLabel('Cv').setInputFiles({ ...CV, buffer: Buffer.from('MZ geen pdf') });
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByRole('link', { name: 'Kies een pdf of een Word-document (.docx) van hoogstens 5 MB' }).waitFor();
  });

  it('is sent to somebody as an invitation by a recruiter, whose link works once (H27)', async () => {
    const email = 'genodigd@post.example';
    await admin.goto(`${product.url}/admin/uitnodigingen`);
    await admin.getByText('Er is nog niemand uitgenodigd.').waitFor();
    await admin.getByRole('textbox', { name: 'E-mailadres' }).fill(email);
    await admin.getByRole('button', { name: 'Uitnodiging mailen' }).click();
    await admin.getByRole('button', { name: `Intrekken: uitnodiging aan ${email}` }).waitFor();
    await expectAccessible(admin, 'admin-invitations');
    const page = await stranger(await linkTo(email));
    await page.getByRole('heading', { level: 1, name: 'Inschrijven bij Bureau Vuurtoren' }).waitFor();
    await expect.poll(() => page.url()).toBe(`${product.url}/uitnodiging`);
    expect(await page.getByRole('textbox', { name: 'E-mailadres' }).inputValue()).toBe(email);
    await expectAccessible(page, 'portal-invitation');
    await fillIn(page, null);
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByRole('heading', { level: 1, name: 'Je bent ingeschreven' }).waitFor();
    const again = await stranger(await linkTo(email));
    await again.getByText('Met deze link is al een inschrijving gedaan.').waitFor();
    await expectAccessible(again, 'portal-invitation-used');
    await admin.reload();
    await admin.getByText('Adres gewist').waitFor();
    expect(await (await findPerson(email)).count()).toBe(1);
    await admin.goto(`${product.url}/admin/uitnodigingen`);
    await admin.getByRole('button', { name: 'EN English' }).click();
    await admin.getByRole('heading', { level: 1, name: 'CheckIn invitations' }).waitFor();
    await expectAccessible(admin, 'admin-invitations-english');
  });

  it('did nothing wrong on the way', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
