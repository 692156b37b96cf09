import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { confirmWithPassword, expectAccessible, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

describe('the list of candidates to take along (H47–H49)', () => {
  const url = inject('demoUrl');
  const admin = inject('demoLogins').ADMIN;
  let browser: Browser;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await signInToAdmin(page, url, admin);
  });
  afterAll(() => browser.close());

  it('comes as a file with what the filters leave, after a password', async () => {
    await page.goto(`${url}/admin/kandidaten?days=30`);
    await page.getByRole('row').getByRole('link').first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporteren als CSV' }).click();
    await confirmWithPassword(page, admin);
    const file = await readFile(await (await download).path(), 'utf8');
    expect((await download).suggestedFilename()).toBe('kandidaten.csv');
    const told = await page.getByText(/kandidaten geëxporteerd\. Dit staat in de audittrail\.$/).innerText();
    expect(file.trim().split('\n')).toHaveLength(Number(/^\d+/.exec(told)![0]) + 1);
    expect(file).toMatch(/^\uFEFFBureau;Organisatie-onderdeel;Achternaam;/);
    await expectAccessible(page, 'admin-candidates-exported');
    expect(mishaps).toEqual([]);
  });

  it('is offered to nobody whose role may not export', async () => {
    const visit = await visitor(browser);
    await signInToAdmin(visit.page, url, inject('demoLogins').RECRUITER);
    await visit.page.getByRole('row').getByRole('link').first().waitFor();
    expect(await visit.page.getByRole('button', { name: 'Exporteren als CSV' }).count()).toBe(0);
    await visit.context.close();
  });
});
