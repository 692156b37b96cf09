import type { Page } from 'playwright-core';

/** What a visit can make use of: an agency with a live statement and a vacancy, and somebody who was asked. */
export interface World {
  readonly url: string;
  readonly label: string;
  readonly vacancyId: string;
  /** Of somebody whose question is open, in each language. */
  readonly questionLink: Readonly<Record<Language, string>>;
  /** Of a form that was sent and not confirmed yet. */
  readonly confirmLink: string;
}
export type Language = 'nl' | 'en';

export interface Visit {
  /** Goes there; the page is there once its heading of the first level is. */
  readonly open: (page: Page, world: World, language: Language) => Promise<unknown>;
}

const at =
  (path: string | ((world: World) => string)): Visit['open'] =>
  (page, world) =>
    page.goto(world.url + (typeof path === 'string' ? path : path(world)));
const UNKNOWN = 'A'.repeat(43);

/**
 * Every page of the portal, and the visits by which it is looked at with axe, at 320 px and enlarged. A new folder of
 * `portal/src/routes` gets its line here; until it has one, `every-page.test.ts` fails and says which is missing.
 */
export const PAGES: Readonly<Record<string, readonly Visit[]>> = {
  '/': [{ open: at('/') }],
  '/bevestigen': [{ open: (page, { confirmLink }) => page.goto(confirmLink) }, { open: at(`/bevestigen#${UNKNOWN}`) }],
  '/bewaren': [
    { open: (page, { questionLink }, language) => page.goto(questionLink[language]) },
    { open: at(`/bewaren#${UNKNOWN}`) },
  ],
  '/inloggen': [{ open: at('/inloggen') }],
  '/job-alerts': [{ open: at(`/job-alerts#${UNKNOWN}`) }],
  '/l/[label]/inschrijven': [{ open: at(({ label }) => `/l/${label}/inschrijven`) }],
  '/l/[label]/privacy': [{ open: at(({ label }) => `/l/${label}/privacy`) }, { open: at('/l/is-er-niet/privacy') }],
  '/l/[label]/vacatures': [{ open: at(({ label }) => `/l/${label}/vacatures`) }],
  '/l/[label]/vacatures/[vacancy]': [
    { open: at(({ label, vacancyId }) => `/l/${label}/vacatures/${vacancyId}`) },
    { open: at(({ label }) => `/l/${label}/vacatures/is-er-niet`) },
  ],
  '/l/[label]/wat-we-bewaren': [{ open: at(({ label }) => `/l/${label}/wat-we-bewaren`) }],
  '/loonafrekeningen': [{ open: at('/loonafrekeningen') }],
  '/mailadres-bevestigen': [{ open: at(`/mailadres-bevestigen#${UNKNOWN}`) }],
  // Who is not signed in is led to the page where he can be.
  '/mijn': [{ open: at('/mijn') }],
  '/mijn/account': [{ open: at('/mijn/account') }],
  '/mijn/documenten': [{ open: at('/mijn/documenten') }],
  '/mijn/gegevens': [{ open: at('/mijn/gegevens') }],
  '/mijn/job-alerts': [{ open: at('/mijn/job-alerts') }],
  '/mijn/ontvangers': [{ open: at('/mijn/ontvangers') }],
  '/mijn/privacy': [{ open: at('/mijn/privacy') }],
  '/mijn/sollicitaties': [{ open: at('/mijn/sollicitaties') }],
  '/profiel-bevestigen': [{ open: at(`/profiel-bevestigen#${UNKNOWN}`) }],
  '/profiel-maken': [{ open: at('/profiel-maken') }],
  '/privacy': [{ open: at('/privacy') }],
  '/uitnodiging': [{ open: at(`/uitnodiging#${UNKNOWN}`) }],
  '/wachtwoord-kiezen': [{ open: at(`/wachtwoord-kiezen#${UNKNOWN}`) }],
  '/wachtwoord-vergeten': [{ open: at('/wachtwoord-vergeten') }],
  '/+error': [{ open: at('/is-er-niet') }],
};
