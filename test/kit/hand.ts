import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** How somebody works a page. */
export interface Hand {
  /** A link or a button. */
  press(control: Locator): Promise<void>;
  tick(box: Locator): Promise<void>;
  /** Over whatever stood there. */
  type(field: Locator, text: string): Promise<void>;
}

/** With a mouse, or a finger. */
export const pointer: Hand = {
  press: (control) => control.click(),
  tick: (box) => box.check(),
  type: (field, text) => field.fill(text),
};

/** With Tab, Enter, Space and letters alone. Wherever the focus comes on the way, it can be seen (WCAG 2.4.7, 2.4.11). */
export const keyboard: Hand = {
  async press(control) {
    await reach(control);
    await control.page().keyboard.press('Enter');
  },
  async tick(box) {
    await reach(box);
    await box.page().keyboard.press('Space');
  },
  async type(field, text) {
    await reach(field);
    // Coming by Tab, a browser selects what stands in a field; a field that had the focus already is emptied likewise.
    await field.selectText();
    await field.page().keyboard.type(text);
  },
};

/** More than any page of the portal has. */
const MOST_STEPS = 120;
const hasFocus = (control: Locator) => control.and(control.page().locator(':focus')).isVisible();
/** Why nobody sees where the focus is; empty when it can be seen. */
const UNSEEN = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return '';
  const name = one.outerHTML.slice(0, 160);
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'no outline: ' + name;
  const { left, top, width, height } = one.getClientRects()[0] ?? { left: -1, top: -1, width: 0, height: 0 };
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return there && (one.contains(there) || there.contains(one) && there !== document.body) ? '' : 'not in sight: ' + name;
})()`;

async function reach(control: Locator): Promise<void> {
  await control.waitFor();
  await expect.poll(() => control.isEnabled()).toBe(true);
  const page = control.page();
  for (let steps = 0; !(await hasFocus(control)); steps += 1) {
    if (steps === MOST_STEPS) throw new Error(`The keyboard does not reach ${control.toString()}.`);
    await page.keyboard.press('Tab');
    await expectSeen(page);
  }
  await expectSeen(page);
}
async function expectSeen(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate<string>(UNSEEN)).toBe('');
}

/** Where the focus is, or comes to be. */
export async function expectFocus(control: Locator): Promise<void> {
  await expect.poll(() => hasFocus(control), { message: `the focus is on ${control.toString()}` }).toBe(true);
}
