import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { freePort } from './free-port.ts';
import { sendWithKey } from './api-keys.ts';

/** Seconds that a message may have been under way. */
const FRESH = 300;

export interface Taken {
  readonly event: string;
  readonly deliveryId: string;
  readonly candidateId: string;
  readonly candidate?: Readonly<Record<string, string>>;
}

/** What it does with what comes in: takes it, breaks down over it, or doesn't answer until it is told otherwise. */
export type Mood = 'TAKES' | 'FAILS' | 'HANGS';

/**
 * As much of FlexService as docs/hand-over.md asks of a back office, written by that page alone: it believes nothing without a
 * signature that is right and fresh, takes each message once, and reports with a key when it has cleaned somebody up.
 */
export class FlexService {
  mood: Mood = 'TAKES';
  /** Its own clock, for a product whose clock a test has set. */
  now: () => number = Date.now;
  secret = '';
  readonly taken: Taken[] = [];
  /** Codes of what it answered, refusals too. */
  readonly answers: number[] = [];
  /** By how many signatures each message came that was fresh. */
  readonly signatures: number[] = [];
  readonly #port: number;
  readonly #known = new Set<string>();
  #server: Server | undefined;

  constructor(port: number) {
    this.#port = port;
  }

  static async start(): Promise<FlexService> {
    const service = new FlexService(await freePort());
    await service.up();
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}/wisbaar`;
  }

  async up(): Promise<void> {
    this.#server = createServer((request, response) => {
      void text(request).then((body) => {
        if (this.mood === 'HANGS') return;
        const [status, answer] = this.#hear(request.headers, body);
        this.answers.push(status);
        response.writeHead(status, { 'content-type': 'application/json' }).end(answer && JSON.stringify(answer));
      });
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    if ((this.#server.address() as AddressInfo).port !== this.#port) throw new Error('It is at another port.');
  }

  async down(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.closeAllConnections();
    server.close();
    await closed;
  }

  /** Says by its key that it has cleaned somebody up. @returns what became of him. */
  async reportCleanUp(productUrl: string, key: string, candidateId: string): Promise<unknown> {
    const { data, errors } = await sendWithKey(
      productUrl,
      key,
      'mutation ($i: ReportCleanUpInput!) { reportCleanUp(input: $i) { outcome userErrors { code } } }',
      { i: { candidateId } },
    );
    return data?.['reportCleanUp'] ?? errors.map((error) => error.extensions?.code);
  }

  #hear(headers: IncomingHttpHeaders, body: string): [number, object?] {
    if (!this.#isGenuine(String(headers['wisbaar-signature']), body)) return [401];
    if (this.mood === 'FAILS') return [503];
    const message = JSON.parse(body) as Taken;
    const about = { afasProfitId: '40017' };
    // Said before: answered as then, and nothing is done twice.
    if (this.#known.has(message.deliveryId)) return [200, about];
    this.#known.add(message.deliveryId);
    this.taken.push(message);
    return message.event === 'candidate.approved' ? [200, about] : [204];
  }

  #isGenuine(signature: string, body: string): boolean {
    const [, seconds = '', macs = ''] = /^t=(\d+)((?:,v1=[0-9a-f]{64})+)$/.exec(signature) ?? [];
    if (Math.abs(this.now() / 1_000 - Number(seconds)) > FRESH) return false;
    const ours = createHmac('sha256', this.secret).update(`${seconds}.${body}`).digest();
    const theirs = macs.split(',v1=').slice(1);
    this.signatures.push(theirs.length);
    return theirs.some((mac) => timingSafeEqual(ours, Buffer.from(mac, 'hex')));
  }
}
