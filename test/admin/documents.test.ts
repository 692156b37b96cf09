import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, look, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

const PDF = (text: string) => ({
  name: 'Cv Proef.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.4 ${text}`),
});

describe('documents in the admin (H50–H55)', () => {
  const url = inject('demoUrl');
  let browser: Browser;
  let page: Page;
  let admin: Page;
  let mishaps: string[];
  let person: string;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, url, inject('demoLogins').RECRUITER);
    ({ page: admin } = await visitor(browser));
    await signInToAdmin(admin, url, inject('demoLogins').ADMIN);
    await page.goto(`${url}/admin/kandidaten?state=ACTIVE&order=REGISTERED_DESC`);
    const href = await page.getByRole('row').getByRole('link').nth(5).getAttribute('href');
    person = `${new URL(href!, url).href.split('?')[0]!}?tab=documents`;
  });
  afterAll(async () => {
    await browser.close();
    expect(mishaps).toEqual([]);
  });

  const item = (of: Page) => of.locator('li').filter({ hasText: 'Cv Proef.pdf' });
  const dialog = (of: Page = page) => of.getByRole('dialog');
  async function openDocuments(of: Page = page) {
    await of.goto(person);
    await of.getByRole('button', { name: 'Document toevoegen' }).waitFor();
  }
  const add = () => dialog().getByRole('button', { name: 'Toevoegen' }).click();

  it('are added by a recruiter, as a type that he may see, after what is missing has been said', async () => {
    await openDocuments();
    await page.getByRole('button', { name: 'Document toevoegen' }).click();
    await add();
    await dialog().getByRole('link', { name: 'Kies een documenttype' }).waitFor();
    await expectAccessible(page, 'admin-document-missing');
    const types = await dialog().getByLabel('Documenttype').locator('option').allTextContents();
    expect(types).toContain('CV');
    expect(types).not.toContain('Identiteitsbewijs');
    await dialog().getByLabel('Documenttype').selectOption('CV');
    await dialog()
      .getByLabel('Bestand')
      .setInputFiles({ ...PDF(''), buffer: Buffer.from('<html>') });
    await add();
    await dialog().getByText('Kies een pdf, een Word-document', { exact: false }).first().waitFor();
    await dialog().getByLabel('Bestand').setInputFiles(PDF('een'));
    await add();
    await page.getByText('Het document is toegevoegd').waitFor();
    await item(page).getByText('Voor dit type is geen bewaartermijn ingesteld', { exact: false }).waitFor();
  });

  it('get another version, beside which the earlier one stays, and are taken along as a file', async () => {
    await item(page).getByRole('button', { name: 'Nieuwe versie van Cv Proef.pdf' }).click();
    await dialog().getByLabel('Bestand').setInputFiles(PDF('twee'));
    await add();
    await item(page).getByText('versie 2', { exact: false }).first().waitFor();
    await item(page).getByText('1 eerdere versie').click();
    await expectAccessible(page, 'admin-candidate-documenten');
    const coming = page.waitForEvent('download');
    await item(page).getByRole('link', { name: 'Cv Proef.pdf, versie 1, downloaden' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toBe('Cv Proef.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe('%PDF-1.4 een');
  });

  it('change their name and their type, and with it their term, with what is wrong said (H51)', async () => {
    const change = async (name: string, typed: string, type: string) => {
      await page.getByRole('button', { name: `Type of naam wijzigen van ${name}, versie 2` }).click();
      await dialog().getByLabel('Bestandsnaam').fill(typed);
      await dialog().getByLabel('Documenttype').selectOption(type);
      await dialog().getByRole('button', { name: 'Opslaan' }).click();
    };
    await change('Cv Proef.pdf', 'Proef 111222333.pdf', 'CV');
    await dialog().getByRole('link', { name: 'Geef een naam van 1 tot 200 tekens', exact: false }).waitFor();
    await expectAccessible(page, 'admin-document-change-errors');
    await dialog().getByLabel('Bestandsnaam').fill('Brief van de proef.pdf');
    await dialog().getByLabel('Documenttype').selectOption('Sollicitatiebrief');
    await dialog()
      .getByText(/365 dagen/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Opslaan' }).click();
    await dialog().waitFor({ state: 'detached' });
    const renamed = page.locator('li').filter({ hasText: 'Brief van de proef.pdf' });
    await renamed.getByText('Sollicitatiebrief').first().waitFor();
    await change('Brief van de proef.pdf', 'Cv Proef.pdf', 'CV');
    await dialog().waitFor({ state: 'detached' });
    await item(page).getByText('CV', { exact: true }).first().waitFor();
  });

  it('are deleted, with their earlier versions if he says so', async () => {
    await item(page).getByRole('button', { name: 'Cv Proef.pdf, versie 2, verwijderen' }).click();
    const question = page.getByRole('alertdialog', { name: 'Document verwijderen?' });
    await question.getByLabel('Ook de eerdere versie verwijderen').check();
    await expectAccessible(page, 'admin-document-delete');
    await question.getByRole('button', { name: 'Verwijderen' }).click();
    await page.getByText('Het document is verwijderd').waitFor();
    await expect.poll(() => item(page).count()).toBe(0);
  });

  it('of a withheld type are seen by the admin and not by the recruiter (H1)', async () => {
    await openDocuments(admin);
    await admin.getByRole('button', { name: 'Document toevoegen' }).click();
    await dialog(admin).getByLabel('Documenttype').selectOption('Identiteitsbewijs');
    await dialog(admin).getByLabel('Bestand').setInputFiles(PDF('pas'));
    await dialog(admin).getByRole('button', { name: 'Toevoegen' }).click();
    await item(admin).getByText('automatisch verwijderd', { exact: false }).waitFor();
    await openDocuments();
    expect(await item(page).count()).toBe(0);
    await item(admin).getByRole('button', { name: 'Cv Proef.pdf, versie 1, verwijderen' }).click();
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Verwijderen' }).click();
    await expect.poll(() => item(admin).count()).toBe(0);
  });

  it('have a term per type, which is set after it was said what is due at once (H51)', async () => {
    await admin.goto(`${url}/admin/documenten`);
    await admin.getByText('Geen termijn: wordt nooit automatisch verwijderd').first().waitFor();
    await expectAccessible(admin, 'admin-document-types');
    const terms = async () =>
      (
        await look<{ n: number }>(
          inject('demoDatabase'),
          'select count(*)::int as n from document_type where retention_days = 200',
        )
      )[0]!.n;

    await admin.getByRole('button', { name: 'CV wijzigen' }).click();
    await dialog(admin).getByLabel('Bewaartermijn in dagen').fill('geen');
    await dialog(admin).getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await dialog(admin).getByRole('link', { name: 'Vul een heel aantal dagen in', exact: false }).waitFor();
    await dialog(admin).getByLabel('Bewaartermijn in dagen').fill('200');
    await dialog(admin).getByRole('button', { name: 'Gevolgen bekijken' }).click();
    const facts = dialog(admin).locator('dl');
    await facts.waitFor();
    expect((await facts.innerText()).replaceAll(/\s+/g, ' ')).toMatch(
      /Gaan weg bij de volgende opruiming [1-9]\d* documenten.*Van [1-9]\d* personen/,
    );
    await expectAccessible(admin, 'admin-document-term');
    await dialog(admin).getByRole('button', { name: 'Terug' }).click();
    await dialog(admin).getByRole('button', { name: 'Annuleren' }).click();
    expect(await terms()).toBe(0);
  });

  it('have types that are made, given a term and deleted, and not while they are in use', async () => {
    await admin.getByRole('button', { name: 'Type toevoegen' }).click();
    await dialog(admin).getByLabel('Naam').fill('cv');
    await dialog(admin).getByRole('button', { name: 'Opslaan' }).click();
    await dialog(admin).getByRole('link', { name: 'Deze naam is al in gebruik', exact: false }).waitFor();
    await dialog(admin).getByLabel('Naam').fill('Verklaring omtrent gedrag');
    await dialog(admin).getByLabel('Alleen voor wie het recht krijgt').check();
    await dialog(admin).getByRole('button', { name: 'Opslaan' }).click();
    await admin.getByRole('button', { name: 'Verklaring omtrent gedrag wijzigen' }).click();
    await dialog(admin).getByLabel('Bewaartermijn in dagen').fill('60');
    await dialog(admin).getByRole('button', { name: 'Gevolgen bekijken' }).click();
    await dialog(admin).getByRole('button', { name: 'Wijziging doorvoeren' }).click();
    await admin.getByText('60 dagen na toevoegen verwijderd').waitFor();
    for (const [name, answer] of [
      ['CV', 'Er zijn nog documenten van dit type.'],
      ['Verklaring omtrent gedrag', 'Het type is verwijderd'],
    ] as const) {
      await admin.getByRole('button', { name: `${name} verwijderen` }).click();
      await admin.getByRole('alertdialog').getByRole('button', { name: 'Verwijderen' }).click();
      await admin.getByText(answer).waitFor();
      if (name === 'CV') await admin.getByRole('alertdialog').getByRole('button', { name: 'Annuleren' }).click();
    }
  });

  it('read in English too', async () => {
    await admin.getByRole('button', { name: 'EN English' }).click();
    await admin.getByText('No term: never deleted automatically').first().waitFor();
    await expectAccessible(admin, 'admin-document-types-english');
    await admin.goto(person);
    await admin.getByRole('button', { name: 'Add document' }).click();
    await dialog(admin).getByText('A PDF, a Word document', { exact: false }).waitFor();
    await expectAccessible(admin, 'admin-document-english');
  });
});
