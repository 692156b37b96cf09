import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askPeople,
  filesHolding,
  look,
  makeInstallation,
  openBrowser,
  portalWords,
  setUpAgency,
  somebody,
  startMailServer,
  tablesHolding,
  tracesOf,
  type Installation,
  type MailServer,
  type Product,
} from '../kit/index.ts';
import { AGENCY, agencyOfThePortal, type AgencyOfThePortal } from './agency-of-the-portal.ts';
import { earlyInThePortal } from './early-in-the-portal.ts';
import { laterInThePortal } from './later-in-the-portal.ts';
import { portalReader, type PortalReader } from './portal-reader.ts';

// The look for job alerts comes after seven in the morning, and within the hour somebody is still signed in.
const EARLY = '2027-03-21T06:35:00+01:00';
const LATER = '2027-03-21T07:20:00+01:00';
const LANGUAGES = ['nl', 'en'] as const;

interface Pair {
  account: string;
  person: string;
}

describe('the portal from the mail to the account that outlives its person (C62–C87)', () => {
  let mail: MailServer;
  let browser: Browser;
  let installation: Installation;
  let product: Product;
  let agency: AgencyOfThePortal;
  const readers: Partial<Record<(typeof LANGUAGES)[number], PortalReader>> = {};
  const said: string[] = [];
  let pairs: Pair[] = [];

  beforeAll(async () => {
    mail = await startMailServer();
    browser = await openBrowser();
    installation = await makeInstallation({ SMTP_URL: mail.url, LOG_LEVEL: 'trace' });
    const login = await setUpAgency(installation, AGENCY);
    const people = { nl: somebody('Lotte'), en: somebody('Oswald', 'en') };
    await askPeople(installation, AGENCY, Object.values(people));
    product = await installation.start({ FAKE_NOW: EARLY });
    agency = await agencyOfThePortal(product.url, login);
    for (const language of LANGUAGES) readers[language] = await portalReader(browser, mail, people[language]);
  });
  afterAll(async () => {
    await browser.close();
    await installation.remove();
    await mail.stop();
  });

  it('uses the words that its users know', () => {
    const say = portalWords('nl');
    const keys = ['my_data_title', 'my_privacy_title', 'continue', 'profile_checkbox', 'save', 'register_button', 'sign_in']; // prettier-ignore
    expect(keys.map((key) => say(key))).toEqual(['Mijn gegevens', 'Privacy-instellingen', 'Doorgaan', 'Maak een profiel aan', 'Opslaan', 'Registreren', 'Inloggen']); // prettier-ignore
  });

  for (const language of LANGUAGES)
    describe(`early in the morning, in ${language}`, () => {
      earlyInThePortal(
        () => product.url,
        () => agency,
        () => readers[language]!,
      );
    });

  it('goes on three quarters of an hour later', async () => {
    pairs = await look<Pair>(
      await product.databaseUrl(),
      'select account_id as account, candidate_id as person from portal_account_person',
    );
    expect(pairs).toHaveLength(LANGUAGES.length);
    await product.stop();
    said.push(product.said());
    product = await installation.start({ FAKE_NOW: LATER });
  });

  for (const language of LANGUAGES)
    describe(`later that morning, in ${language}`, () => {
      laterInThePortal(
        () => product.url,
        () => readers[language]!,
      );
    });

  it('leaves nothing of who went in any table or file', async () => {
    const url = await product.databaseUrl();
    const traces = Object.values(readers).flatMap(({ person }) => [...tracesOf(person), '0611223344']);
    // What says goodbye goes once it has left, and the files that he was given at their next turn.
    await expect.poll(() => tablesHolding(url, traces), { timeout: 30_000 }).toEqual([]);
    // What people were imported from is the test's own.
    const left = async () =>
      (await filesHolding(installation.dataDir, traces)).filter((one) => !one.includes('people.csv'));
    await expect.poll(left, { timeout: 30_000 }).toEqual([]);
  });

  it('joins no account to its person in a job that waits or is done, nor in a line of the log (C7, D6)', async () => {
    const url = await product.databaseUrl();
    const tables = await look<{ name: string }>(
      url,
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename like 'agenda%'`,
    );
    const jobs: string[] = [];
    for (const { name } of tables)
      jobs.push(
        ...(await look<{ row: string }>(url, `select to_jsonb(t)::text as row from ${name} t`)).map(({ row }) => row),
      );
    const lines = [...said, product.said()].join('\n').split('\n');
    for (const name of ['portal.make-exports', 'job-alerts.tell']) expect(jobs.join()).toContain(name);
    expect(lines.join()).toContain('job alerts were told of new vacancies');
    const secrets = Object.values(readers).flatMap(({ person, userName }) => [person.email, person.lastName, userName]);
    for (const { account, person } of pairs) {
      for (const line of [...jobs, ...lines])
        for (const text of [account, ...secrets]) expect(line.toLowerCase()).not.toContain(text.toLowerCase());
      expect(jobs.filter((job) => job.includes(person))).toEqual([]);
    }
  });

  it('mailed nobody about a change (C87), and made no mistake by itself', () => {
    for (const { person, mishaps } of Object.values(readers)) {
      expect(mail.mails.filter(({ recipients }) => recipients.includes(person.email))).toHaveLength(5);
      expect(mishaps).toEqual([]);
    }
  });
});
