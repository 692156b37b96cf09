import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  csv,
  filesHolding,
  linkIn,
  look,
  makeInstallation,
  openBrowser,
  registration,
  rowCounts,
  setUpAgency,
  signInToAdmin,
  startMailServer,
  tablesHolding,
  tracesOf,
  visitor,
  type Installation,
  type Login,
  type MailServer,
  type Person,
  type Product,
} from '../kit/index.ts';
import { GOES, IS_SILENT, KEEPS, READS_ENGLISH } from './people-of-the-story.ts';

// Without consent a term of 32 days (H25): from 1 March 2027 it ends on 2 April. The notice goes 14 days before that, or,
// as here, a day later: then the date moves along, since there are always 14 days to answer in (C70, C71).
const REGISTERED = { fakeNow: '2027-03-01T09:00:00+01:00', day: '01-03-2027', termEnds: '2 apr 2027' };
const NOTICED = { fakeNow: '2027-03-20T09:00:00+01:00', planned: '3 april 2027', keptUntil: '2 april 2028' };
const DUE = { fakeNow: '2027-04-03T09:00:00+02:00' };
const AGENCY = 'Bureau Overtoom';

describe('the whole story, from a file to the proof', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let login: Login;
  let staff: Page;
  let countsBefore: Record<string, number>;
  const mishaps: string[][] = [];
  const said: string[] = [];

  async function visit(options?: Parameters<typeof visitor>[1]): Promise<Page> {
    const somebody = await visitor(browser, options);
    mishaps.push(somebody.mishaps);
    return somebody.page;
  }
  const linkOf = async (person: Person) => linkIn((await mail.waitForMails(person.email))[0]!);
  async function moveClock(fakeNow: string) {
    await product.stop();
    said.push(product.said());
    product = await installation.start({ FAKE_NOW: fakeNow });
  }

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url, LOG_LEVEL: 'trace' });
    login = await setUpAgency(installation, AGENCY, { autoErase: true, fakeNow: REGISTERED.fakeNow });
    product = await installation.start({ FAKE_NOW: REGISTERED.fakeNow });
    staff = await visit();
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  it('imports a file after showing what it holds, and sets each person’s term (H25, H48)', async () => {
    const people = [KEEPS, GOES, IS_SILENT, READS_ENGLISH];
    await signInToAdmin(staff, product.url, login);
    await staff.getByRole('link', { name: 'Importeren' }).first().click();
    await staff.getByLabel('CSV-bestand').setInputFiles({
      name: 'export.csv',
      mimeType: 'text/csv',
      buffer: csv(people.map((person) => registration(person, REGISTERED.day))),
    });
    await staff.getByRole('button', { name: 'Bestand controleren' }).click();
    await staff.getByText('4 rijen · UTF-8').waitFor();
    await staff.getByText('Er zijn geen fouten gevonden.').waitFor();
    expect((await rowCounts(await product.databaseUrl()))['public.candidate']).toBe(0);

    await staff.getByRole('button', { name: 'Importeren' }).click();
    await staff.getByText('Klaar', { exact: true }).waitFor();
    await staff.getByRole('link', { name: 'Kandidaten' }).first().click();
    await staff.getByText('4 kandidaten', { exact: true }).waitFor();
    for (const { lastName } of people) {
      const row = staff.getByRole('row').filter({ hasText: lastName });
      expect(await row.textContent()).toContain(REGISTERED.termEnds);
    }
    countsBefore = await rowCounts(await product.databaseUrl());
    expect(countsBefore).toMatchObject({ 'public.candidate': 4, 'public.application': 4 });
  });

  it('mails everybody whose term nears its end, with the date and one link (C65–C71)', async () => {
    await moveClock(NOTICED.fakeNow);
    const [notice] = await mail.waitForMails(KEEPS.email);
    expect(notice).toMatchObject({ subject: 'Mogen wij je gegevens bewaren?' });
    expect(notice?.text).toContain(`Beste ${KEEPS.callName},`);
    expect(notice?.text).toContain(NOTICED.planned);
    expect(await linkOf(KEEPS)).toMatch(new RegExp(`^${product.url}/bewaren#`));
    const [english] = await mail.waitForMails(READS_ENGLISH.email);
    expect(english?.text).toContain('3 April 2027');
    await mail.waitForMails(GOES.email);
    await mail.waitForMails(IS_SILENT.email);
    expect(mail.mails).toHaveLength(4);
  });

  it('keeps who asks for it a year longer, and says until when (C72, C76, C77)', async () => {
    const page = await visit();
    await page.goto(await linkOf(KEEPS));
    await page.getByRole('heading', { level: 1, name: 'Mogen we je gegevens bewaren?' }).waitFor();
    await page.getByText(NOTICED.planned).waitFor();
    await page.getByRole('button', { name: 'Gegevens bewaren' }).click();
    await page.getByRole('heading', { level: 1, name: `We bewaren je gegevens tot ${NOTICED.keptUntil}` }).waitFor();
    expect(await planOf(KEEPS.email)).toMatchObject({
      state: 'KEPT',
      kept_until: '2028-04-02',
      retain_until: '2028-04-02',
    });
  });

  it('makes anonymous who asks for it, after asking once more, and confirms it by mail (C73–C75)', async () => {
    const page = await visit();
    await page.goto(await linkOf(GOES));
    await page.getByRole('button', { name: 'Gegevens anoniem maken' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Wil je je gegevens anoniem maken?' });
    await dialog.waitFor();
    await expect.poll(() => page.evaluate('document.activeElement.textContent.trim()')).toBe('Annuleren');
    expect(await planOf(GOES.email)).toMatchObject({ state: 'PLANNED' });

    await dialog.getByRole('button', { name: 'Doorgaan' }).click();
    await page.getByRole('heading', { level: 1, name: 'Je gegevens zijn anoniem' }).waitFor();
    const [, confirmation] = await mail.waitForMails(GOES.email, 2);
    expect(confirmation?.subject).toBe('Je gegevens zijn anoniem gemaakt');
    expect(confirmation?.text).not.toContain(GOES.callName);
  });

  it('asks the same question in English (C72)', async () => {
    const page = await visit({ locale: 'en-GB' });
    await page.goto(await linkOf(READS_ENGLISH));
    await page.getByText('3 April 2027').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'Make my data anonymous' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Keep my data' }).click();
    await page.getByRole('heading', { level: 1, name: '2 April 2028' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '2 April 2028' }).waitFor();
    expect(await planOf(READS_ENGLISH.email)).toMatchObject({ state: 'KEPT' });
  });

  it('makes anonymous on the date who gave no answer, and confirms that too (C17, C75)', async () => {
    await moveClock(DUE.fakeNow);
    // By hand, beside the product, as one does who doesn't wait for its own turn.
    expect(await installation.run(['sweep'], { settings: { FAKE_NOW: DUE.fakeNow } })).toMatchObject({
      code: 0,
      stdout: 'Planned 0, mails queued 0, erased 1, skipped 0.\n',
    });
    const [, confirmation] = await mail.waitForMails(IS_SILENT.email, 2);
    expect(confirmation?.subject).toBe('Je gegevens zijn anoniem gemaakt');
    const page = await visit();
    await page.goto(await linkOf(IS_SILENT));
    await page.getByRole('heading', { level: 1, name: 'Je gegevens zijn anoniem' }).waitFor();
  });

  it('shows the staff how it went with each, and proves it (B8)', async () => {
    await signInToAdmin(staff, product.url, login);
    await staff.getByText('4 kandidaten', { exact: true }).waitFor();
    expect(await staff.getByRole('row').filter({ hasText: KEEPS.lastName }).textContent()).toContain('2 apr 2028');
    const anonymous = staff.getByRole('row').filter({ hasText: 'Geanonimiseerd' });
    expect(await anonymous.count()).toBe(2);

    const ways: (string | null)[] = [];
    for (const index of [0, 1]) {
      await anonymous.nth(index).getByRole('link').click();
      await staff.getByRole('link', { name: 'Bewijzen', exact: true }).click();
      await staff.getByText('Bewijs van anonimisering').waitFor();
      await staff.getByText('Verwijderd uit de opslag').waitFor();
      ways.push(await staff.getByText(/^(Door de kandidaat zelf|Op de geplande datum)$/).textContent());
      await staff.getByRole('link', { name: 'Kandidaten' }).first().click();
      await staff.getByText('4 kandidaten', { exact: true }).waitFor();
    }
    expect(ways.toSorted()).toEqual(['Door de kandidaat zelf', 'Op de geplande datum']);

    await staff.getByRole('link', { name: 'Geplande anonimiseringen' }).first().click();
    await staff.getByRole('heading', { level: 1, name: 'Geplande anonimiseringen' }).waitFor();
    await staff.getByRole('link', { name: 'Alle', exact: true }).click();
    await staff.getByText('4 geplande anonimiseringen', { exact: true }).waitFor();
    const states = await staff
      .getByRole('row')
      .getByText(/^(Bewaard|Uitgevoerd)$/)
      .allTextContents();
    expect(states.toSorted()).toEqual(['Bewaard', 'Bewaard', 'Uitgevoerd', 'Uitgevoerd']);
  });

  it('leaves the figures as they were (C1, D5)', async () => {
    const counts = await rowCounts(await product.databaseUrl());
    for (const table of ['public.candidate', 'public.application', 'public.vacancy'])
      expect({ [table]: counts[table] }).toEqual({ [table]: countsBefore[table] });
    expect(counts['public.erasure_receipt']).toBe(2);
  });

  it('leaves nothing of the two in any table, file or line of the log (B1, D5, D12)', async () => {
    const traces = [...tracesOf(GOES), ...tracesOf(IS_SILENT)];
    // What is searched with finds who is still there.
    expect(await tablesHolding(await product.databaseUrl(), [KEEPS.lastName])).not.toEqual([]);
    expect(await tablesHolding(await product.databaseUrl(), traces)).toEqual([]);
    expect(await filesHolding(installation.dataDir, traces)).toEqual([]);
    const log = [...said, product.said()].join('\n').toLowerCase();
    expect(log).toContain('the daily sweep is done');
    const everybody = [KEEPS, GOES, IS_SILENT, READS_ENGLISH].flatMap((person) => tracesOf(person));
    expect(everybody.filter((text) => log.includes(text.toLowerCase()))).toEqual([]);
  });

  it('keeps an audit trail that is whole (B7), and stops in good order', async () => {
    const ended = await installation.run(['verify', 'audit']);
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toContain('The audit trail is whole');
    await product.stop('SIGINT');
    expect(mishaps.flat()).toEqual([]);
  });

  async function planOf(email: string) {
    const [plan] = await look<Record<string, unknown>>(
      await product.databaseUrl(),
      `select p.state, p.kept_until::text, c.retain_until::text
       from erasure_plan p join candidate c on c.id = p.candidate_id where c.email_private = $1`,
      [email],
    );
    return plan;
  }
});
