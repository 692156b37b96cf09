import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import { createHash } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';

const QUARTER_HOUR = 15 * 60;

/** Attempts in a quarter of an hour: for one account from one address, and from one address for all accounts together. */
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 60;

/** Slows down guessing, in the database, so that every process counts along. Nobody can lock another out from elsewhere. */
export interface SignInThrottle {
  /** @throws DomainError RATE_LIMITED */
  count(email: string, address: string): Promise<void>;
  /** After success the account's own count starts again. */
  forget(email: string, address: string): Promise<void>;
}

export function createSignInThrottle(pool: pg.Pool): SignInThrottle {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'sign_in_attempt',
      tableCreated: true,
      keyPrefix,
      points,
      duration: QUARTER_HOUR,
    });
  const perAccount = limiter('account', PER_ACCOUNT_AND_ADDRESS);
  const perAddress = limiter('address', PER_ADDRESS);
  // Neither the mail address nor the network address is stored as it is.
  const blind = (text: string) => createHash('sha256').update(text).digest('base64url');
  return {
    async count(email, address) {
      try {
        await perAddress.consume(blind(address));
        await perAccount.consume(blind(`${email}\0${address}`));
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes)
          throw new DomainError('RATE_LIMITED', 'There were too many attempts. Try again in a quarter of an hour.');
        throw refusal;
      }
    },
    async forget(email, address) {
      await perAccount.delete(blind(`${email}\0${address}`));
    },
  };
}
