import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  linkToConfirm,
  look,
  makeApiClient,
  makeInstallation,
  openBrowser,
  openForms,
  OTHER_VACANCIES,
  putStatementsLive,
  setUpAgency,
  startMailServer,
  STATEMENT_READ,
  visitor,
  type Installation,
  type MailServer,
  type MadeClient,
  type Product,
} from '../kit/index.ts';
import { AgencySite } from './agency-site.ts';

const VACANCY = 'Planner transport';
const NOW = '2027-03-01T09:00:00+01:00';
const CV = { name: 'mijn cv.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF') };

describe("a label's forms on the agency's own site, by the API (H15–H17, H23, docs/forms.md)", () => {
  let mail: MailServer;
  let installation: Installation;
  let product: Product;
  let staff: ApiClient;
  let site: AgencySite;
  let client: MadeClient;
  let browser: Browser;
  let page: Page;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    installation = await makeInstallation({ SMTP_URL: mail.url, FAKE_NOW: NOW });
    const login = await setUpAgency(installation, 'Bureau Vuurtoren', { fakeNow: NOW });
    product = await installation.start();
    staff = await new ApiClient(product.url).signIn(login);
    const { slug } = await openForms(staff, VACANCY);
    site = await new AgencySite(product.url, slug).start();
    client = await makeApiClient(staff, 'READ_ONLY');
    site.key = client.key;
    browser = await openBrowser();
    const someone = await visitor(browser);
    page = someone.page;
    mishaps.push(someone.mishaps);
  });
  afterAll(async () => {
    await browser.close();
    site.stop();
    await installation.remove();
    await mail.stop();
  });

  const onTheirSite = (vacancy: boolean) =>
    page.goto(vacancy ? `${site.url}/?vacature=${encodeURIComponent(VACANCY)}` : site.url);
  async function onOurs(vacancy: boolean): Promise<void> {
    await page.goto(`${product.url}/l/bureau-vuurtoren/${vacancy ? 'vacatures' : 'inschrijven'}`);
    if (vacancy) await page.getByRole('link', { name: VACANCY }).click();
    const title = vacancy ? VACANCY : 'Inschrijven bij Bureau Vuurtoren';
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  }
  async function fillInAndSend(email: string, otherVacancies: boolean): Promise<void> {
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill(email);
    await page.getByLabel('Cv').setInputFiles(CV);
    await page.getByRole('checkbox', { name: STATEMENT_READ }).check();
    const consent = page.getByRole('checkbox', { name: OTHER_VACANCIES, exact: true });
    expect(await consent.isChecked()).toBe(false);
    if (otherVacancies) await consent.check();
    await page.getByRole('button', { name: /^(Inschrijven|Solliciteren)$/ }).click();
    await page.getByRole('heading', { level: 1, name: /kijk in (je|uw) mail/i }).waitFor();
  }
  /** Opens the link that came by mail, and presses its button. */
  async function confirm(email: string): Promise<void> {
    const [received] = await mail.waitForMails(email);
    await page.goto(linkToConfirm(received!));
    await page.getByRole('button', { name: 'Inschrijving bevestigen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Je bent ingeschreven' }).waitFor();
  }
  const documentsOf = async (email: string) =>
    look<{ name: string }>(
      await product.databaseUrl(),
      `select d.file_name as name from document d join candidate c on c.id = d.candidate_id where c.email_private = $1`,
      [email],
    );
  /** All that a registration leaves, but who it is and when to the second. */
  async function leftBy(email: string): Promise<unknown> {
    await expect.poll(() => documentsOf(email), { timeout: 60_000 }).toHaveLength(1);
    const [person] = await look<{ is: object }>(
      await product.databaseUrl(),
      `select jsonb_build_object(
         'kind', c.registration_kind, 'basis', c.retention_basis, 'until', c.retain_until, 'since', c.registered_on, 'name', c.call_name,
         'consents', (select jsonb_agg(jsonb_build_array(k.purpose, k.channel, k.statement_version, k.statement_edition) order by k.purpose)
                      from consent k where k.candidate_id = c.id),
         'applications', (select jsonb_agg(jsonb_build_array(a.type, a.status, a.source, v.title)) from application a
                          left join vacancy v on v.id = a.vacancy_id where a.candidate_id = c.id),
         'mails', (select jsonb_agg(m.kind order by m.kind) from outgoing_mail m where m.candidate_id = c.id)) as is
       from candidate c where c.email_private = $1`,
      [email],
    );
    return { ...person!.is, documents: await documentsOf(email) };
  }

  it.each([
    ['CheckIn', 'given', 'CHECKIN_FORM', false, true, 'CANDIDATE_CONSENT', '2029-02-28'],
    ['CheckIn', 'not given', 'CHECKIN_FORM', false, false, 'CANDIDATE_NO_CONSENT', '2027-04-02'],
    ['Recruit', 'given', 'RECRUIT_APPLICATION', true, true, 'MULTIPLE_VACANCIES', '2029-02-28'],
    ['Recruit', 'not given', 'RECRUIT_APPLICATION', true, false, 'SINGLE_VACANCY', '2027-04-02'],
  ])(
    'takes its %s form with consent %s just as it takes our own (H24–H28, H33–H39)',
    async (form, given, kind, vacancy, otherVacancies, basis, until) => {
      const name = `${form}-${given}`.toLowerCase().replace(' ', '-');
      const [theirs, ours] = [`${name}@hun.example`, `${name}@ons.example`];
      await onTheirSite(vacancy);
      await page.getByRole('region', { name: 'Privacystatement' }).getByText('730 dagen').first().waitFor();
      await fillInAndSend(theirs, otherVacancies);
      await onOurs(vacancy);
      await fillInAndSend(ours, otherVacancies);
      await confirm(theirs);
      await confirm(ours);
      const left = await leftBy(theirs);
      expect(left).toMatchObject({ kind, basis, until, documents: [{ name: 'cv.pdf' }] });
      expect(left).toEqual(await leftBy(ours));
    },
  );

  it('is told which field is wrong, and keeps its key from who visits it', async () => {
    await onTheirSite(false);
    expect(await page.content()).not.toContain(site.key);
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill('ongelezen@hun.example');
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('BAD_USER_INPUT: statementRead');
  });

  it('is told when its visitor read a text that is no longer live, and registers nobody by it (H13)', async () => {
    await onTheirSite(false);
    const { data } = await staff.send('{ labels { id } }');
    const [{ id: labelId }] = data!['labels'] as [{ id: string }];
    const { errors } = await staff.send(
      `mutation ($i: SaveStatementDraftInput!) { saveStatementDraft(input: $i) { statement { id revision } userErrors { code field } } }`,
      { i: { labelId, language: 'nl', body: 'Nieuw: {termijnEnkeleVacature} of {termijnMeerdereVacatures}.' } },
    );
    expect(errors).toEqual([]);
    await putStatementsLive(staff);
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill('oud@hun.example');
    await page.getByRole('checkbox', { name: STATEMENT_READ }).check();
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('STATEMENT_CHANGED: statementEdition');
    await page.goto(site.url);
    await page.getByText('Nieuw: 32 dagen').waitFor();
  });

  it('is shut out with a key that was revoked', async () => {
    await staff.confirm();
    const { data, errors } = await staff.send(
      'mutation ($i: RevokeApiKeyInput!) { revokeApiKey(input: $i) { userErrors { code } } }',
      { i: { id: client.keyId } },
    );
    expect([errors, data]).toEqual([[], { revokeApiKey: { userErrors: [] } }]);
    await page.goto(site.url);
    expect(await page.locator('body').textContent()).toContain('UNAUTHENTICATED');
  });

  it('did nothing wrong on the way', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
