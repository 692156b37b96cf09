import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from 'wisbaar-schema';
import {
  ApiClient,
  confirmWithPassword,
  FlexService,
  look,
  makeApiClient,
  makeInstallation,
  openBrowser,
  signInToAdmin,
  setUpAgency,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const Register = graphql(`
  mutation RegisterForHandOver($input: RegisterCandidateInput!) {
    registerCandidate(input: $input) {
      candidate {
        id
      }
    }
  }
`);
const Approve = graphql(`
  mutation ApproveForHandOver($input: ApproveCandidateInput!) {
    approveCandidate(input: $input) {
      candidate {
        id
        approvedOn
        retention {
          until
        }
      }
      userErrors {
        code
      }
    }
  }
`);
const Save = graphql(`
  mutation SaveBackOfficeFromTest($input: SaveBackOfficeInput!) {
    saveBackOffice(input: $input) {
      secret
      userErrors {
        code
      }
    }
  }
`);
const HandOvers = graphql(`
  query HandOversFromTest {
    handOvers {
      nodes {
        state
        attempts
        problem
        candidate {
          id
          afasProfitId
        }
      }
    }
  }
`);

describe('approved candidates go to the back office, which leads from then on (H40, H41, D20)', () => {
  let installation: Installation;
  let product: Product;
  let login: Login;
  let staff: ApiClient;
  let browser: Browser;
  let flexService: FlexService;
  let agencyId: string;
  let key: string;

  beforeAll(async () => {
    flexService = await FlexService.start();
    installation = await makeInstallation();
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Overstap');
    staff = await new ApiClient(product.url).signIn(login);
    browser = await openBrowser();
    const { data } = await staff.send('{ agencies { id } }');
    agencyId = (data as { agencies: [{ id: string }] }).agencies[0].id;
    await staff.confirm();
    const { saveBackOffice } = await staff.ask(Save, {
      input: { agencyId, name: 'FlexService', url: flexService.url, active: true },
    });
    flexService.secret = saveBackOffice.secret!;
    key = (await makeApiClient(staff, 'BACK_OFFICE')).key;
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await flexService.down();
  });

  const register = async (lastName: string) =>
    (
      await staff.ask(Register, {
        input: { agencyId, lastName, emailPrivate: `${lastName.toLowerCase()}@thuis.example` },
      })
    ).registerCandidate.candidate!.id;
  const approve = async (candidateId: string) =>
    (await staff.ask(Approve, { input: { candidateId } })).approveCandidate;
  const handOverOf = async (candidateId: string) =>
    (await staff.ask(HandOvers, {})).handOvers.nodes.find((one) => one.candidate?.id === candidateId);
  const ask = async <Row extends object>(statement: string) => look<Row>(await product.databaseUrl(), statement);
  /** Time passes only for what waits, not for the machine. */
  const hurry = () => ask(`update hand_over set next_attempt_at = now() where state = 'QUEUED'`);

  it('is taken once, believed by its signature, and comes back with the number of payroll (C119)', async () => {
    const id = await register('Aankomst');
    expect(await approve(id)).toMatchObject({ candidate: { retention: { until: null } }, userErrors: [] });
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE', attempts: 1 });
    expect(flexService.taken).toMatchObject([
      { event: 'candidate.approved', candidateId: id, candidate: { lastName: 'Aankomst' } },
    ]);
    expect((await handOverOf(id))!.candidate).toMatchObject({ afasProfitId: '40017' });
  });

  it('gets there after the back office was down, broken, and deaf to our secret, and is taken once', async () => {
    const id = await register('Volhouder');
    await flexService.down();
    await approve(id);
    await expect
      .poll(() => handOverOf(id), { timeout: 30_000 })
      .toMatchObject({ state: 'QUEUED', problem: 'UNREACHABLE' });
    await flexService.up();
    flexService.mood = 'FAILS';
    await hurry();
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ attempts: 2, problem: 'HTTP_503' });
    flexService.mood = 'TAKES';
    const { secret } = flexService;
    flexService.secret = 'another one';
    await hurry();
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ attempts: 3, problem: 'HTTP_401' });
    flexService.secret = secret;
    await hurry();
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE', problem: null });
    expect(flexService.taken.filter(({ candidateId }) => candidateId === id)).toHaveLength(1);
  });

  it('goes over to another secret at its own moment: until then both hold, and nothing is refused', async () => {
    const arrives = async (lastName: string) => {
      const before = flexService.answers.length;
      const id = await register(lastName);
      await approve(id);
      await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE', attempts: 1 });
      return flexService.answers.slice(before);
    };
    const { page, context, mishaps } = await visitor(browser);
    await signInToAdmin(page, product.url, login);
    await page.goto(`${product.url}/admin/overdrachten`);
    await page.getByRole('button', { name: 'Koppeling wijzigen' }).click();
    await page.getByLabel('Nieuw geheim maken').check();
    await page.getByLabel('Het vorige geheim geldt nog').selectOption({ label: '3 dagen' });
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await confirmWithPassword(page, login);
    const shown = page.getByRole('dialog', { name: 'Geheim voor de handtekening' });
    const fresh = await shown.getByText(/^wbh_/).innerText();
    await page.keyboard.press('Escape');
    await page.getByText(/Geldt nog tot/).waitFor();

    // Not yet gone over, and gone over.
    expect(await arrives('Vroeger')).toEqual([200]);
    expect(flexService.signatures.at(-1)).toBe(2);
    const old = flexService.secret;
    flexService.secret = fresh;
    expect(await arrives('Later')).toEqual([200]);

    await page.getByRole('button', { name: 'Koppeling wijzigen' }).click();
    await page.getByLabel('Het vorige geheim laten vervallen').check();
    await page.getByRole('button', { name: 'Opslaan' }).click();
    await expect.poll(() => page.getByText(/Geldt nog tot/).count()).toBe(0);
    expect(await arrives('Enkel')).toEqual([200]);
    expect(flexService.signatures.at(-1)).toBe(1);

    // Whoever still goes by the old one is refused from now on.
    flexService.secret = old;
    const id = await register('Achterblijver');
    await approve(id);
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ problem: 'HTTP_401' });
    flexService.secret = fresh;
    await hurry();
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE' });
    expect(mishaps).toEqual([]);
    await context.close();
  });

  it('leaves nothing of the person in the jobs', async () => {
    const id = await register('Geheimhouder');
    await approve(id);
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE' });
    const tables = await ask<{ name: string }>(
      `select tablename as name from pg_tables where tablename like 'agenda%'`,
    );
    for (const { name } of tables) {
      const found = await ask(
        `select 1 from "${name}" t where t::text like '%Geheimhouder%' or t::text like '%${id}%'`,
      );
      expect(found, name).toEqual([]);
    }
  });

  it('ends with the clean-up that the back office reports by its key, and by no person', async () => {
    const id = await register('Vertrek');
    await approve(id);
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE' });
    const asPerson = await staff.send(
      'mutation ($i: ReportCleanUpInput!) { reportCleanUp(input: $i) { outcome userErrors { code } } }',
      { i: { candidateId: id } },
    );
    expect(asPerson.errors.map((error) => error.extensions?.code)).toEqual(['FORBIDDEN']);
    expect(await flexService.reportCleanUp(product.url, key, id)).toEqual({ outcome: 'ANONYMISED', userErrors: [] });
    const { data } = await staff.send(
      `{ node(id: "${id}") { ... on Candidate { lastName anonymised receipts { way } } } }`,
    );
    expect(data!['node']).toEqual({ lastName: 'xxx', anonymised: true, receipts: [{ way: 'BACK_OFFICE' }] });
    expect(await flexService.reportCleanUp(product.url, key, await register('Blijver'))).toEqual({
      outcome: null,
      userErrors: [{ code: 'NOT_HANDED_OVER' }],
    });
  });

  it('is approved on his page, and sent again by hand where it failed', async () => {
    const id = await register('Knop');
    await flexService.down();
    const { page, context, mishaps } = await visitor(browser);
    await signInToAdmin(page, product.url, login);
    await page.goto(`${product.url}/admin/kandidaten/${id}`);
    await page.getByRole('button', { name: 'Goedkeuren' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Goedkeuren' }).click();
    await page.getByText('Gegevens doorgeven').waitFor();
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ problem: 'UNREACHABLE' });
    await ask(`update hand_over set state = 'FAILED' where problem = 'UNREACHABLE'`);
    await flexService.up();
    await page.goto(`${product.url}/admin/overdrachten?state=FAILED`);
    await page.getByRole('button', { name: 'Opnieuw versturen: Knop' }).click();
    await page.getByText('Het bericht wordt nu opnieuw verstuurd.').waitFor();
    await expect.poll(() => handOverOf(id), { timeout: 30_000 }).toMatchObject({ state: 'DONE', attempts: 1 });
    expect(mishaps).toEqual([]);
    await context.close();
  });
});
