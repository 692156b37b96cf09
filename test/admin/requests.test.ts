import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  expectAccessible,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  startMailServer,
  visitor,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const Agencies = graphql(`
  query AgenciesForRequests {
    agencies {
      id
    }
  }
`);
const Register = graphql(`
  mutation RegisterForRequests($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
    }
  }
`);
const NOW = '2027-03-15T09:00:00+01:00';
const REASON = 'Uw gegevens staan ook in papieren dossiers van vóór 2020.';

describe('requests of data subjects in the admin (B6)', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;
  let mishaps: string[];
  const ids = new Map<string, string>();

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url, FAKE_NOW: NOW });
    const login = await setUpAgency(installation, 'Bureau Loket', { fakeNow: NOW });
    product = await installation.start();
    const staff = await new ApiClient(product.url).signIn(login);
    const { agencies } = await staff.ask(Agencies, {});
    for (const callName of ['Anna', 'Bram', 'Carla']) {
      const input = {
        agencyId: agencies[0]!.id,
        callName,
        lastName: 'Vraag',
        emailPrivate: `${callName.toLowerCase()}@thuis.example`,
      };
      ids.set(callName, (await staff.ask(Register, { input })).registerCandidate.candidate!.id);
    }
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  async function note(name: string, kind: string, receivedOn: string): Promise<void> {
    await page.goto(`${product.url}/admin/kandidaten/${ids.get(name)!}`);
    await page.getByRole('heading', { level: 1, name: `${name} Vraag` }).waitFor();
    await page.getByRole('button', { name: 'Verzoek vastleggen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Verzoek vastleggen' });
    await dialog.getByLabel('Verzoek').selectOption(kind);
    await dialog.getByLabel('Ontvangen op').fill(receivedOn);
    await dialog.getByRole('button', { name: 'Verzoek vastleggen' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
  async function openRequests(state = ''): Promise<void> {
    await page.goto(`${product.url}/admin/verzoeken${state && `?state=${state}`}`);
    await page.getByRole('heading', { level: 1, name: 'Verzoeken van betrokkenen' }).waitFor();
    await page.locator('table[aria-busy="false"]').waitFor();
  }
  const rowOf = (name: string) => page.getByRole('row').filter({ hasText: `${name} Vraag` });
  const textOf = async (name: string) => (await rowOf(name).innerText()).replaceAll(/\s+/g, ' ');
  const newestTo = async (name: string, count: number) =>
    (await mail.waitForMails(`${name.toLowerCase()}@thuis.example`, count))[count - 1]!;

  it('have a deadline of one month from the day on which they came in, and tell who is late', async () => {
    await note('Anna', 'Inzage', '2027-03-01');
    await page.getByText('1 apr 2027').first().waitFor();
    await note('Bram', 'Verbetering', '2027-02-28');
    await note('Carla', 'Bezwaar', '2027-02-14');
    await openRequests();
    expect(await textOf('Anna')).toMatch(/Inzage 1 mrt 2027 1 apr 2027/);
    expect(await textOf('Bram')).toMatch(/Verbetering 28 feb 2027 28 mrt 2027/);
    expect(await textOf('Carla')).toMatch(/Bezwaar 14 feb 2027 14 mrt 2027.*Te laat/);
    // The most urgent one comes first, and what is late can no longer be extended.
    expect(await page.getByRole('row').getByRole('link').allInnerTexts()).toEqual([
      'Carla Vraag',
      'Bram Vraag',
      'Anna Vraag',
    ]);
    expect(await page.getByRole('button', { name: 'Verlengen: Carla Vraag' }).count()).toBe(0);
    await expectAccessible(page, 'requests');
    await page.getByRole('checkbox', { name: 'Te laat' }).check();
    await expect.poll(() => page.getByRole('row').getByRole('link').allInnerTexts()).toEqual(['Carla Vraag']);
  });

  it('are extended once, with a reason that the candidate is mailed', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'Verlengen: Anna Vraag' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reden').fill('Druk');
    await dialog.getByRole('button', { name: 'Verlengen' }).click();
    await dialog.getByRole('link', { name: 'Geef een reden van 10 tot 1000 tekens' }).waitFor();
    await expectAccessible(page, 'requests-extend-errors');
    await dialog.getByLabel('Reden').fill(REASON);
    await dialog.getByRole('button', { name: 'Verlengen' }).click();
    await page.getByText('Het verzoek is verlengd.').waitFor();
    await expect.poll(() => textOf('Anna')).toMatch(/1 jun 2027.*Verlengd/);
    expect(await page.getByRole('button', { name: 'Verlengen: Anna Vraag' }).count()).toBe(0);
    const letter = await newestTo('Anna', 1);
    expect(letter.text).toContain(REASON);
    expect(letter.text).toContain('uiterlijk op 1 juni 2027');
  });

  it('are answered from a template, whose gaps must be filled in, by a letter that is mailed', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'Beantwoorden: Anna Vraag' }).click();
    const dialog = page.getByRole('dialog');
    const text = dialog.getByRole('textbox', { name: 'Antwoord' });
    expect(await dialog.getByLabel('Onderwerp').inputValue()).toBe('Je verzoek om inzage');
    const template = await text.inputValue();
    expect(template).toContain('{naam}');
    expect(template).toContain('[vul aan]');
    await dialog.getByRole('button', { name: 'Antwoord versturen' }).click();
    await dialog
      .getByRole('link', { name: 'Schrijf een antwoord, en vul in wat tussen vierkante haken staat' })
      .waitFor();
    await expectAccessible(page, 'requests-answer-errors');
    await text.fill(template.replace('[vul aan]', 'Je naam en je mailadres, om werk voor je te zoeken.'));
    await dialog.getByRole('button', { name: 'Antwoord versturen' }).click();
    await page.getByText('Het verzoek is beantwoord.').waitFor();
    await expect.poll(() => rowOf('Anna').count()).toBe(0);
    const letter = await newestTo('Anna', 2);
    expect(letter.subject).toBe('Je verzoek om inzage');
    expect(letter.text).toContain('Hallo Anna,');
    expect(letter.text).toContain('Op 1 maart 2027 kregen we je verzoek.');
    expect(letter.text).toContain('Je naam en je mailadres, om werk voor je te zoeken.');
    expect(letter.text).toContain('Bureau Loket');
    await openRequests('GRANTED');
    expect(await textOf('Anna')).toContain('Gedaan');
  });

  it('are refused with a reason by another template, also when it is late', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'Beantwoorden: Carla Vraag' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Uitkomst').selectOption('Geweigerd, met de reden');
    const text = dialog.getByRole('textbox', { name: 'Antwoord' });
    await expect.poll(() => text.inputValue()).toContain('Autoriteit Persoonsgegevens');
    await text.fill((await text.inputValue()).replace('[vul aan]', 'We gebruiken deze gegevens nergens voor.'));
    await dialog.getByRole('button', { name: 'Antwoord versturen' }).click();
    await page.getByText('Het verzoek is beantwoord.').waitFor();
    expect((await newestTo('Carla', 1)).text).toContain('We gebruiken deze gegevens nergens voor.');
    await openRequests('REFUSED');
    expect(await textOf('Carla')).toContain('Geweigerd');
  });

  it('stand on the page of the person, with the letters that went out', async () => {
    await page.goto(`${product.url}/admin/kandidaten/${ids.get('Anna')!}`);
    await page.getByRole('heading', { level: 1, name: 'Anna Vraag' }).waitFor();
    await page.getByText('Gedaan').first().waitFor();
    await page.goto(`${product.url}/admin/verzonden-mails`);
    await page.getByRole('heading', { level: 1, name: 'Verzonden mails' }).waitFor();
    const sent = page.getByRole('row').filter({ hasText: 'Anna Vraag' });
    await expect.poll(() => sent.count()).toBe(2);
    expect((await sent.allInnerTexts()).join()).toContain('Antwoord op een verzoek');
  });

  it('read in English too', async () => {
    await openRequests();
    await page.getByRole('button', { name: 'EN English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Requests of data subjects' }).waitFor();
    await page.getByRole('button', { name: 'Extend: Bram Vraag' }).click();
    await page.getByRole('dialog').getByLabel('Reason').waitFor();
    await expectAccessible(page, 'requests-english');
    expect(mishaps).toEqual([]);
  });
});
