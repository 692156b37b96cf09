import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import { demoClient } from '../kit/demo.ts';
import { expectAccessible, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

const Paid = graphql(`
  query PaidFromScreens {
    candidates(first: 100, filter: { state: HANDED_OVER }) {
      nodes {
        id
        bsn
        payslips {
          id
        }
      }
    }
  }
`);

describe('the BSN and the payslips on the screens (H9, H10, D18)', () => {
  const url = inject('demoUrl');
  const login = inject('demoLogins').BACK_OFFICE;
  let browser: Browser;
  let page: Page;
  let mishaps: string[];
  let paid: { id: string; bsn: string };

  beforeAll(async () => {
    const { candidates } = await demoClient('BACK_OFFICE').ask(Paid, {});
    const found = candidates.nodes.find(({ bsn, payslips }) => bsn !== null && (payslips?.length ?? 0) > 0)!;
    paid = { id: found.id, bsn: found.bsn! };
    browser = await openBrowser();
    ({ page, mishaps } = await visitor(browser));
    await page.clock.install();
    await signInToAdmin(page, url, login);
  });
  afterAll(() => browser.close());

  const dialog = () => page.getByRole('dialog');
  const whole = /^BSN: (?:\d ){8}\d$/;

  it('show a whole BSN to who gives a reason and his password, and take it away after half a minute', async () => {
    await page.goto(`${url}/admin/kandidaten/${paid.id}`);
    await page.getByText(paid.bsn).waitFor();
    await page.getByRole('button', { name: 'BSN tonen' }).click();
    await dialog().getByRole('button', { name: 'BSN tonen' }).click();
    await dialog().getByRole('link', { name: 'Geef een reden van minstens 10 tekens' }).waitFor();
    await expectAccessible(page, 'admin-bsn-asked');

    await dialog().getByLabel('Waarom hebt u het hele BSN nodig?').fill('Controle van de loonaangifte');
    await dialog().getByLabel('Uw wachtwoord, ter bevestiging').fill('niet het wachtwoord');
    await dialog().getByRole('button', { name: 'BSN tonen' }).click();
    await dialog().getByRole('link', { name: 'Dit is niet uw wachtwoord.' }).waitFor();

    await dialog().getByLabel('Uw wachtwoord, ter bevestiging').fill(login.password);
    await dialog().getByRole('button', { name: 'BSN tonen' }).click();
    await dialog().getByText(whole).waitFor();
    const digits = (await dialog().getByText(whole).textContent())!.replace(/\D/g, '');
    expect(`******${digits.slice(-3)}`).toBe(paid.bsn);
    await expectAccessible(page, 'admin-bsn-shown');

    await page.clock.fastForward(31_000);
    await dialog().getByText('Het BSN is weer verborgen.').waitFor();
    expect(await page.content()).not.toContain(digits);
    await dialog().getByRole('button', { name: 'Sluiten' }).last().click();
    await dialog().waitFor({ state: 'detached' });
  });

  it('refuse a reason that points at somebody', async () => {
    await page.getByRole('button', { name: 'BSN tonen' }).click();
    await dialog().getByLabel('Waarom hebt u het hele BSN nodig?').fill('Vraag van iemand@elders.example');
    await dialog().getByLabel('Uw wachtwoord, ter bevestiging').fill(login.password);
    await dialog().getByRole('button', { name: 'BSN tonen' }).click();
    await dialog()
      .getByRole('link', { name: /^Deze reden kan naar een persoon wijzen/ })
      .waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  });

  it('look for a BSN, and say when there is nobody', async () => {
    await page.goto(`${url}/admin/kandidaten`);
    await page.getByRole('button', { name: 'Zoek op BSN' }).click();
    await dialog().getByLabel('BSN', { exact: true }).fill('111222333');
    await dialog().getByLabel('Uw wachtwoord, ter bevestiging').fill(login.password);
    await dialog().getByRole('button', { name: 'Zoeken' }).click();
    await dialog().getByText('Er is geen kandidaat met dit BSN, of u mag die niet zien.').waitFor();
    await expectAccessible(page, 'admin-bsn-search');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('111222333');
  });

  it('list the payslips, with what they are made up of, and give them as PDF', async () => {
    await page.goto(`${url}/admin/kandidaten/${paid.id}?tab=payslips`);
    await page
      .getByText(/^Regels \(\d\)$/)
      .first()
      .click();
    await page.getByRole('cell', { name: 'Gewerkte uren' }).first().waitFor();
    await page.getByText(`BSN ${paid.bsn}`).waitFor();
    await expectAccessible(page, 'admin-payslips');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('link', { name: /^PDF van de loonafrekening/ })
        .first()
        .click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^loonafrekening-\d{4}-\d\d-\d\d\.pdf$/);
  });

  it('offer neither to a recruiter', async () => {
    const other = await visitor(browser);
    await signInToAdmin(other.page, url, inject('demoLogins').RECRUITER);
    expect(await other.page.getByRole('button', { name: 'Zoek op BSN' }).count()).toBe(0);
    await other.page.goto(`${url}/admin/kandidaten/${paid.id}`);
    await other.page.getByText(paid.bsn).waitFor();
    expect(await other.page.getByRole('button', { name: 'BSN tonen' }).count()).toBe(0);
    expect(await other.page.getByRole('link', { name: 'Loon', exact: true }).count()).toBe(0);
    await other.context.close();
  });

  it('have made no mistake by themselves', () => {
    expect(mishaps).toEqual([]);
  });
});
