import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
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
} from '../kit/index.ts';
import { PAGES, type Language, type World } from './pages.ts';

const Prepare = graphql(`
  query PrepareEveryPage {
    agencies {
      id
    }
    labels {
      id
      slug
      statements {
        id
        revision
      }
    }
  }
`);
const PutLive = graphql(`
  mutation PutLiveForEveryPage($input: PutStatementLiveInput!) {
    putStatementLive(input: $input) {
      userErrors {
        code
      }
    }
  }
`);
const Dress = graphql(`
  mutation DressForEveryPage($input: SaveLabelLookInput!) {
    saveLabelLook(input: $input) {
      userErrors {
        code
      }
    }
  }
`);
const AddVacancy = graphql(`
  mutation AddVacancyForEveryPage($input: SaveVacancyInput!) {
    saveVacancy(input: $input) {
      vacancy {
        id
      }
    }
  }
`);

/** As narrow as a screen may be (WCAG 1.4.10), which is also what 1280 px enlarged to 400 % leaves; and 640 px is 1280 px at 200 % (1.4.4). */
const REFLOWED = [320, 640];
const LANGUAGES = { nl: 'nl-NL', en: 'en-GB' } as const;
const dutch = somebody('Femke');
const english = somebody('Grace', 'en');
const TONE = '#7a2058';

describe('every page of the portal', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let world: World;
  const pages: Partial<Record<Language, Page>> = {};
  const mishaps: string[][] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url });
    const { url } = await installation.start({ FAKE_NOW: ASKED.fakeNow });
    const login = await setUpAgency(installation, 'Bureau Vuurtoren');
    const api = await new ApiClient(url).signIn(login);
    const { agencies, labels } = await api.ask(Prepare, {});
    const { id: labelId, slug: label, statements } = labels[0]!;
    for (const { id, revision } of statements!) await api.ask(PutLive, { input: { statementId: id, revision } });
    const dressed = await api.ask(Dress, { input: { labelId, accentColour: TONE } });
    expect(dressed.saveLabelLook.userErrors).toEqual([]);
    const vacancy = { agencyId: agencies[0]!.id, reference: 'V-7', title: 'Medewerker klantcontactcentrum (m/v/x)' };
    const { saveVacancy } = await api.ask(AddVacancy, { input: vacancy });
    await askPeople(installation, 'Bureau Vuurtoren', [dutch, english]);
    for (const language of ['nl', 'en'] as const) {
      const reader = await visitor(browser, { locale: LANGUAGES[language] });
      pages[language] = reader.page;
      mishaps.push(reader.mishaps);
    }
    const questionLink = { nl: await linkOf(dutch.email), en: await linkOf(english.email) };
    world = { url, label, vacancyId: saveVacancy.vacancy!.id, questionLink, confirmLink: await sendForm(url, label) };
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  const linkOf = async (email: string) => linkIn((await mail.waitForMails(email))[0]!);
  async function sendForm(url: string, label: string): Promise<string> {
    const email = 'sanne@visser.example';
    const page = pages.nl!;
    await page.goto(`${url}/l/${label}/inschrijven`);
    await page.getByRole('textbox', { name: 'Voornaam' }).fill('Sanne');
    await page.getByRole('textbox', { name: 'Achternaam' }).fill('Visser');
    await page.getByRole('textbox', { name: 'E-mailadres' }).fill(email);
    await page.getByRole('checkbox', { name: 'Ik heb het privacystatement gelezen' }).check();
    await page.getByRole('button', { name: 'Inschrijven' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kijk in je mail' }).waitFor();
    return /https?:\/\/\S+#[\w-]+/.exec((await mail.waitForMails(email))[0]!.text ?? '')![0];
  }

  it('has a visit in pages.ts', async () => {
    const routes = fileURLToPath(new URL('../../portal/src/routes/', import.meta.url));
    const found = (await readdir(routes, { recursive: true }))
      .filter((file) => file.endsWith('+page.svelte'))
      .map((file) => (dirname(file) === '.' ? '/' : `/${dirname(file)}`));
    expect(Object.keys(PAGES).toSorted()).toEqual([...found, '/+error'].toSorted());
  });

  for (const [route, visits] of Object.entries(PAGES))
    for (const [index, visit] of visits.entries())
      for (const language of ['nl', 'en'] as const) {
        const name = `${route}${visits.length > 1 ? ` (${String(index + 1)})` : ''} in ${language}`;
        it(`${name} passes axe, wide and narrow, and never scrolls sideways (WCAG 2.2 AA)`, async () => {
          const page = pages[language]!;
          // The same address with another secret is no new page to a browser.
          await page.goto('about:blank');
          await visit.open(page, world, language);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          await page.locator('[data-waiting]').waitFor({ state: 'detached' });
          expect(await page.evaluate('document.documentElement.lang')).toBe(language);
          await expectAccessible(page, `page${name.replaceAll(/[^\w]+/g, '-')}`);
          for (const width of REFLOWED) {
            await page.setViewportSize({ width, height: 512 });
            const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
            expect(wide, `${String(width)} px`).toBeLessThanOrEqual(width);
          }
        });
      }

  it('that knows its label looks like it, in its colour', async () => {
    const page = pages.nl!;
    const tone = () => page.evaluate(`getComputedStyle(document.documentElement).getPropertyValue('--color-brand')`);
    for (const address of [
      `${world.url}/l/${world.label}/privacy`,
      `${world.url}/l/${world.label}/inschrijven`,
      world.questionLink.nl,
      world.confirmLink,
    ]) {
      await page.goto('about:blank');
      await page.goto(address);
      await page.locator('[data-waiting]').waitFor({ state: 'detached' });
      await expect.poll(tone, { message: address.replace(/#.*/, '') }).toBe(TONE);
    }
    await page.goto(world.url);
    expect(await tone()).not.toBe(TONE);
  });

  it('made no mistake by itself', () => {
    expect(mishaps.flat()).toEqual([]);
  });
});
