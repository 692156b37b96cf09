import { readFile } from 'node:fs/promises';
import type { Browser, Locator } from 'playwright-core';
import {
  expectAccessible,
  keyboard,
  NARROW,
  pointer,
  portalWords,
  visitor,
  type MailServer,
  type Person,
  type ReceivedMail,
} from '../kit/index.ts';

export const PASSWORD = 'zeven koeien op de dijk';
/** What the product says that is no message of the portal; and by what its page is worked: in English by the keyboard alone. */
const LANGUAGES = {
  nl: {
    locale: 'nl-NL',
    hand: pointer,
    planned: '3 april 2027',
    kept: '2 april 2028',
    contact: 'Telefoon en e-mail',
    mobile: 'Telefoon (Mobiel)',
    email: 'Email (Privé)',
    wrongName: 'Mijn achternaam is verkeerd geschreven.',
    job: 'Lasser',
    file: 'mijn-gegevens',
  },
  en: {
    locale: 'en-GB',
    hand: keyboard,
    planned: '3 April 2027',
    kept: '2 April 2028',
    contact: 'Telephone and e-mail',
    mobile: 'Telephone (mobile)',
    email: 'E-mail (private)',
    wrongName: 'My last name is spelled wrong.',
    job: 'Welder',
    file: 'my-data',
  },
} as const;
export const JOBS = Object.values(LANGUAGES).map(({ job }) => job);

/** Somebody of the story with a telephone of his own, in his language. */
export type PortalReader = Awaited<ReturnType<typeof portalReader>>;

export async function portalReader(browser: Browser, mail: MailServer, person: Person) {
  const { language } = person;
  const { locale, hand, ...words } = LANGUAGES[language];
  const { page, mishaps } = await visitor(browser, { locale, viewport: NARROW });
  const say = portalWords(language);
  const userName = `reiziger.${language}`;
  const heading = (key: string, values?: Record<string, string>) =>
    page.getByRole('heading', { level: 1, name: say(key, values) }).waitFor();
  return {
    ...{ person, page, hand, say, words, userName, mishaps, heading },
    button: (key: string): Locator => page.getByRole('button', { name: say(key), exact: true }),
    /** A page of one's own, by the link that leads to it. */
    open: async (key: string): Promise<void> => {
      await hand.press(page.getByRole('main').getByRole('link', { name: say(key), exact: true }));
      if (key !== 'my_pages') await heading(key);
      await page.locator('[data-waiting]').first().waitFor({ state: 'detached' });
    },
    /** Wide and narrow, with axe, and a picture of each for people to look at. */
    look: (name: string) => expectAccessible(page, `portal-story-${language}-${name}`),
    mailed: (count: number) => mail.waitForMails(person.email, count),
    signIn: async (): Promise<void> => {
      await hand.type(page.getByLabel(say('sign_in_login')), userName);
      await hand.type(page.getByLabel(say('sign_in_password'), { exact: true }), PASSWORD);
      await hand.press(page.getByRole('main').getByRole('button', { name: say('sign_in_button') }));
    },
    /** The file that comes of a press. */
    download: async (control: Locator): Promise<{ name: string; bytes: Buffer }> => {
      const [file] = await Promise.all([page.waitForEvent('download'), hand.press(control)]);
      return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
    },
  };
}

/** The link of a mail with its secret. */
export const linkWithSecret = ({ text }: ReceivedMail): string => /https?:\/\/\S+#[\w-]+/.exec(text!)![0];
export const headerOf = ({ headers }: ReceivedMail, name: string) => headers.find(({ key }) => key === name)?.value;
