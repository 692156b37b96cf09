import { arrayOf, inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { NetworkReach } from '../../platform/network-reach.ts';
import type { Work } from '../permissions/index.ts';
import { oldSecretPlace, secretPlace } from './back-office.entity.ts';
import { bodyOf, EVENTS } from './message-body.ts';
import { postSigned, type Posted } from './post-signed.ts';
import { settleMessage, type SentMessage } from './settle-message.ts';

/** A message that is still `SENDING` after this long belongs to a process that died; it is sent again under its number. */
const LEASE_MINUTES = 5;

interface Claimed extends SentMessage {
  secret_sealed: Buffer;
  old_secret_sealed: Buffer | null;
}

/**
 * Tells each back office what waits for it, in order, one message of an agency at a time and all agencies beside each other, so
 * that a slow one holds up nothing that waits for another. Each is marked `SENDING`, and that is committed, before a word is said.
 * @param signal aborted: what is under way is finished, and no other is begun (F7).
 * @returns how many arrived.
 * @throws AggregateError of what could not be written down, once all that waits has had its turn.
 */
export async function deliverHandOvers(
  work: Work,
  reach: NetworkReach,
  { onMessage, signal }: { onMessage?: () => void | Promise<void>; signal?: AbortSignal } = {},
): Promise<number> {
  await forgetOldSecrets(work);
  let arrived = 0;
  const failures: unknown[] = [];
  const underWay = new Map<string, Promise<void>>();
  const begin = async (message: Claimed) => {
    try {
      if (await deliver(work, reach, message)) arrived += 1;
    } catch (error) {
      failures.push(error);
    }
    underWay.delete(message.agency_id);
  };
  try {
    for (;;) {
      const claimed = signal?.aborted ? [] : await claim(work, [...underWay.keys()]);
      for (const message of claimed) underWay.set(message.agency_id, begin(message));
      if (underWay.size === 0) break;
      await Promise.race(underWay.values());
      await onMessage?.();
    }
  } finally {
    await Promise.all(underWay.values());
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Messages to a back office could not be settled.');
  return arrived;
}

/** A secret whose time is over is not kept. */
async function forgetOldSecrets({ em, clock }: Work): Promise<void> {
  await rows(
    em,
    sql`update back_office set old_secret_sealed = null, old_secret_until = null
        where old_secret_until <= ${clock.now().toISOString()}::timestamptz`,
  );
}

/** What was asked of us is passed on after the person himself was. */
function claim({ em, clock }: Work, busyAgencies: readonly string[]): Promise<Claimed[]> {
  const now = clock.now().toISOString();
  const lease = new Date(clock.now().getTime() + LEASE_MINUTES * 60_000).toISOString();
  return inTransaction(em, (inside) =>
    rows<Claimed>(
      inside,
      sql`update hand_over h
          set state = 'SENDING', attempts = h.attempts + 1, next_attempt_at = ${lease}::timestamptz
          from back_office b
          where b.agency_id = h.agency_id and h.state in ('QUEUED', 'SENDING') and h.next_attempt_at <= ${now}::timestamptz and h.id in (
            select distinct on (w.agency_id) w.id
            from hand_over w join back_office o on o.agency_id = w.agency_id and o.active
            where w.state in ('QUEUED', 'SENDING') and w.kind <> 'CLEAN_UP' and w.next_attempt_at <= ${now}::timestamptz
              and w.agency_id <> all(${arrayOf(busyAgencies)}::uuid[])
              and (w.kind = 'CANDIDATE' or not exists (
                select from hand_over before where before.candidate_id = w.candidate_id and before.kind = 'CANDIDATE'
                  and before.state in ('QUEUED', 'SENDING', 'FAILED')))
            order by w.agency_id, w.next_attempt_at, w.id)
          returning h.id, h.agency_id, h.candidate_id, h.kind, h.attempts, b.name, b.url, b.secret_sealed,
            case when b.old_secret_until > ${now}::timestamptz then b.old_secret_sealed end as old_secret_sealed`,
    ),
  );
}

async function deliver(work: Work, reach: NetworkReach, message: Claimed): Promise<boolean> {
  const posted = await post(work, reach, message);
  if (posted === undefined) return false;
  try {
    await settleMessage(work, message, posted);
  } catch (error) {
    // Else it would be sent again at each end of its lease, for ever: it counts as an attempt that failed.
    await settleMessage(work, message, { arrived: false, problem: 'NOT_SETTLED' });
    throw error;
  }
  return posted.arrived;
}

/** With which it is signed: the one that holds, and the one before it for as long as the back office may still go by that. */
const secretsOf = ({ secrets }: Work, { agency_id, secret_sealed, old_secret_sealed }: Claimed): string[] => [
  secrets.open(secret_sealed, secretPlace(agency_id)),
  ...(old_secret_sealed ? [secrets.open(old_secret_sealed, oldSecretPlace(agency_id))] : []),
];

/** @returns undefined for who was erased meanwhile. Whatever keeps a message from being put together comes back as a code. */
async function post(work: Work, reach: NetworkReach, message: Claimed): Promise<Posted | undefined> {
  let secrets: string[];
  let body: object | undefined;
  try {
    secrets = secretsOf(work, message);
  } catch {
    return { arrived: false, problem: 'SEAL_BROKEN' };
  }
  try {
    body = await bodyOf(work, message);
  } catch {
    return { arrived: false, problem: 'CONTENT_UNREADABLE' };
  }
  if (body === undefined) return undefined;
  return postSigned(
    {
      ...{ url: message.url, secrets, deliveryId: message.id, event: EVENTS[message.kind] },
      ...{ body: JSON.stringify(body), at: work.clock.now() },
    },
    reach,
  );
}
