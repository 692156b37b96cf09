import type { RequestContext } from '../permissions/index.ts';
import type { Attempt, SignInThrottle } from './sign-in/sign-in-throttle.ts';
import type { NetworkReach } from '../../platform/network-reach.ts';
import { DEVICE_COOKIE, DEVICE_DAYS, knownDevice, rememberDevice } from './sign-in/known-devices.ts';

/** Cookies of this request and its answer; none can be read by a script. */
export interface CookieJar {
  get(name: string): string | undefined;
  /** @param sameSite `lax` for what must come along when another site sends somebody back to us. */
  set(name: string, value: string, options: { maxAgeSeconds: number; sameSite?: 'strict' | 'lax' }): void;
  clear(name: string): void;
}

declare module '../permissions/index.ts' {
  interface RequestContext {
    readonly signInThrottle: SignInThrottle;
    readonly cookies: CookieJar;
    readonly userAgent: string | undefined;
    /** Where an agency's own login may stand. */
    readonly providerReach: NetworkReach;
  }
}

/** What of a request concerns the browser behind it. */
export type RequestBrowser = Pick<RequestContext, 'address' | 'userAgent' | 'cookies' | 'signInThrottle'>;

const SECONDS_A_DAY = 86_400;

/** A guess from this browser at this account. */
export function attemptFrom(
  context: Pick<RequestContext, 'work' | 'address' | 'cookies'>,
  at: Attempt['at'],
  email: string,
): Attempt {
  const device = knownDevice(context.work.secrets, context.cookies.get(DEVICE_COOKIE), email);
  return { at, account: email, address: context.address, knownDevice: device };
}

/** From now on this browser has an allowance of its own for this account. */
export function rememberBrowser(context: Pick<RequestContext, 'work' | 'cookies'>, email: string): void {
  const cookie = rememberDevice(context.work.secrets, context.cookies.get(DEVICE_COOKIE), email);
  context.cookies.set(DEVICE_COOKIE, cookie, { maxAgeSeconds: DEVICE_DAYS * SECONDS_A_DAY });
}
