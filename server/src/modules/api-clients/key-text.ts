import { randomBytes } from 'node:crypto';
import { newToken } from '../../platform/secrets.ts';

/** What a key begins with, so that people and secret scanners know one when they see it. */
const PREFIX = 'wsb_';
const WHOLE_KEY = new RegExp(`^${PREFIX}[0-9a-f]{10}_[\\w-]{43}$`);
const ANYWHERE = new RegExp(`${PREFIX}[0-9a-f]{10}_`);

/** `wsb_`, ten characters by which it is recognised, and 256 random bits. */
export function newKeyText(): { text: string; start: string } {
  const start = `${PREFIX}${randomBytes(5).toString('hex')}`;
  return { text: `${start}_${newToken()}`, start };
}

export const isKeyText = (text: string): boolean => WHOLE_KEY.test(text);

/** Whether a key stands somewhere in a text, such as an address, where it does not belong. */
export const holdsKeyText = (text: string): boolean => ANYWHERE.test(text);
