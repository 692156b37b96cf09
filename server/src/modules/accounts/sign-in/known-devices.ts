import { timingSafeEqual } from 'node:crypto';
import { newToken, type Secrets } from '../../../platform/secrets.ts';

export const DEVICE_COOKIE = 'wisbaar_device';
export const DEVICE_DAYS = 180;
/** Accounts that one browser remembers; a desk is shared by a few. */
const MOST = 5;

const sign = (secrets: Secrets, id: string, email: string) => secrets.fingerprint('known-device', `${id}\0${email}`);

function idOf(secrets: Secrets, entry: string, email: string): string | undefined {
  const [id = '', signature = ''] = entry.split('.');
  const [given, right] = [Buffer.from(signature, 'base64url'), sign(secrets, id, email)];
  return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
}

/** The number of this browser, if this account signed in from it before. It says nothing else, and opens nothing. */
export function knownDevice(secrets: Secrets, cookie: string | undefined, email: string): string | undefined {
  for (const entry of cookie?.split('~').slice(0, MOST) ?? []) {
    const id = idOf(secrets, entry, email);
    if (id !== undefined) return id;
  }
  return undefined;
}

/** The cookie with this account in it. */
export function rememberDevice(secrets: Secrets, cookie: string | undefined, email: string): string {
  const id = knownDevice(secrets, cookie, email) ?? newToken();
  const others = cookie?.split('~').filter((entry) => entry !== '' && idOf(secrets, entry, email) === undefined) ?? [];
  return [`${id}.${sign(secrets, id, email).toString('base64url')}`, ...others].slice(0, MOST).join('~');
}
