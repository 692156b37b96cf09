import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

/** How wide the two apps are looked at. */
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page did wrong by itself: exceptions that nobody caught. */
  readonly mishaps: string[];
}

/** Somebody with a browser of his own, who reads Dutch unless told otherwise. */
export async function visitor(
  browser: Browser,
  options: { viewport?: { width: number; height: number }; locale?: string } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: WIDE,
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const mishaps: string[] = [];
  // cspell:ignore pageerror
  page.on('pageerror', (error) => mishaps.push(error.message));
  return { context, page, mishaps };
}
