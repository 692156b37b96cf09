import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  ASKED,
  askPeople,
  expectAccessible,
  linkIn,
  makeInstallation,
  openBrowser,
  setUpAgency,
  somebody,
  startMailServer,
  visitor,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';

const paid = somebody('Wout');
const unpaid = somebody('Fenna');

const Everybody = graphql(`
  query EverybodyForPayslips {
    candidates(first: 10) {
      nodes {
        id
        callName
      }
    }
  }
`);

const Deliver = graphql(`
  mutation DeliverPayslipFromTest($input: RecordPayslipInput!) {
    recordPayslip(input: $input) {
      payslip {
        id
      }
      userErrors {
        code
      }
    }
  }
`);

describe('a candidate’s payslips in the portal (H10)', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let page: Page;
  let mishaps: string[];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    const login = await setUpAgency(installation, 'Bureau Beurs', { fakeNow: ASKED.fakeNow });
    await askPeople(installation, 'Bureau Beurs', [paid, unpaid]);
    const api = await new ApiClient(product.url).signIn(login);
    const { candidates } = await api.ask(Everybody, {});
    const candidateId = candidates.nodes.find(({ callName }) => callName === paid.callName)!.id;
    for (const [month, netCents] of [
      ['01', 201_050],
      ['02', 198_765],
    ] as const) {
      const { recordPayslip } = await api.ask(Deliver, {
        input: {
          candidateId,
          externalId: `LA-2027-${month}`,
          periodFrom: `2027-${month}-01`,
          periodTo: `2027-${month}-28`,
          paidOn: `2027-${month}-28`,
          employer: paid.employer,
          grossCents: 250_000,
          netCents,
          lines: [{ description: 'Gewerkte uren', quantity: 125, rateCents: 2_000, amountCents: 250_000 }],
        },
      });
      expect(recordPayslip.userErrors).toEqual([]);
    }
    ({ page, mishaps } = await visitor(browser));
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });
  const linkOf = async (email: string) => linkIn((await mail.waitForMails(email))[0]!);

  it('are offered to who has some, and are there for the asking, the last one first', async () => {
    await page.goto(await linkOf(paid.email));
    await page.getByRole('link', { name: 'Bekijk je loonafrekeningen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Je loonafrekeningen' }).waitFor();
    const months = await page.getByRole('heading', { level: 2 }).allTextContents();
    expect(months.filter((text) => text.includes('2027'))).toEqual([
      '1 februari 2027 tot en met 28 februari 2027',
      '1 januari 2027 tot en met 28 januari 2027',
    ]);
    await page.getByText('Hoe is dit berekend?').first().click();
    await page.getByText('Gewerkte uren').first().waitFor();
    expect(await page.getByText(/1\.987,65/).count()).toBe(1);
    // The link's secret is in no address.
    expect(page.url()).toBe(`${product.url}/loonafrekeningen`);
    await expectAccessible(page, 'portal-payslips');
  });

  it('can be kept as a file whose name says nothing about whose it is', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download als PDF: 1 februari 2027' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('loonafrekening-2027-02-28.pdf');
    expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('can be read in English', async () => {
    await page.getByRole('button', { name: /English/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Your payslips' }).waitFor();
    await page.getByText('How was this worked out?').first().waitFor();
    await expectAccessible(page, 'portal-payslips-english');
    await page.getByRole('button', { name: /Nederlands/ }).click();
  });

  it('are not spoken of to who has none', async () => {
    const other = await visitor(browser);
    await other.page.goto(await linkOf(unpaid.email));
    await other.page.getByRole('button', { name: 'Gegevens bewaren' }).waitFor();
    expect(await other.page.getByText('loonafrekeningen').count()).toBe(0);
    await other.context.close();
  });

  it('are closed once the question was answered (D19), and without a link', async () => {
    await page.getByRole('link', { name: 'Terug naar de vraag' }).click();
    await page.getByRole('button', { name: 'Gegevens bewaren' }).click();
    await page.getByRole('heading', { level: 1, name: 'We bewaren je gegevens tot' }).waitFor();
    await page.goto(`${product.url}/loonafrekeningen`);
    await page.getByRole('heading', { level: 1, name: 'Met deze link zie je geen loonafrekeningen' }).waitFor();
    await expectAccessible(page, 'portal-payslips-closed');
    const nobody = await visitor(browser);
    await nobody.page.goto(`${product.url}/loonafrekeningen`);
    await nobody.page.getByRole('heading', { level: 1, name: 'Met deze link zie je geen loonafrekeningen' }).waitFor();
    await nobody.context.close();
  });

  it('have made no mistake by themselves', () => {
    expect(mishaps).toEqual([]);
  });
});
