import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { DEVICE_COOKIE, type CookieJar } from '../modules/accounts/index.ts';
import { networkPlace } from '../platform/network-place.ts';

type Headers = Pick<FastifyRequest, 'headers'>;

/** From where a program’s visitor comes. */
export const VISITOR_ADDRESS_HEADER = 'x-wisbaar-visitor-address';
/** By which a visitor’s browser is known again; the program keeps it as a browser keeps a cookie. */
export const VISITOR_DEVICE_HEADER = 'x-wisbaar-visitor-device';

/** What is no network address is taken for none. */
export function visitorAddressOf({ headers }: Headers): string | undefined {
  const given = headers[VISITOR_ADDRESS_HEADER];
  return typeof given === 'string' && isIP(given) !== 0 ? networkPlace(given) : undefined;
}

/** A program has no cookies: the one that a visitor needs comes in a header, and goes back in the answer. */
export function cookiesOfVisitor({ headers }: Headers): CookieJar {
  const given = headers[VISITOR_DEVICE_HEADER];
  const kept = new Map<string, string>(typeof given === 'string' ? [[DEVICE_COOKIE, given]] : []);
  return {
    get: (name) => kept.get(name),
    set: (name, value) => void kept.set(name, value),
    clear: (name) => void kept.delete(name),
  };
}
