import type { Browser, Locator, Page } from 'playwright-core';
import { graphql } from 'wisbaar-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  confirmWithPassword,
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

const AGENCY = 'Bureau Singel';
const ROLE = 'Intercedent';
const REASON = 'Een intercedent heeft de roepnaam niet nodig';
const Agencies = graphql(`
  query AgenciesOfRoles {
    agencies {
      id
    }
  }
`);
const Register = graphql(`
  mutation RegisterForRoles($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
      userErrors {
        field
        code
      }
    }
  }
`);

describe('roles, from the matrix to the next click', () => {
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let login: Login;
  let employee: Login;
  let admin: Page;
  let candidateId: string;
  const mishaps: string[][] = [];

  beforeAll(async () => {
    browser = await openBrowser();
    installation = await makeInstallation();
    login = await setUpAgency(installation, AGENCY);
    employee = { email: 'iris@bureau-singel.example', password: login.password };
    product = await installation.start();
    const api = await new ApiClient(product.url).signIn(login);
    const [agency] = (await api.ask(Agencies, {})).agencies;
    const { registerCandidate } = await api.ask(Register, {
      input: { agencyId: agency!.id, lastName: 'Vos', callName: 'Femke', town: 'Delft' },
    });
    candidateId = registerCandidate.candidate!.id;
    admin = await visit();
    await signInToAdmin(admin, product.url, login);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  async function visit(): Promise<Page> {
    const somebody = await visitor(browser);
    mishaps.push(somebody.mishaps);
    return somebody.page;
  }
  const database = async () => product.databaseUrl();
  /** An employee with the admin's own password, and the role of this name. */
  async function employ({ email }: Login, role: string) {
    await look(
      await database(),
      `with new_staff as (
         insert into staff_user (id, name, email, password_hash, role_id)
         select gen_random_uuid(), 'Iris Singel', $1, u.password_hash, r.id from staff_user u, role r where r.name = $2 returning id)
       insert into staff_agency (staff_id, agency_id) select n.id, a.id from new_staff n, agency a`,
      [email, role],
    );
  }
  const openScreen = async (page: Page, path: string, title: string) => {
    await page.goto(`${product.url}/admin/${path}`);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 20_000 }).toBe(0);
  };
  async function openRole(page: Page, name: string) {
    await openScreen(page, 'rollen', 'Rollen');
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }
  async function editRole(page: Page, name: string) {
    await openRole(page, name);
    await page.getByRole('link', { name: 'Wijzigen', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `Toegang wijzigen: ${name}` }).waitFor();
  }
  const box = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
  const find = (page: Page, text: string) => page.getByLabel('Zoek een veld of recht').fill(text);
  const field = (page: Page, name: string): Locator =>
    page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^\\s*${name}`) }) });
  async function save(page: Page, reason: string) {
    await page.getByRole('button', { name: 'Controleren en opslaan' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reden').fill(reason);
    await dialog.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
  }

  it('lists the built-in ones, with how many have them and where they hold (H2, H3)', async () => {
    await openScreen(admin, 'rollen', 'Rollen');
    const rows = admin.getByRole('row');
    await expect.poll(() => rows.count()).toBe(7);
    const row = admin.getByRole('row').filter({ hasText: 'Beheerder' });
    expect(await row.innerText()).toMatch(/Ingebouwd\s+1\s+Alle bureaus van de medewerker/);
    await expectAccessible(admin, 'roles-list');
  });

  it('makes a new one as a copy, with a reason; the copy starts in its matrix, by Toegang > Wijzigen (H4)', async () => {
    await admin.getByRole('button', { name: 'Nieuwe rol' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Nieuwe rol' });
    await dialog.getByRole('button', { name: 'Rol maken' }).click();
    await dialog.getByRole('link', { name: 'Geef een naam van 1 tot 100 tekens.' }).waitFor();
    await dialog.getByRole('link', { name: 'Geef een reden van 5 tot 500 tekens.' }).waitFor();
    await expectAccessible(admin, 'roles-new-errors');
    await dialog.getByLabel('Naam', { exact: true }).fill(ROLE);
    await dialog.getByLabel('Begint met').selectOption({ label: 'Een kopie van Recruiter' });
    expect(await dialog.getByRole('option', { name: 'Consultant (mag meer dan u)' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reden').fill('Voor de vestiging');
    await dialog.getByRole('button', { name: 'Rol maken' }).click();
    await admin.getByRole('heading', { level: 1, name: `Toegang wijzigen: ${ROLE}` }).waitFor();
    expect(await box(admin, 'Zien: Roepnaam').isChecked()).toBe(true);
    expect(await box(admin, 'Mag: Verzonden mails bekijken').isChecked()).toBe(false);
    await expectAccessible(admin, 'roles-edit');
    await employ(employee, ROLE);
  });

  it('ticks and locks to see where to change is ticked (H6)', async () => {
    await admin.reload();
    await find(admin, 'roepnaam');
    await admin.getByText('1 recht gevonden').waitFor();
    const [see, change] = [box(admin, 'Zien: Roepnaam'), box(admin, 'Wijzigen: Roepnaam')];
    expect(await change.isChecked()).toBe(true);
    expect(await see.isDisabled()).toBe(true);
    await change.uncheck();
    expect(await see.isEnabled()).toBe(true);
    await see.uncheck();
    await change.check();
    expect(await see.isChecked()).toBe(true);
    expect(await see.isDisabled()).toBe(true);
    await change.uncheck();
    await see.uncheck();
    await find(admin, '');
  });

  it('gives and takes all of a group at once, and says when only some are given', async () => {
    const shortcut = box(admin, 'Wijzigen: alles van Adres');
    const mixed = () => shortcut.evaluate((one) => (one as unknown as { indeterminate: boolean }).indeterminate);
    expect(await shortcut.isChecked()).toBe(true);
    await box(admin, 'Wijzigen: Straat').uncheck();
    expect([await shortcut.isChecked(), await mixed()]).toEqual([false, true]);
    await shortcut.click();
    expect([await shortcut.isChecked(), await mixed()]).toEqual([true, false]);
    await shortcut.click();
    expect(await box(admin, 'Wijzigen: Postcode').isChecked()).toBe(false);
    expect(await box(admin, 'Zien: Postcode').isChecked()).toBe(true);
    await shortcut.click();
    await admin.getByText('2 wijzigingen', { exact: true }).waitFor();
  });

  it('is walked with the keyboard, from box to box', async () => {
    const focused = () => admin.locator('input:focus').getAttribute('aria-label');
    await box(admin, 'Wijzigen: Straat').focus();
    await admin.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Wijzigen: Huisnummer');
    await admin.keyboard.press('Space');
    await admin.getByText('3 wijzigingen', { exact: true }).waitFor();
    await admin.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('Zien: Huisnummer');
    await admin.keyboard.press('ArrowRight');
    await admin.keyboard.press('Space');
    await admin.getByText('2 wijzigingen', { exact: true }).waitFor();
  });

  it('keeps from giving what one lacks oneself, and says why', async () => {
    const rules = box(admin, 'Mag: Anonimiseringsregels wijzigen');
    expect(await rules.isDisabled()).toBe(true);
    await admin.getByText('U hebt dit recht zelf niet en kunt het dus niet geven.').first().waitFor();
  });

  it('asks before changes are lost that nobody saved', async () => {
    await admin.getByRole('link', { name: 'Kandidaten' }).first().click();
    const question = admin.getByRole('alertdialog', { name: 'Wijzigingen weggooien?' });
    await question.getByText('2 wijzigingen zijn nog niet opgeslagen.').waitFor();
    await expectAccessible(admin, 'roles-leave');
    await question.getByRole('button', { name: 'Blijven' }).click();
    await admin.getByText('2 wijzigingen', { exact: true }).waitFor();
  });

  it('shows the difference, and saves it with a reason only', async () => {
    const colleague = await visit();
    await signInToAdmin(colleague, product.url, employee);
    await colleague.getByRole('row').getByRole('link').first().click();
    await colleague.getByRole('heading', { level: 1, name: 'Femke Vos' }).waitFor();
    expect(await field(colleague, 'Roepnaam').innerText()).toContain('Femke');
    expect(await colleague.getByRole('link', { name: 'Verzonden mails' }).count()).toBe(0);

    await box(admin, 'Mag: Verzonden mails bekijken').check();
    await admin.getByRole('button', { name: 'Controleren en opslaan' }).click();
    const dialog = admin.getByRole('dialog', { name: `Wijzigingen aan ${ROLE}` });
    await dialog.getByText('Gegeven (1)').waitFor();
    await dialog.getByText('Ingetrokken (2)').waitFor();
    await dialog.getByText('Geldt vanaf de volgende klik van 1 medewerker.').waitFor();
    await dialog.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
    await dialog.getByText('Geef een reden van 5 tot 500 tekens.').waitFor();
    await expectAccessible(admin, 'roles-review');
    await dialog.getByLabel('Reden').fill(REASON);
    await dialog.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
    await confirmWithPassword(admin, login);
    await admin.getByText('De wijzigingen zijn opgeslagen en gelden vanaf nu.').waitFor();
    await expectAccessible(admin, 'roles-role');

    // His next click, in the page that he had open.
    await colleague.getByRole('link', { name: 'Kandidaten' }).first().click();
    await colleague.getByRole('row').getByRole('link').first().click();
    await expect.poll(() => field(colleague, 'Roepnaam').innerText()).toContain('Geen recht');
    expect(await field(colleague, 'Achternaam').innerText()).toContain('Vos');
    await colleague.reload();
    await colleague.getByRole('link', { name: 'Verzonden mails' }).first().click();
    await colleague.getByRole('heading', { level: 1, name: 'Verzonden mails' }).waitFor();
    expect(await colleague.getByText('Uw rol geeft hier geen recht op').count()).toBe(0);
    await colleague.context().close();
  });

  it('keeps how it became what it is, with who, when and why', async () => {
    await admin.getByRole('link', { name: 'Geschiedenis' }).click();
    await admin.getByText('1 gegeven, 2 ingetrokken').waitFor();
    await admin.getByText(REASON).waitFor();
    await admin.getByText('Voor de vestiging').waitFor();
    await admin.getByText('Welke rechten').first().click();
    await expectAccessible(admin, 'roles-history');
  });

  it('tells of a change in between, and keeps what was chosen (CONFLICT)', async () => {
    await editRole(admin, ROLE);
    await box(admin, 'Mag: Kandidaten exporteren').check();
    const other = await visit();
    await signInToAdmin(other, product.url, login);
    await editRole(other, ROLE);
    await box(other, 'Mag: Bewaartermijnen bekijken').check();
    await save(other, 'Ook de termijnen');
    await confirmWithPassword(other, login);
    await other.getByText('De wijzigingen zijn opgeslagen en gelden vanaf nu.').waitFor();
    await other.context().close();

    await save(admin, 'En de uitvoer');
    const dialog = admin.getByRole('dialog');
    await dialog.getByText('Deze rol is intussen gewijzigd').waitFor();
    await dialog.getByText(/wijzigde de rol op .*: Ook de termijnen/).waitFor();
    await dialog.getByText('Gegeven (1)').waitFor();
    await expectAccessible(admin, 'roles-conflict');
    await dialog.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
    await admin.getByText('De wijzigingen zijn opgeslagen en gelden vanaf nu.').waitFor();
    const [found] = await look<{ rights: string[] }>(
      await database(),
      `select array_agg("right" order by "right") as rights from role_right x join role r on r.id = x.role_id
       where r.name = $1 and granted and "right" in ('candidate:export', 'retention:read')`,
      [ROLE],
    );
    expect(found?.rights).toEqual(['candidate:export', 'retention:read']);
  });

  it('is looked through as a role: what it sees, why, and nothing to change meanwhile (H7)', async () => {
    await admin.getByRole('button', { name: 'Kijk als deze rol' }).click();
    const banner = admin.getByRole('region', { name: 'Kijken als een andere rol' });
    await banner.getByText(`U kijkt als ${ROLE}`).waitFor();
    expect(await admin.getByRole('link', { name: 'Rollen' }).count()).toBe(0);
    await admin.getByRole('row').getByRole('link').first().click();
    await admin.getByRole('heading', { name: 'Personalia' }).waitFor();
    await banner.waitFor();
    expect(await field(admin, 'Roepnaam').innerText()).toContain('Geen recht');
    expect(await admin.getByRole('button', { name: /wijzigen$/i }).count()).toBe(0);
    expect(await admin.getByRole('button', { name: 'Anonimiseren' }).isDisabled()).toBe(true);
    await expectAccessible(admin, 'roles-look-as');

    await admin.getByRole('button', { name: 'Waarom Roepnaam verborgen is' }).click();
    await admin.getByText(new RegExp(`^Verborgen: ingesteld door .+ op .+: ${REASON}$`)).waitFor();
    await expectAccessible(admin, 'roles-deciding-rule');
    await admin.keyboard.press('Escape');
    await admin.getByRole('button', { name: 'Waarom Achternaam zichtbaar is' }).click();
    await admin.getByText(/^Zichtbaar: ingesteld door .+: Voor de vestiging$/).waitFor();
    await admin.keyboard.press('Escape');

    const refused = await admin.evaluate(async (id) => {
      const answer = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: 'mutation ($i: UpdateCandidateInput!) { updateCandidate(input: $i) { candidate { id } } }',
          variables: { i: { id, town: 'Elders' } },
        }),
      });
      return (await answer.json()) as { errors: { extensions: { code: string } }[] };
    }, candidateId);
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await look(await database(), `select town from candidate`)).toEqual([{ town: 'Delft' }]);

    await banner.getByRole('button', { name: 'Stoppen' }).click();
    await banner.waitFor({ state: 'detached' });
    await admin.getByRole('button', { name: 'Personalia wijzigen' }).waitFor();
    expect(await field(admin, 'Roepnaam').innerText()).toContain('Femke');
  });

  it('compares roles side by side, and only where they differ if one likes', async () => {
    await openScreen(admin, 'rollen/vergelijken', 'Rollen vergelijken');
    for (const name of ['Beheerder', 'Privacy officer']) await box(admin, name).uncheck();
    await admin.getByText('Kies ten minste twee rollen.').waitFor();
    await box(admin, 'Recruiter').check();
    await box(admin, ROLE).check();
    await admin.getByRole('columnheader', { name: ROLE }).first().waitFor();
    await expectAccessible(admin, 'roles-compare');
    await box(admin, 'Alleen verschillen').check();
    const names = () => admin.locator('tbody th[scope="row"]').allInnerTexts();
    await expect
      .poll(async () => (await names()).toSorted())
      .toEqual(['Bewaartermijnen bekijken', 'Kandidaten exporteren', 'Roepnaam', 'Verzonden mails bekijken']);
    await admin.reload();
    await admin.getByRole('columnheader', { name: ROLE }).first().waitFor();
  });

  it('adds and renames organisation units, and puts a candidate into one (C42)', async () => {
    await openScreen(admin, 'organisatie-onderdelen', 'Organisatie-onderdelen');
    await admin.getByText('Dit bureau heeft nog geen onderdelen.').waitFor();
    const name = admin.getByLabel(`Nieuw onderdeel van ${AGENCY}`);
    for (const unit of ['Delft', 'Rotterdam']) {
      await name.fill(unit);
      await admin.getByRole('button', { name: 'Onderdeel toevoegen' }).click();
      await admin.getByText(`${unit} is opgeslagen.`).waitFor();
    }
    await name.fill('delft');
    await admin.getByRole('button', { name: 'Onderdeel toevoegen' }).click();
    await admin.getByText('Dit bureau heeft al een onderdeel met deze naam.').waitFor();
    await expectAccessible(admin, 'units');
    await admin.getByRole('button', { name: 'Delft hernoemen' }).click();
    await admin.getByLabel('Naam van het onderdeel').fill('Vestiging Delft');
    await admin.keyboard.press('Enter');
    await admin.getByText('Vestiging Delft is opgeslagen.').waitFor();
    await admin.getByRole('button', { name: 'Vestiging Delft hernoemen' }).waitFor();

    await admin.goto(`${product.url}/admin/kandidaten/${candidateId}`);
    await admin.getByRole('button', { name: 'Onderdeel wijzigen' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Bij welk onderdeel hoort Femke Vos?' });
    await dialog.getByLabel('Onderdeel').selectOption({ label: 'Vestiging Delft' });
    await expectAccessible(admin, 'candidate-unit-dialog');
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await admin.getByText('· Vestiging Delft').waitFor();
    await expectAccessible(admin, 'candidate-unit');
  });

  it('holds a role to a unit: for who has it, people elsewhere are as if they didn’t exist', async () => {
    await openRole(admin, ROLE);
    await admin.getByRole('button', { name: 'Naam en bereik' }).click();
    const dialog = admin.getByRole('dialog', { name: 'Naam en bereik' });
    await dialog.getByLabel('Beperken tot bepaalde onderdelen').check();
    await dialog.getByLabel(`Rotterdam (${AGENCY})`).check();
    await dialog.getByLabel('Reden').fill('Werkt alleen voor Rotterdam');
    await expectAccessible(admin, 'roles-reach');
    await dialog.getByRole('button', { name: 'Opslaan' }).click();
    await admin.getByText('Onderdelen: Rotterdam').waitFor();

    const colleague = await visit();
    await signInToAdmin(colleague, product.url, employee);
    await colleague
      .getByText('0 kandidaten', { exact: true })
      .or(colleague.getByText('Nog geen kandidaten'))
      .first()
      .waitFor();
    await colleague.goto(`${product.url}/admin/kandidaten/${candidateId}`);
    await colleague.getByRole('heading', { level: 1 }).waitFor();
    expect(await colleague.locator('body').innerText()).not.toContain('Vos');
    await colleague.context().close();
  });

  it('says all of it in English too', async () => {
    const page = await visit();
    await signInToAdmin(page, product.url, login);
    await page.evaluate(() => localStorage.setItem('wisbaar.locale', 'en'));
    await page.goto(`${product.url}/admin/rollen`);
    await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor();
    await page.getByRole('link', { name: ROLE }).click();
    await page.getByRole('link', { name: 'Change', exact: true }).click();
    await page.getByRole('checkbox', { name: 'See: Last name' }).waitFor();
    await expectAccessible(page, 'roles-edit-english');
    await page.context().close();
  });

  it('has made no mistake by itself', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
