import type { Browser } from 'playwright-core';
import { graphql } from 'wisbaar-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  ASKED,
  askPeople,
  linkIn,
  look,
  makeInstallation,
  openBrowser,
  setUpAgency,
  somebody,
  startMailServer,
  tokenOf,
  visitor,
  type Installation,
  type Login,
  type MailServer,
  type Person,
  type Product,
} from '../kit/index.ts';
import { Anonymise, Ask, Keep } from './answers.ts';

const AGENCY = 'Bureau Wijnhaven';
const OTHER_AGENCY = 'Bureau Blaak';
const [visited, keeps, goes, torn, answered] = ['Aukje', 'Bram', 'Corrie', 'Douwe', 'Elske'].map((name) =>
  somebody(name),
) as [Person, Person, Person, Person, Person];
const cancelled = somebody('Freek');

describe('a mailed link', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let api: ApiClient;
  let otherLogin: Login;

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    // Commands beside a product that runs use its database.
    product = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    await setUpAgency(installation, AGENCY);
    otherLogin = await setUpAgency(installation, OTHER_AGENCY);
    await askPeople(installation, AGENCY, [visited, keeps, goes, torn, answered]);
    await askPeople(installation, OTHER_AGENCY, [cancelled]);
    api = new ApiClient(product.url);
    await Promise.all([visited, keeps, goes, torn, answered, cancelled].map(({ email }) => mail.waitForMails(email)));
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  const linkOf = async ({ email }: Person) => linkIn((await mail.waitForMails(email))[0]!);
  const secretOf = async (person: Person) => tokenOf(await linkOf(person));

  /** All that an answer would change: the plan, the person, and what was written down about it. */
  async function traceOf({ email }: Person) {
    const url = await product.databaseUrl();
    const [row] = await look(
      url,
      `select to_jsonb(p) as plan, to_jsonb(c) as candidate, to_jsonb(n) as notice
       from candidate c join erasure_plan p on p.candidate_id = c.id join notice n on n.plan_id = p.id
       where c.email_private = $1`,
      [email],
    );
    return { row, audited: await auditCount() };
  }
  async function auditCount(): Promise<number> {
    const [count] = await look<{ n: number }>(
      await product.databaseUrl(),
      'select count(*)::int as n from audit_entry',
    );
    return count!.n;
  }
  async function audited(action: string, candidateId: string): Promise<number> {
    const [count] = await look<{ n: number }>(
      await product.databaseUrl(),
      'select count(*)::int as n from audit_entry where action = $1 and subject_id::text = $2',
      [action, candidateId],
    );
    return count!.n;
  }
  async function idOf({ email }: Person): Promise<string> {
    const [row] = await look<{ id: string }>(
      await product.databaseUrl(),
      'select id::text from candidate where email_private = $1',
      [email],
    );
    return row!.id;
  }
  const times = <T>(count: number, work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)));

  it('carries its secret where no server and no scanner’s log sees it, 256 bits long (D19)', async () => {
    const link = new URL(await linkOf(visited));
    expect(link.search).toBe('');
    expect(Buffer.from(tokenOf(link.href), 'base64url')).toHaveLength(32);
    const url = await product.databaseUrl();
    const stored = await look<{ n: number }>(
      url,
      `select count(*)::int as n from notice n where position($1 in n::text) > 0`,
      [tokenOf(link.href)],
    );
    expect(stored).toEqual([{ n: 0 }]);
  });

  it('changes nothing by being fetched, fifty times, by GET and by HEAD (S9)', async () => {
    const before = await traceOf(visited);
    const link = await linkOf(visited);
    const statuses = await times(50, async (index) => {
      const response = await fetch(link, { method: index % 2 === 0 ? 'GET' : 'HEAD' });
      await response.arrayBuffer();
      return response.status;
    });
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await traceOf(visited)).toEqual(before);
  });

  it('changes nothing by being read through the API, fifty times (S9)', async () => {
    const before = await traceOf(visited);
    const token = await secretOf(visited);
    await times(50, () => api.ask(Ask, { token }));
    expect(await traceOf(visited)).toEqual(before);
  });

  it('changes nothing by being opened in a browser, fifty times, without a click (S9, C72)', async () => {
    const before = await traceOf(visited);
    const link = await linkOf(visited);
    const { context, page, mishaps } = await visitor(browser);
    for (let visits = 0; visits < 50; visits += 1) {
      await page.goto('about:blank');
      await page.goto(link);
      await page.getByRole('button', { name: 'Gegevens anoniem maken' }).waitFor();
    }
    await context.close();
    expect(mishaps).toEqual([]);
    expect(await traceOf(visited)).toEqual(before);
  });

  it('leaves the address bar and sends no referrer once it is open (D19)', async () => {
    const { context, page } = await visitor(browser);
    const response = await page.goto(await linkOf(visited));
    await page.getByRole('button', { name: 'Gegevens bewaren' }).waitFor();
    expect(page.url()).toBe(`${product.url}/bewaren`);
    expect(response?.headers()).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    await context.close();
  });

  it('keeps once when twenty answers to keep come at once (S10, C76)', async () => {
    const [token, id, before] = [await secretOf(keeps), await idOf(keeps), await auditCount()];
    const answers = await times(20, () => api.ask(Keep, { token }));
    expect(new Set(answers.map(({ keepMyData }) => keepMyData.question?.state))).toEqual(new Set(['KEPT']));
    expect(await audited('erasure.kept', id)).toBe(1);
    expect(await auditCount()).toBe(before + 1);
  });

  it('anonymises once when twenty answers to do so come at once (S10, C73)', async () => {
    const [token, id, before] = [await secretOf(goes), await idOf(goes), await auditCount()];
    const answers = await times(20, () => api.ask(Anonymise, { token }));
    expect(new Set(answers.map((one) => one.anonymiseMyData.question?.state))).toEqual(new Set(['ANONYMISED']));
    expect(await audited('candidate.anonymised', id)).toBe(1);
    expect(await auditCount()).toBe(before + 1);
    const receipts = await look(
      await product.databaseUrl(),
      'select 1 from erasure_receipt where candidate_id::text = $1',
      [id],
    );
    expect(receipts).toHaveLength(1);
    await mail.waitForMails(goes.email, 2);
    expect(mail.mails.filter(({ recipients }) => recipients.includes(goes.email))).toHaveLength(2);
  });

  it('has one effect when keep and anonymise come at once (S10)', async () => {
    const [token, id, before] = [await secretOf(torn), await idOf(torn), await auditCount()];
    const states = await times(20, async (index) =>
      index % 2 === 0
        ? (await api.ask(Keep, { token })).keepMyData.question?.state
        : (await api.ask(Anonymise, { token })).anonymiseMyData.question?.state,
    );
    expect(new Set(states).size).toBe(1);
    expect(await auditCount()).toBe(before + 1);
    const effects = [await audited('erasure.kept', id), await audited('candidate.anonymised', id)];
    expect(effects.toSorted()).toEqual([0, 1]);
    expect(states[0]).toBe(effects[0] === 1 ? 'KEPT' : 'ANONYMISED');
  });

  it('that was answered says so, and offers no other answer (S10, D19)', async () => {
    const token = await secretOf(answered);
    await api.ask(Keep, { token });
    const before = await auditCount();
    const { context, page } = await visitor(browser);
    await page.goto(await linkOf(answered));
    await page.getByText('Je hebt deze vraag al beantwoord.').waitFor();
    // What can still be saved is that he wants a profile (C79).
    expect(await page.getByRole('main').getByRole('button').allInnerTexts()).toEqual(['Opslaan']);
    expect((await api.ask(Anonymise, { token })).anonymiseMyData.question?.state).toBe('KEPT');
    expect(await auditCount()).toBe(before);
    await context.close();
  });

  it('that is unknown or tampered with tells nothing, and answers nothing (S10, D19)', async () => {
    const genuine = await secretOf(visited);
    const tampered = `${genuine.slice(0, -1)}${genuine.endsWith('A') ? 'B' : 'A'}`;
    const { context, page } = await visitor(browser);
    const pages: (string | null)[] = [];
    for (const token of [tampered, 'A'.repeat(43), 'x']) {
      expect((await api.ask(Ask, { token })).erasureQuestion).toEqual({
        state: 'UNKNOWN',
        agencyName: null,
        agencyEmail: null,
        plannedOn: null,
        keepUntil: null,
        held: null,
      });
      expect((await api.ask(Keep, { token })).keepMyData).toEqual({
        question: null,
        userErrors: [{ code: 'LINK_UNKNOWN' }],
      });
      expect((await api.ask(Anonymise, { token })).anonymiseMyData.userErrors).toEqual([{ code: 'LINK_UNKNOWN' }]);
      await page.goto('about:blank');
      await page.goto(`${product.url}/bewaren#${token}`);
      await page.getByRole('heading', { level: 1, name: 'We herkennen deze link niet' }).waitFor();
      pages.push(await page.locator('body').textContent());
    }
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).not.toContain(AGENCY);
    await context.close();
  });

  it('whose plan no longer stands has expired, and tells no more than that (D19)', async () => {
    const staff = await new ApiClient(product.url).signIn(otherLogin);
    const { agencies } = await staff.ask(graphql('query { agencies { id } }'), {});
    // A longer term moves everybody's end, so the plan falls away at the next sweep.
    const { agencies: shown } = await staff.ask(
      graphql('query { agencies { retentionPolicy { preview(changes: { singleVacancyTermDays: 300 }) { mark } } } }'),
      {},
    );
    const { updateRetentionPolicy } = await staff.ask(
      graphql(`
        mutation LongerTerm($agencyId: ID!, $preview: String!) {
          updateRetentionPolicy(input: { agencyId: $agencyId, singleVacancyTermDays: 300, preview: $preview }) {
            userErrors {
              code
            }
          }
        }
      `),
      { agencyId: agencies[0]!.id, preview: shown[0]!.retentionPolicy!.preview!.mark },
    );
    expect(updateRetentionPolicy.userErrors).toEqual([]);
    expect(await installation.run(['sweep'], { settings: { FAKE_NOW: ASKED.fakeNow } })).toMatchObject({ code: 0 });

    const token = await secretOf(cancelled);
    const before = await traceOf(cancelled);
    expect((await api.ask(Ask, { token })).erasureQuestion).toMatchObject({
      state: 'EXPIRED',
      agencyName: null,
      held: null,
    });
    expect((await api.ask(Keep, { token })).keepMyData.userErrors).toEqual([{ code: 'LINK_EXPIRED' }]);
    expect((await api.ask(Anonymise, { token })).anonymiseMyData.userErrors).toEqual([{ code: 'LINK_EXPIRED' }]);
    expect(await traceOf(cancelled)).toEqual(before);
    const { context, page } = await visitor(browser);
    await page.goto(await linkOf(cancelled));
    await page.getByRole('heading', { level: 1, name: 'Deze link werkt niet meer' }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain(OTHER_AGENCY);
    await context.close();
  });
});
