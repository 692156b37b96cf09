import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { expectAccessible, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

describe('reports in the admin (C2)', () => {
  const url = inject('demoUrl');
  let browser: Browser;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, url, inject('demoLogins').ADMIN);
  });
  afterAll(() => browser.close());

  const heading = () => page.getByRole('figure').getByRole('heading', { level: 2 });
  const settled = async () => {
    await page.locator('[aria-busy="false"] table').waitFor();
  };
  async function open(search = '') {
    await page.goto(`${url}/admin/rapporten${search}`);
    await settled();
  }
  /** The table’s lines: the name of a group, and its figures as they are written. */
  const lines = async (): Promise<string[][]> =>
    (
      await page
        .getByRole('row')
        .filter({ has: page.getByRole('cell') })
        .all()
    ).reduce<Promise<string[][]>>(
      async (all, row) => [...(await all), await row.locator('th, td').allInnerTexts()],
      Promise.resolve([]),
    );
  const number = (text: string) => Number(text.replaceAll('.', '').replace(',', '.').replace('%', ''));

  it('is a screen of who may see it, with a chart, and a table that adds up to its total', async () => {
    await page.getByRole('link', { name: 'Rapporten' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rapporten' }).waitFor();
    await settled();
    expect(await heading().innerText()).toMatch(/^Hoogste maand: \S+ \d{4}, \d+ van [\d.]+$/);
    expect(await page.getByRole('img').getAttribute('aria-label')).toMatch(/^Grafiek\. Hoogste maand: /);
    const all = await lines();
    const total = all.pop()!;
    expect(total[0]).toBe('Totaal');
    expect(all.reduce((sum, [, figure]) => sum + number(figure!), 0)).toBe(number(total[1]!));
    await expectAccessible(page, 'admin-rapporten');
  });

  it.each([
    ['APPLICATIONS', 'Inschrijvingen', 'VACANCY', 'Vacature'],
    ['APPLICATIONS', 'Inschrijvingen', 'STATUS', 'Status'],
    ['CANDIDATES', 'Kandidaten', 'REGISTRATION_KIND', 'Soort registratie'],
    ['HIRES', 'Aannames', 'SOURCE', 'Bron'],
    ['TIME_TO_FILL', 'Doorlooptijd van vacatures', 'MONTH', 'Maand'],
    ['SHARE_ANONYMISED', 'Aandeel geanonimiseerd', 'AGENCY', 'Bureau'],
  ])('shows %s (%s) by %s (%s) wide and narrow', async (measure, name, dimension, by) => {
    await open();
    await page.getByRole('navigation', { name: 'Wat wordt geteld' }).getByRole('link', { name }).click();
    // What is chosen next is chosen on the page that this leads to.
    await page.waitForURL(new RegExp(`measure=${measure}`));
    await page.getByLabel('Naar').selectOption(by);
    await page.waitForURL(new RegExp(`measure=${measure}.*by=${dimension}|by=${dimension}.*measure=${measure}`));
    await page.getByText(`${name} naar ${by.toLowerCase()} · alle jaren`).waitFor();
    await settled();
    expect((await lines()).length).toBeGreaterThan(2);
    await expectAccessible(page, `admin-rapporten-${measure.toLowerCase()}-${dimension.toLowerCase()}`);
  });

  it('keeps the agency and the period in the address, and says when it counts in whole months', async () => {
    await open('?measure=APPLICATIONS&by=SOURCE');
    const total = async () => number((await lines()).at(-1)![1]!);
    const ofAll = await total();
    await page.getByLabel('Bureau').selectOption({ index: 1 });
    await page.waitForURL(/agency=/);
    await expect.poll(total).toBeLessThan(ofAll);
    await page.getByLabel('Periode').selectOption('Laatste 12 maanden');
    await page.waitForURL(/from=\d{4}-\d\d-01&until=/);
    await settled();
    const found = await lines();
    await page.reload();
    await settled();
    expect(await lines()).toEqual(found);
    await page.getByLabel('Naar').selectOption('Status');
    await page.getByText(/Inschrijvingen naar status · 1 .* \(hele maanden\)$/).waitFor();
    await page.getByText('Van wie geanonimiseerd is, telt de status van vlak daarvoor').waitFor();
    await page.goBack();
    await page.getByText(/Inschrijvingen naar bron · /).waitFor();
  });

  it('says that there is nothing in a period, and how to go on', async () => {
    await page.goto(`${url}/admin/rapporten?measure=CANDIDATES&by=MONTH&from=2199-01-01`);
    await page.getByRole('heading', { name: 'Niets te tellen' }).waitFor();
    await expectAccessible(page, 'admin-rapporten-none');
    await page.getByRole('button', { name: 'Alle jaren tonen' }).click();
    await settled();
    expect((await lines()).length).toBeGreaterThan(3);
  });

  it('is taken along as a file of what is shown, which is an entry in the audit trail', async () => {
    await open('?measure=APPLICATIONS&by=SOURCE');
    const shown = await lines();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporteren (CSV)' }).click();
    const file = await readFile(await (await download).path(), 'utf8');
    expect((await download).suggestedFilename()).toBe('inschrijvingen-naar-bron.csv');
    const [head, ...rest] = file.trimEnd().split('\n');
    expect(head).toBe('\uFEFFBron;Inschrijvingen');
    expect(rest.map((line) => line.split(';'))).toEqual(
      shown.map(([name, figure]) => [name, figure!.replace('.', '')]),
    );
    await page.goto(`${url}/admin/audittrail?action=report.exported`);
    await page.locator('table[aria-busy="false"]').waitFor();
    const entry = page
      .getByRole('row')
      .filter({ has: page.getByRole('cell') })
      .first();
    expect(await entry.innerText()).toMatch(
      /Rapport geëxporteerd[\s\S]*Geteld: Inschrijvingen[\s\S]*Ingedeeld naar: Bron/,
    );
  });

  it('speaks English too', async () => {
    await open('?measure=TIME_TO_FILL&by=AGENCY');
    await page.getByRole('button', { name: 'EN English' }).click();
    await page.getByText('Time to fill by agency · all years').waitFor();
    expect(await heading().innerText()).toMatch(/^Median [\d.]+ days, mean [\d.]+, over \d+ vacancies filled$/);
    await expectAccessible(page, 'admin-reports-en');
    await page.getByRole('button', { name: 'NL Nederlands' }).click();
    await page.getByText('Doorlooptijd van vacatures naar bureau · alle jaren').waitFor();
  });

  it('is not there for who may not see it', async () => {
    const { page: consultant, context } = await visitor(browser);
    await signInToAdmin(consultant, url, inject('demoLogins').CONSULTANT);
    expect(await consultant.getByRole('link', { name: 'Rapporten' }).count()).toBe(0);
    await consultant.goto(`${url}/admin/rapporten`);
    await consultant.getByRole('heading', { name: 'Geen recht' }).waitFor();
    await context.close();
  });

  it('has made no mistake by itself', () => {
    expect(mishaps).toEqual([]);
  });
});
