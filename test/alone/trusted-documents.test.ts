import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ApiClient,
  confirmWithPassword,
  look,
  makeInstallation,
  openBrowser,
  sendWithKey,
  setUpAgency,
  signInToAdmin,
  visitor,
  type Installation,
  type Login,
  type Product,
} from '../kit/index.ts';

const documentsOf = async (app: string) =>
  JSON.parse(
    await readFile(fileURLToPath(new URL(`../../${app}/build/documents.json`, import.meta.url)), 'utf8'),
  ) as string[];
const codesOf = ({ errors }: { errors: { extensions?: { code?: string } }[] }) =>
  errors.map(({ extensions }) => extensions?.code);

describe('documents that the server trusts (conventions, API 10)', () => {
  let installation: Installation;
  let product: Product;
  let login: Login;
  let browser: Browser;
  beforeAll(async () => {
    installation = await makeInstallation({ TRUSTED_DOCUMENTS: '1' });
    product = await installation.start();
    login = await setUpAgency(installation, 'Bureau Vertrouwd');
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
  });

  it('are all that our own apps send, on every screen', async () => {
    const { page, mishaps } = await visitor(browser);
    const refused: string[] = [];
    const answers: Promise<void>[] = [];
    page.on('response', (response) => {
      if (!response.url().endsWith('/graphql')) return;
      const look = (text: string) => {
        if (text.includes('UNKNOWN_DOCUMENT')) refused.push(response.request().postData() ?? '');
      };
      answers.push(response.text().then(look, () => undefined));
    });
    await signInToAdmin(page, product.url, login);
    const links = await page.getByRole('navigation').getByRole('link').all();
    const addresses = await Promise.all(links.map(async (link) => (await link.getAttribute('href'))!));
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of [...addresses, '/admin/account', '/admin/rollen/vergelijken']) {
      await page.goto(`${product.url}${address}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      // cspell:ignore networkidle
      await page.waitForLoadState('networkidle');
    }
    await page.goto(`${product.url}/bewaren#${'x'.repeat(43)}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await Promise.all(answers);
    expect(refused).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
    expect(mishaps).toEqual([]);
  });

  it.each(['admin', 'portal'])('are taken as the build of the %s wrote them, laid out in whatever way', async (app) => {
    const documents = await documentsOf(app);
    expect(documents.length).toBeGreaterThan(2);
    const refused: string[] = [];
    for (const document of documents)
      for (const text of [document, document.replaceAll(/\s+/g, ' ')])
        if (codesOf(await new ApiClient(product.url).send(text)).includes('UNKNOWN_DOCUMENT')) refused.push(text);
    expect(refused).toEqual([]);
  });

  it('are all that an employee or a stranger can ask, whatever else he writes', async () => {
    const [signIn] = (await documentsOf('admin')).filter((text) => text.startsWith('mutation SignIn('));
    const staff = new ApiClient(product.url);
    expect((await staff.send(signIn!, { input: login })).errors).toEqual([]);
    const free = [
      '{ candidates(first: 1) { totalCount } }',
      '{ __schema { types { name } } }',
      'query Viewer { viewer { id name email } }',
      'mutation SignOut { signOut { userErrors { code message } } }',
    ];
    for (const api of [staff, new ApiClient(product.url)])
      for (const query of free) {
        const answer = await api.send(query);
        expect([answer.status, answer.data ?? null, codesOf(answer)]).toEqual([400, null, ['UNKNOWN_DOCUMENT']]);
      }
    // Nothing was carried out: the session is still there.
    const [viewer] = (await documentsOf('admin')).filter((text) => text.startsWith('query Viewer '));
    expect((await staff.send(viewer!)).data).toMatchObject({ viewer: { email: login.email } });
  });

  it('do not bind a program with a key, whose costs are counted', async () => {
    const key = await madeKey();
    const answer = await sendWithKey(product.url, key, '{ candidates(first: 1) { totalCount } apiClient { name } }');
    expect(answer).toMatchObject({ status: 200, errors: [], data: { apiClient: { name: 'Rapportage' } } });
  });

  /** Made on its screen: nothing else may ask for it here. */
  async function madeKey(): Promise<string> {
    const { page, context } = await visitor(browser);
    await signInToAdmin(page, product.url, login);
    await page.goto(`${product.url}/admin/api-sleutels`);
    await page.getByRole('button', { name: 'API-client maken' }).click();
    await page.getByLabel('Naam').fill('Rapportage');
    await page.getByLabel('Rol').selectOption({ label: 'Alleen lezen' });
    await page.getByRole('button', { name: 'Maken en sleutel tonen' }).click();
    await confirmWithPassword(page, login);
    await page.getByText('U ziet deze sleutel nu één keer').waitFor();
    // What is shown once is not put away by a slip of the hand.
    await page.mouse.click(5, 5);
    await page.keyboard.press('Escape');
    const key = (await page.getByRole('dialog').locator('code').textContent())!;
    await page.getByRole('button', { name: 'Ik heb de sleutel bewaard' }).click();
    await context.close();
    expect(await look(await product.databaseUrl(), 'select name from api_client')).toEqual([{ name: 'Rapportage' }]);
    return key;
  }
});
