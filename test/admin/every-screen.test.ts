import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { demoClient } from '../kit/demo.ts';
import { expectAccessible, openBrowser, signInToAdmin, visitor } from '../kit/index.ts';

const ROUTES = fileURLToPath(new URL('../../admin/src/routes', import.meta.url));

/** The addresses of all screens, as the folders of the app have them; `(staff)` is for who is signed in. */
const screens = readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('+page.svelte'))
  .map((file) => file.split('/').slice(0, -1).join('/'))
  .toSorted();
const ofStaff = screens.filter((screen) => screen.startsWith('(staff)')).map((screen) => screen.replace('(staff)', ''));
const ofStrangers = screens.filter((screen) => !screen.startsWith('(staff)') && screen !== '').map((one) => `/${one}`);

/** Every screen there is, in both languages, wide and narrow; a new one is among them by itself. */
describe('every screen of the staff’s app, in Dutch and in English', () => {
  const url = inject('demoUrl');
  let browser: Browser;
  let staff: { page: Page; mishaps: string[] };
  /** What stands for `[id]` on the screens below a place. */
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    browser = await openBrowser();
    const { data } = await demoClient('ADMIN').send(
      '{ candidates(first: 1, filter: { state: PLANNED }) { nodes { id } } labels { id } roles { id builtIn } agencies { id } }',
    );
    const found = data as {
      candidates: { nodes: { id: string }[] };
      labels: { id: string }[];
      roles: { id: string; builtIn: string | null }[];
      agencies: { id: string }[];
    };
    ids['/kandidaten'] = found.candidates.nodes[0]!.id;
    ids['/labels'] = found.labels[0]!.id;
    ids['/rollen'] = found.roles.find(({ builtIn }) => builtIn !== 'ADMIN')!.id;
    const drafted = await demoClient('CONSULTANT').send(
      'mutation ($input: DraftRuleSetInput!) { draftRuleSet(input: $input) { ruleSet { id } userErrors { code } } }',
      { input: { agencyIds: [found.agencies[0]!.id], name: 'Elk scherm' } },
    );
    ids['/regels'] = (drafted.data!['draftRuleSet'] as { ruleSet: { id: string } }).ruleSet.id;
    staff = await visitor(browser);
    await signInToAdmin(staff.page, url, inject('demoLogins').ADMIN);
  });
  afterAll(() => browser.close());

  it.each(ofStaff)('%s', async (screen) => {
    const [place, rest] = screen.split('/[id]');
    const address = rest === undefined ? screen : `${place!}/${ids[place!]!}${rest}`;
    await lookInBothLanguages(staff, screen, address);
  });

  it.each(ofStrangers)('%s', async (screen) => {
    const stranger = await visitor(browser);
    await lookInBothLanguages(stranger, screen, screen);
    await stranger.context.close();
  });

  async function lookInBothLanguages(
    { page, mishaps }: { page: Page; mishaps: string[] },
    screen: string,
    address: string,
  ) {
    const seen: Record<string, string> = {};
    for (const language of ['nl', 'en'] as const) {
      await page.goto(`${url}/admin${address}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await speak(page, language);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expect.poll(() => page.locator('[aria-busy="true"]').count(), { timeout: 20_000 }).toBe(0);
      await expectAccessible(page, `every${screen.replaceAll(/[^a-z]+/g, '-')}-${language}`);
      expect(await page.evaluate('document.documentElement.lang')).toBe(language);
      seen[language] = await page.getByRole('main').innerText();
      expect(seen[language]).not.toMatch(/\b(undefined|NaN|\[object Object\])\b/);
    }
    expect(seen['nl']).not.toBe(seen['en']);
    expect(mishaps).toEqual([]);
  }

  async function speak(page: Page, language: 'nl' | 'en') {
    if ((await page.evaluate('document.documentElement.lang')) === language) return;
    const name = language === 'en' ? 'EN English' : 'NL Nederlands';
    await page.getByRole('button', { name }).first().click();
    await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe(language);
  }
});
