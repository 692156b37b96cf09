import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, fetch as fetchBy } from 'undici';

/**
 * Where a service of an agency's own may stand, its login or its back office. An admin names its address, and the server goes
 * there: not to our own network (SSRF).
 */
export interface NetworkReach {
  /** Without TLS; on one's own machine alone. */
  readonly http: boolean;
  /** On addresses that the internet does not have. */
  readonly intranet: boolean;
}

/** A request as it is sent; as both `fetch` and an OpenID client put it. */
export interface Request {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
  readonly redirect?: 'manual';
  readonly signal?: AbortSignal | undefined;
}

/** The address of a service is one that the internet does not have, and this installation goes to no others. */
export class NotReachable extends Error {
  override readonly name = 'NotReachable';
  constructor() {
    super('A service stands at an address that the internet does not have.');
  }
}

/** What such a service says is never as long. */
const LARGEST_ANSWER = 1_000_000;

/** Whether everybody on the internet can reach this address. */
export const isPublicAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';

/** False for an address in the form of a number that is not; a name is never looked up here, only when it is spoken with. */
export function isPublicHost({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return isIP(host) === 0 || isPublicAddress(host);
}

const publicLookup: LookupFunction = (hostname, options, found) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) found(error, []);
    else if (addresses.length === 0 || !addresses.every(({ address }) => isPublicAddress(address)))
      found(new NotReachable(), []);
    else if (options.all) found(null, addresses);
    else found(null, addresses[0]!.address, addresses[0]!.family);
  });
};

const anywhere = new Agent({ maxResponseSize: LARGEST_ANSWER });
const internetOnly = new Agent({ maxResponseSize: LARGEST_ANSWER, connect: { lookup: publicLookup } });

/**
 * Speaks with such a service: every address that its name stands for is looked at just before it is spoken with, so that no other
 * name server and no other answer leads elsewhere; and nothing is followed to where it would send us on.
 */
export const fetchWithin =
  ({ intranet }: NetworkReach) =>
  async (url: string, options: Request): Promise<Response> => {
    if (!intranet && !isPublicHost(new URL(url))) throw new NotReachable();
    const { body, headers, method, signal } = options;
    const answer = await fetchBy(url, {
      method,
      headers,
      body: body as never,
      redirect: 'manual',
      dispatcher: intranet ? anywhere : internetOnly,
      ...(signal ? { signal } : {}),
    });
    const bytes = await answer.arrayBuffer();
    const empty = [204, 205, 304].includes(answer.status);
    return new Response(empty ? null : bytes, { status: answer.status, headers: [...answer.headers] });
  };

/**
 * An address that may be set: with https unless this installation takes http, and without a name, a query or a fragment in it.
 * @returns undefined for any other.
 */
export function soundAddress(text: string, { http }: NetworkReach): URL | undefined {
  const url = URL.parse(text.trim());
  const schemes = http ? ['https:', 'http:'] : ['https:'];
  if (!url || !schemes.includes(url.protocol) || url.username || url.password || url.search || url.hash)
    return undefined;
  return url;
}
