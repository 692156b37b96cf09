import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

describe('the audit trail in the admin (B7)', () => {
  const url = inject('demoUrl');
  let browser: Browser;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, url, inject('demoLogins').PRIVACY_OFFICER);
  });
  afterAll(() => browser.close());

  const settled = () => page.locator('table[aria-busy="false"]').waitFor();
  const entries = () => page.getByRole('row').filter({ has: page.getByRole('cell') });
  const total = async () =>
    Number(/[\d.]+/.exec((await page.getByText(/^[\d.]+ regels?$/).textContent())!)![0].replaceAll('.', ''));
  const what = async () =>
    (await page.locator('td[data-label="Wat"]').allInnerTexts()).map((text) => text.split('\n')[0]);
  async function open(search = '') {
    await page.goto(`${url}/admin/audittrail${search}`);
    await settled();
  }

  it('is a screen of who may read it, accessible wide and narrow, and tells whether the trail was whole', async () => {
    await page.getByRole('link', { name: 'Audittrail' }).click();
    await page.getByRole('heading', { level: 1, name: 'Audittrail' }).waitFor();
    await settled();
    expect(await total()).toBeGreaterThan(400);
    await page.getByText(/Gecontroleerd op|Nog niet gecontroleerd/).waitFor();
    await page.getByText('Kenmerk van de laatste regel').click();
    await page.getByText(/^\d+:[0-9a-f]{64}$/).waitFor();
    await expectAccessible(page, 'admin-audittrail');
  });

  it('is narrowed by what was done, by kind of actor and by employee, in the address', async () => {
    await open();
    const all = await total();
    await page.getByLabel('Wat', { exact: true }).selectOption('Kandidaat geanonimiseerd');
    await page.waitForURL(/action=candidate\.anonymised/);
    await expect.poll(total).toBeLessThan(all);
    expect(new Set(await what())).toEqual(new Set(['Kandidaat geanonimiseerd']));
    await page.getByLabel('Door wie').selectOption('De kandidaat zelf');
    await page.waitForURL(/kind=CANDIDATE/);
    await settled();
    const found = await total();
    await page.reload();
    await settled();
    expect(await total()).toBe(found);
    await page.goBack();
    await page.goBack();
    await expect.poll(total).toBeGreaterThanOrEqual(all);

    const self = (await page.getByLabel('Medewerker of API-client').locator('option').allInnerTexts()).at(1)!;
    await page.getByLabel('Medewerker of API-client').selectOption(self);
    await page.waitForURL(/actor=/);
    await expect
      .poll(async () => new Set(await page.locator('td[data-label="Door"]').allInnerTexts()))
      .toEqual(new Set([self]));
  });

  it('is narrowed by day, says that there is nothing, and how to go on', async () => {
    await open();
    await page.getByLabel('Vanaf').fill('2099-01-01');
    await page.getByText('Geen regels gevonden').waitFor();
    expect(page.url()).toMatch(/from=2099-01-01/);
    expect(await page.getByRole('button', { name: 'Exporteren (CSV)' }).isDisabled()).toBe(true);
    await expectAccessible(page, 'admin-audittrail-none');
    await page.getByRole('button', { name: 'Filters wissen' }).click();
    await settled();
    expect(await total()).toBeGreaterThan(400);
  });

  it('leads from an entry to all of one person, to his file, and from there back', async () => {
    await open('?action=candidate.anonymised');
    await page.getByRole('link', { name: 'Alleen deze persoon' }).first().click();
    await page.waitForURL(/person=/);
    await page.getByText('Alleen regels over').waitFor();
    await settled();
    await expectAccessible(page, 'admin-audittrail-person');
    await page.getByText('Alleen regels over').getByRole('link').click();
    await page.getByRole('link', { name: 'Audittrail van deze persoon' }).click();
    await page.getByText('Alleen regels over').waitFor();
    await settled();
    expect(await what()).toContain('Kandidaat geanonimiseerd');
    await page.getByRole('button', { name: 'Toon alle personen' }).click();
    await expect.poll(total).toBeGreaterThan(400);
  });

  it('is paged forward and back to where it was', async () => {
    await open('?kind=SYSTEM');
    const first = await entries().allInnerTexts();
    expect(first).toHaveLength(25);
    await page.getByRole('button', { name: 'Volgende' }).click();
    await page.waitForURL(/after=/);
    await expect.poll(() => entries().allInnerTexts()).not.toEqual(first);
    await page.getByRole('button', { name: 'Vorige' }).click();
    await page.waitForURL(/before=/);
    await expect.poll(() => entries().allInnerTexts()).toEqual(first);
  });

  it('is taken along as a file of what is shown, which is itself an entry', async () => {
    await open('?action=erasure.planned');
    const shown = await total();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporteren (CSV)' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect((await download).suggestedFilename()).toBe('audittrail.csv');
    expect(file.trim().split('\n')).toHaveLength(shown + 1);
    expect(file).toContain('Anonimiseringen gepland');
    await page.getByText(/^Het bestand heeft \d+ regels?\./).waitFor();
    await open('?action=audit.exported');
    expect((await entries().first().innerText()).replaceAll('\n', ' ')).toContain(`Regels: ${String(shown)}`);
  });

  it('is not there for who may not read it', async () => {
    const { page: recruiter, context } = await visitor(browser);
    await signInToAdmin(recruiter, url, inject('demoLogins').RECRUITER);
    expect(await recruiter.getByRole('link', { name: 'Audittrail' }).count()).toBe(0);
    await recruiter.goto(`${url}/admin/audittrail`);
    await recruiter.getByRole('heading', { name: 'Geen recht' }).waitFor();
    await recruiter.goto(`${url}/admin/kandidaten`);
    await recruiter.getByRole('row').getByRole('link').first().click();
    await recruiter.getByRole('heading', { name: 'Personalia' }).waitFor();
    expect(await recruiter.getByRole('link', { name: 'Audittrail van deze persoon' }).count()).toBe(0);
    await context.close();
  });

  it('speaks English too', async () => {
    await open('?action=candidate.anonymised');
    await page.getByRole('button', { name: 'EN English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit trail' }).waitFor();
    await settled();
    await expect
      .poll(async () => (await page.locator('td[data-label="What"]').first().innerText()).split('\n')[0])
      .toBe('Candidate anonymised');
  });

  it('has made no mistake by itself', () => {
    expect(mishaps).toEqual([]);
  });
});
