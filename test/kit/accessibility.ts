import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { NARROW, WIDE } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OUTPUT = fileURLToPath(new URL('../output/', import.meta.url));
/** Those that come to an end. */
const ANIMATIONS_END = `Promise.allSettled(
  document.getAnimations().filter((one) => one.effect.getTiming().iterations !== Infinity).map((one) => one.finished),
).then(() => undefined)`;
// cspell:ignore wcag
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Looks at a page, wide and narrow unless told: no rule of WCAG 2.2 AA is broken, and nothing makes it scroll sideways. Keeps a picture. */
export async function expectAccessible(
  page: Page,
  name: string,
  viewports: readonly { width: number; height: number }[] = [WIDE, NARROW],
): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  const before = page.viewportSize() ?? WIDE;
  try {
    for (const viewport of viewports) await look(page, name, viewport);
  } finally {
    await page.setViewportSize(before);
  }
}

async function look(page: Page, name: string, viewport: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(viewport);
  // Whatever fades in has done so: half-way its contrast would be judged.
  await page.evaluate(ANIMATIONS_END);
  await page.screenshot({ path: `${OUTPUT}${name}-${viewport.width}.png`, fullPage: true });
  expect(await violations(page), `${name} at ${viewport.width}`).toEqual([]);
  const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(overflow, `${name} at ${viewport.width} scrolls sideways`).toBe(0);
}

const targetsOf = ({ violations: found }: AxeResults): string[] =>
  found.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(' ')));
const BEHIND_A_DIALOG = `(targets) => {
  const dialog = document.querySelector('dialog:modal, [role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]');
  return dialog ? targets.filter((target) => !dialog.contains(document.querySelector(target))) : [];
}`;

async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page: its content security policy takes none but its own.
  await page.evaluate(AXE);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })`;
  const results = await page.evaluate<AxeResults>(run);
  const behind = await page.evaluate<string[]>(`(${BEHIND_A_DIALOG})(${JSON.stringify(targetsOf(results))})`);
  return results.violations.flatMap(({ id, nodes }) =>
    // What a modal dialog covers can't be pressed at all, whatever is left of it to see.
    (id === 'target-size' ? nodes.filter(({ target }) => !behind.includes(target.join(' '))) : nodes).map(
      ({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
}
