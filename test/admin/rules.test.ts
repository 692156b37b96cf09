import type { Browser, Page } from 'playwright-core';
import { graphql } from 'wisbaar-schema';
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

const AGENCY = 'Bureau Regel';
const SET = 'Opschonen';
const Agencies = graphql(`
  query AgenciesOfRules {
    agencies {
      id
    }
  }
`);
const Register = graphql(`
  mutation RegisterForRules($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
      userErrors {
        code
      }
    }
  }
`);
const Update = graphql(`
  mutation BlockForRules($input: UpdateCandidateInput!) {
    updateCandidate(input: $input) {
      userErrors {
        code
      }
    }
  }
`);

describe('a set of anonymisation rules, from the consultant’s draft to the candidate who is selected (C10–C16)', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let customerLogin: Login;
  let consultant: Page;
  let customer: Page;
  let blockedId: string;
  let address: string;

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    customerLogin = await setUpAgency(installation, AGENCY);
    const consultantLogin = { email: 'chris@bureau-regel.example', password: customerLogin.password };
    product = await installation.start();
    await look(
      await product.databaseUrl(),
      `with new_staff as (
         insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Chris Regel', $1, u.password_hash, r.id from staff_user u, role r where r.built_in = 'CONSULTANT' returning id)
       insert into staff_agency (staff_id, agency_id) select n.id, a.id from new_staff n, agency a`,
      [consultantLogin.email],
    );
    const api = await new ApiClient(product.url).signIn(customerLogin);
    const [agency] = (await api.ask(Agencies, {})).agencies;
    const ids: string[] = [];
    for (const lastName of ['Vos', 'Das']) {
      const { registerCandidate } = await api.ask(Register, { input: { agencyId: agency!.id, lastName } });
      ids.push(registerCandidate.candidate!.id);
    }
    blockedId = ids[0]!;
    await api.ask(Update, { input: { id: blockedId, blocked: true } });
    consultant = await signedIn(consultantLogin);
    customer = await signedIn(customerLogin);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  async function signedIn(login: Login): Promise<Page> {
    const { page } = await visitor(browser);
    await signInToAdmin(page, product.url, login);
    return page;
  }
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

  it('is started by a consultant with the rules that always hold (C23)', async () => {
    await consultant.goto(`${product.url}/admin/regels`);
    await consultant.getByText('Nog geen regels').waitFor();
    await expectAccessible(consultant, 'rules-none');
    await button(consultant, 'Nieuwe set regels').click();
    await consultant.getByLabel('Naam', { exact: true }).fill(SET);
    await button(consultant, 'Set maken').click();
    await consultant.getByRole('heading', { level: 1, name: `${SET} wijzigen` }).waitFor();
    for (const title of ['C24 · Status geblokkeerd', 'C25 ·', 'C26 ·'])
      await consultant.getByRole('group', { name: title }).waitFor();
  });

  it('takes the same rule twice, and says beside its setting what is wrong with it (C53)', async () => {
    for (const days of ['0', '60']) {
      await consultant.getByLabel('Soort regel').selectOption('CLOSED_LATELY');
      await button(consultant, 'Toevoegen').click();
      const rule = consultant.getByRole('group', { name: 'C30 ·' }).last();
      await rule.getByLabel('Dagen').fill(days);
      await rule.getByLabel('Werking').selectOption('NONE');
    }
    await button(consultant, 'Opslaan').click();
    const wrong = consultant.getByRole('group', { name: 'C30 ·' }).first().getByLabel('Dagen');
    await expect.poll(() => wrong.getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(consultant, 'rules-edit-errors');
    // A step aside by mistake loses nothing.
    await consultant.getByRole('link', { name: 'Annuleren', exact: true }).click();
    const question = consultant.getByRole('alertdialog', { name: 'Wijzigingen weggooien?' });
    await question.getByText('nog niet opgeslagen').waitFor();
    await button(consultant, 'Blijven').click();
    await question.waitFor({ state: 'hidden' });
    expect(await wrong.inputValue()).toBe('0');
    await wrong.fill('90');
    await button(consultant, 'Opslaan').click();
    await consultant.getByRole('heading', { level: 1, name: SET, exact: true }).waitFor();
    await consultant
      .getByText('Geen personen met inschrijvingen die de laatste 90 dagen zijn uitgeschreven.')
      .waitFor();
    address = consultant.url();
  });

  it('is looked at beforehand: how many, and by which rule (B2)', async () => {
    await button(consultant, 'Bekijken').click();
    await consultant.getByText('2 kandidaten', { exact: true }).waitFor();
    await consultant.getByText('Wie dat zijn').click();
    // A consultant sets rules, and needs nobody’s name for that.
    await consultant.getByRole('main').getByRole('link', { name: 'Kandidaat' }).first().waitFor();
    await consultant.getByText('Mails in de komende drie maanden').click();
    await consultant.getByText('Deze set zou de komende drie maanden niemand mailen.').waitFor();
    await consultant.getByText('Herleidbaarheid na anonimiseren').waitFor();
    await expectAccessible(consultant, 'rules-preview');
    await button(consultant, 'Voorleggen aan de klant').click();
    await consultant.getByText('Ter goedkeuring').waitFor();
    expect(await button(consultant, 'Goedkeuren').count()).toBe(0);
  });

  it('is read, printed and signed by the customer as a functional design, in either language (C12)', async () => {
    await customer.goto(address);
    await customer.getByRole('link', { name: 'Functioneel ontwerp', exact: true }).click();
    await customer.getByRole('heading', { level: 1, name: 'Functioneel ontwerp' }).waitFor();
    await customer.getByRole('heading', { level: 2, name: SET }).waitFor();
    await customer.getByText('Iedereen met de status geblokkeerd.', { exact: true }).waitFor();
    await customer.getByText('zouden 2 kandidaten geselecteerd worden').waitFor();
    await customer.getByText('Handtekening').waitFor();
    await expectAccessible(customer, 'rules-design');
    await customer.emulateMedia({ media: 'print' });
    // On paper there is the design, and nothing to click.
    await customer.getByText('Handtekening').waitFor();
    expect(await customer.getByRole('navigation').filter({ visible: true }).count()).toBe(0);
    expect(await customer.getByRole('button').filter({ visible: true }).count()).toBe(0);
    await customer.emulateMedia({ media: 'screen' });
    await customer.getByRole('button', { name: 'EN English' }).click();
    await customer.getByRole('heading', { level: 1, name: 'Functional design' }).waitFor();
    await customer.getByText('2 candidates would be selected').waitFor();
    await customer.getByRole('button', { name: 'NL Nederlands' }).click();
    await customer.getByRole('link', { name: 'Terug naar de set' }).click();
    await customer.getByRole('heading', { level: 1, name: SET, exact: true }).waitFor();
  });

  it('is seen whole by the customer, who can’t change it, and approved by its mark alone (C11, C15)', async () => {
    await customer.goto(address);
    await button(customer, 'Goedkeuren').waitFor();
    expect(await customer.getByRole('link', { name: 'Wijzigen' }).count()).toBe(0);
    await button(customer, 'Goedkeuren').click();
    const question = customer.getByRole('alertdialog');
    const approve = question.getByRole('button', { name: 'Goedkeuren' });
    expect(await approve.isDisabled()).toBe(true);
    await expectAccessible(customer, 'rules-approve');
    await question.getByLabel('Kenmerk').fill(await customer.locator('code').innerText());
    await approve.click();
    await customer.getByText('Goedgekeurd').first().waitFor();
  });

  it('goes live after its preview was looked at, and a back-up was made (C15, C16)', async () => {
    expect(await button(customer, 'Live zetten').isDisabled()).toBe(true);
    await button(customer, 'Bekijken').click();
    await customer.getByText('2 kandidaten', { exact: true }).waitFor();
    await button(customer, 'Live zetten').click();
    await customer.getByRole('alertdialog').getByRole('button', { name: 'Live zetten' }).click();
    await button(customer, 'Buiten gebruik stellen').waitFor();
    await expectAccessible(customer, 'rules-live');
  });

  it('tells of a candidate which rule decides, and what each of them saw (B3)', async () => {
    await customer.goto(`${product.url}/admin/kandidaten/${encodeURIComponent(blockedId)}`);
    const why = customer.getByRole('region', { name: 'Anonimiseringsregels' });
    await why.getByText('Geselecteerd', { exact: true }).waitFor();
    await why.getByText('Deze regel beslist.').waitFor();
    await why.getByText('Geblokkeerd: Ja').waitFor();
    await expectAccessible(customer, 'rules-why');

    // Of a day to come as well, on which the answer may be another: here somebody asked to be kept until then (C76).
    const [kept] = await look<{ until: string }>(
      await product.databaseUrl(),
      'update candidate set extended_until = current_date + 180 where blocked returning extended_until::text as until',
    );
    await customer.reload();
    await why.getByText('De kandidaat heeft gevraagd bewaard te blijven.').waitFor();
    await why.getByText('Niet geselecteerd', { exact: true }).waitFor();
    await why.getByLabel('Op deze dag').fill(kept!.until);
    await why.getByText('Geselecteerd', { exact: true }).waitFor();
    await expectAccessible(customer, 'rules-why-later');
  });
});
