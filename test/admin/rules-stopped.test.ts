import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  expectAccessible,
  look,
  makeInstallation,
  openBrowser,
  setUpAgency,
  signInToAdmin,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const AGENCY = 'Bureau Grens';
const SET = 'Opschonen';
const [LIVE, STOPS, GOES_ON] = ['2027-03-01', '2027-03-02', '2027-03-03'] as const;
const at = (day: string) => ({ FAKE_NOW: `${day}T09:00:00+01:00` });
const [DRAFT, SUBMIT, APPROVE, PUT_LIVE, REGISTER, UPDATE] = [
  ['draftRuleSet', 'DraftRuleSetInput', 'ruleSet { id contentHash }'],
  ['submitRuleSet', 'RuleSetInput', 'ruleSet { id }'],
  ['approveRuleSet', 'ApproveRuleSetInput', 'ruleSet { id }'],
  ['putRuleSetLive', 'PutRuleSetLiveInput', 'ruleSet { id }'],
  ['registerCandidate', 'RegisterCandidateInput', 'candidate { id }'],
  ['updateCandidate', 'UpdateCandidateInput', 'candidate { id }'],
] as const;

describe('a set of rules that would take many more people than its preview named (S18)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let login: Login;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    login = await setUpAgency(installation, AGENCY);
    product = await installation.start(at(LIVE));
    const consultant = { email: 'chris@bureau-grens.example', password: login.password };
    await look(
      await product.databaseUrl(),
      `with s as (insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Chris Grens', $1, u.password_hash, r.id from staff_user u, role r where r.built_in = 'CONSULTANT' returning id)
       insert into staff_agency (staff_id, agency_id) select s.id, a.id from s, agency a`,
      [consultant.email],
    );
    const [drafts, approves] = [await signedIn(consultant), await signedIn(login)];
    const agencyId = ((await approves.send('{ agencies { id } }')).data!['agencies'] as { id: string }[])[0]!.id;
    const { id, contentHash: hash } = await done(drafts, DRAFT, { name: SET, agencyIds: [agencyId] });
    await done(drafts, SUBMIT, { id });
    await done(approves, APPROVE, { id, hash });
    await blocked(approves, agencyId, ['Das']);
    await done(approves, PUT_LIVE, { id, hash, previewedFor: LIVE, previewedCount: 1 });
    await blocked(approves, agencyId, ['Vos', 'Otter']);
    expect(await sweep(STOPS)).toContain('Planned 0,');
    ({ page } = await visitor(browser));
    await signInToAdmin(page, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  const signedIn = (who: Login) => new ApiClient(product.url).signIn(who);
  async function done(api: ApiClient, [deed, type, answer]: readonly [string, string, string], input: object) {
    const { data, errors } = await api.send(
      `mutation ($input: ${type}!) { outcome: ${deed}(input: $input) { ${answer} userErrors { code message } } }`,
      { input },
    );
    const outcome = data?.['outcome'] as (Record<string, Record<string, string>> & { userErrors: unknown[] }) | null;
    expect([...errors, ...(outcome?.userErrors ?? [])]).toEqual([]);
    const { id = '', contentHash = '' } = outcome!['ruleSet'] ?? outcome!['candidate']!;
    return { id, contentHash };
  }
  /** Whom the set selects, whatever else it says (C24). */
  async function blocked(api: ApiClient, agencyId: string, lastNames: readonly string[]): Promise<void> {
    for (const lastName of lastNames) {
      const { id } = await done(api, REGISTER, { agencyId, lastName });
      await done(api, UPDATE, { id, blocked: true });
    }
  }
  /** The work of another day, beside the product that runs. @returns what it says */
  async function sweep(day: string): Promise<string> {
    const settings = { ...at(day), DATABASE_URL: await product.databaseUrl() };
    const { code, stdout, stderr } = await installation.run(['sweep'], { settings });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  }
  const planned = async () =>
    look(await product.databaseUrl(), `select from erasure_plan where state = 'PLANNED' and rule_set_id is not null`);

  it('stops, plans nobody, and says so in the list and at the set, with both numbers', async () => {
    expect(await planned()).toEqual([]);
    await page.goto(`${product.url}/admin/regels`);
    const line = page.getByRole('row').filter({ hasText: SET });
    await line.getByText('Gestopt', { exact: true }).waitFor();
    await expectAccessible(page, 'rules-stopped-list');
    await line.getByRole('link', { name: SET }).click();
    await page.getByRole('heading', { level: 1, name: SET, exact: true }).waitFor();
    await page.getByText('Deze regels zijn gestopt').waitFor();
    await page.getByText('Ze zouden 3 kandidaten selecteren, veel meer dan de 1 van de voorvertoning.').waitFor();
    await page.getByRole('button', { name: 'Bekijken', exact: true }).click();
    await page.getByText('3 kandidaten', { exact: true }).waitFor();
    await expectAccessible(page, 'rules-stopped');
  });

  it('goes on when the customer has read the number and lets it, and plans them at the next run', async () => {
    const goOn = page.getByRole('button', { name: 'Laten doorgaan', exact: true });
    await goOn.click();
    const question = page.getByRole('alertdialog');
    await question.getByText('Bij de volgende uitvoering worden 3 kandidaten ingepland.').waitFor();
    await question.getByRole('button', { name: 'Annuleren' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByText('Deze regels zijn gestopt').waitFor();
    await goOn.click();
    await question.getByRole('button', { name: 'Laten doorgaan' }).click();
    await page.getByText('Deze regels zijn gestopt').waitFor({ state: 'detached' });
    expect(await goOn.count()).toBe(0);
    await page.getByRole('button', { name: 'Buiten gebruik stellen', exact: true }).waitFor();
    expect(await planned()).toEqual([]);
    expect(await sweep(GOES_ON)).toContain('Planned 3,');
    expect(await planned()).toHaveLength(3);
  });
});
