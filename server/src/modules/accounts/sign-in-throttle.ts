import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import type { Secrets } from '../../platform/secrets.ts';
import { DomainError } from '../../platform/errors.ts';

const QUARTER_HOUR = 15 * 60;

/** Attempts in a quarter of an hour: for one account from one address, and from one address for all accounts together. */
const PER_ACCOUNT_AND_ADDRESS = 10;
const PER_ADDRESS = 60;
/** And for one account from everywhere: enough for its owner beside somebody who guesses, too few to guess. */
const PER_ACCOUNT = 100;

/** Slows down guessing, in the database, so that every process counts along. Nobody can lock another out from elsewhere. */
export interface SignInThrottle {
  /** @throws DomainError RATE_LIMITED */
  count(email: string, address: string): Promise<void>;
  /** After success the account's own count starts again. */
  forget(email: string, address: string): Promise<void>;
}

export function createSignInThrottle(pool: pg.Pool, secrets: Secrets): SignInThrottle {
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
  const perAccountAnywhere = limiter('anywhere', PER_ACCOUNT);
  // Neither the mail address nor the network address is stored as it is, or can be found by trying all.
  const blind = (text: string) => secrets.fingerprint('sign-in', text).toString('base64url');
  return {
    async count(email, address) {
      try {
        await perAddress.consume(blind(address));
        await perAccountAnywhere.consume(blind(email));
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
