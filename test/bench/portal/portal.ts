import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { chromium, type Browser } from 'playwright-core';
import { freePort } from '../../kit/free-port.ts';
import { makeInstallation } from '../../kit/installation.ts';
import { load, machine, median } from '../report.ts';

/** A minimal page made with SvelteKit, as quality.md measured it: what the portal's first page is compared with. */
const MINIMAL_PAGE_KB = 31;
const ASKED_KB = 80;
const STRETCH_KB = 56;
const ASKED_PERFORMANCE = 95;
const ASKED_ACCESSIBILITY = 100;

/**
 * What a candidate's telephone has to fetch and to do (P13, P14), of the product as it is built and with the demo in it: its first
 * page, a label's page, and the question behind a mailed link.
 */
export async function benchPortal({ rounds }: { rounds: number }): Promise<void> {
  const installation = await makeInstallation({ DEMO: '1' });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${String(port)}`],
  });
  try {
    const { url } = await installation.start();
    const question = await questionLink(browser, url);
    const pages = [
      { what: 'the first page', address: `${url}/` },
      { what: 'a label’s form', address: `${url}/l/uitzendbureau-noorderlicht/inschrijven` },
      { what: 'the question', address: question },
    ];
    console.log(`${machine('as bundled')}, load ${load()}\n`);
    for (const { what, address } of pages) {
      const kilobytes = await scriptOf(browser, address);
      console.log(
        `P13  ${what}: ${kilobytes.toFixed(1)} kB of JavaScript, gzip; ${(kilobytes / MINIMAL_PAGE_KB).toFixed(2)} × a minimal page;` +
          ` asked ≤ ${String(ASKED_KB)} kB: ${kilobytes <= ASKED_KB ? 'ok' : 'not'}; stretch ≤ ${String(STRETCH_KB)} kB: ${kilobytes <= STRETCH_KB ? 'ok' : 'not'}`,
      );
    }
    for (const { what, address } of pages) await judge(what, address, { port, rounds });
  } finally {
    await browser.close();
    await installation.remove();
  }
}

/** All scripts that a real browser runs before the page is at rest, each as gzip makes it. */
async function scriptOf(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body, { level: 9 }).length);
  await context.close();
  return sizes.reduce((sum, size) => sum + size, 0) / 1_000;
}

/** Lighthouse as it comes, for a telephone on a slow line. */
async function judge(what: string, address: string, run: { port: number; rounds: number }): Promise<void> {
  const performance: number[] = [];
  const accessibility: number[] = [];
  for (let round = 0; round < run.rounds; round += 1) {
    const result = await lighthouse(address, {
      port: run.port,
      onlyCategories: ['performance', 'accessibility'],
      logLevel: 'error',
    });
    const { categories } = result!.lhr;
    performance.push(Math.round((categories['performance']?.score ?? 0) * 100));
    accessibility.push(Math.round((categories['accessibility']?.score ?? 0) * 100));
    console.log(`     ${what}, load ${load()}: ${String(performance.at(-1))} and ${String(accessibility.at(-1))}`);
  }
  const [fast, open] = [median(performance), Math.min(...accessibility)];
  console.log(
    `P14  ${what}: performance ${String(fast)}, asked ${String(ASKED_PERFORMANCE)}: ${fast >= ASKED_PERFORMANCE ? 'ok' : 'not'};` +
      ` accessibility ${String(open)}, asked ${String(ASKED_ACCESSIBILITY)}: ${open >= ASKED_ACCESSIBILITY ? 'ok' : 'not'}`,
  );
}

/** The link in the first mail of the demo that asks; its mails leave once it has started. */
async function questionLink(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage();
  for (let seconds = 0; seconds < 120; seconds += 1) {
    await page.goto(`${url}/mailbox`);
    const mails = await page.evaluate<string[]>(`[...document.querySelectorAll('a')].map((link) => link.href)`);
    for (const mail of mails) {
      await page.goto(mail);
      const [link] = /https?:[^"<\s]*\/bewaren#[\w-]+/.exec(await page.content()) ?? [];
      if (link === undefined) continue;
      await page.close();
      return link;
    }
    await pause(1_000);
  }
  throw new Error('No mail of the demo asks anything.');
}
