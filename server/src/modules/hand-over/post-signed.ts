import { createHmac } from 'node:crypto';
import { fetchWithin, NotReachable, type NetworkReach } from '../../platform/network-reach.ts';

const PATIENCE_MS = 15_000;

export interface SignedMessage {
  readonly url: string;
  /** One, or two while the receiver goes over from the second to the first. */
  readonly secrets: readonly string[];
  /** The same at each attempt: by it the receiver knows what it has had. */
  readonly deliveryId: string;
  readonly event: string;
  readonly body: string;
  readonly at: Date;
}

/** `problem` is a code, never the receiver's own words. */
export type Posted =
  { readonly arrived: true; readonly answer: string } | { readonly arrived: false; readonly problem: string };

/**
 * `t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>">`, with a `v1` for each secret that holds: the time is signed too, so that
 * what was heard once can't be said again later. As docs/hand-over.md tells whoever receives it.
 */
export function signatureOf({ secrets, body, at }: Pick<SignedMessage, 'secrets' | 'body' | 'at'>): string {
  const seconds = String(Math.floor(at.getTime() / 1_000));
  const macs = secrets.map((secret) => createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  return [`t=${seconds}`, ...macs.map((mac) => `v1=${mac}`)].join(',');
}

/** Says it to the back office. Whatever goes wrong there comes back as a code. */
export async function postSigned(
  message: SignedMessage,
  reach: NetworkReach,
  patienceMs = PATIENCE_MS,
): Promise<Posted> {
  try {
    const answer = await fetchWithin(reach)(message.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Wisbaar',
        'wisbaar-event': message.event,
        'wisbaar-delivery': message.deliveryId,
        'wisbaar-signature': signatureOf(message),
      },
      body: message.body,
      signal: AbortSignal.timeout(patienceMs),
    });
    return answer.ok
      ? { arrived: true, answer: await answer.text() }
      : { arrived: false, problem: `HTTP_${String(answer.status)}` };
  } catch (error) {
    return { arrived: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof NotReachable) return 'ADDRESS_REFUSED';
    if (cause.name === 'TimeoutError') return 'TIMEOUT';
  }
  return 'UNREACHABLE';
}
