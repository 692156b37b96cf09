import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import type { Secrets } from '../../platform/secrets.ts';

/** Points that a client may spend in a minute; a point is about one value that is asked for. */
export const POINTS_A_MINUTE = 250_000;
const WRONG_KEYS_A_QUARTER_HOUR = 60;

/** What a request has left of its client's minute. */
export interface Spent {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** Limits by client and by address, in the database, so that every process counts along. */
export interface ApiThrottle {
  spend(clientId: string, points: number): Promise<Spent>;
  /** The same for an employee, of what costs more than a screen: files that come and go. */
  spendAsStaff(staffId: string, points: number): Promise<Spent>;
  /** And for who has nothing but a link, by his network address. */
  spendFrom(address: string, points: number): Promise<Spent>;
  /** @returns seconds to wait, where too many wrong keys came from this address; a key that works is never held up by it. */
  wrongKey(address: string): Promise<number | undefined>;
}

export function createApiThrottle(pool: pg.Pool, secrets: Secrets): ApiThrottle {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'api_points',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
      // Who is over the limit costs the database nothing any more.
      inMemoryBlockOnConsumed: points + 1,
    });
  const minute = limiter('client', POINTS_A_MINUTE, 60);
  const wrong = limiter('wrong', WRONG_KEYS_A_QUARTER_HOUR, 15 * 60);
  // An address is neither stored as it is, nor can it be found by trying all.
  const blind = (address: string) => secrets.fingerprint('api-address', address).toString('base64url');
  const spend = async (key: string, points: number): Promise<Spent> => {
    const { allowed, left } = await settled(minute.consume(key, points));
    return {
      allowed,
      limit: POINTS_A_MINUTE,
      remaining: Math.max(0, left.remainingPoints),
      resetSeconds: wait(left),
    };
  };
  return {
    spend,
    spendAsStaff: (staffId, points) => spend(`staff:${staffId}`, points),
    spendFrom: (address, points) => spend(`address:${blind(address)}`, points),
    async wrongKey(address) {
      const { allowed, left } = await settled(wrong.consume(blind(address)));
      return allowed ? undefined : wait(left);
    },
  };
}

const wait = ({ msBeforeNext }: RateLimiterRes) => Math.max(1, Math.ceil(msBeforeNext / 1_000));

/** The library throws where a limit is reached; that is an answer, not a fault. */
async function settled(attempt: Promise<RateLimiterRes>): Promise<{ allowed: boolean; left: RateLimiterRes }> {
  try {
    return { allowed: true, left: await attempt };
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { allowed: false, left: refusal };
    throw refusal;
  }
}
