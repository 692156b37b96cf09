import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type pg from 'pg';
import type { Secrets } from '../../../platform/secrets.ts';
import { DomainError } from '../../../platform/errors.ts';

const QUARTER_HOUR = 15 * 60;
const DAY = 24 * 60 * 60;

/** Attempts in a quarter of an hour: for one account from one place, and from one address for all accounts together. */
const PER_PLACE = 10;
const PER_ADDRESS = 60;
/** Ways to an agency's own login from one address in a quarter of an hour: nothing is guessed by that, and a whole office has one. */
const VISITS_PER_ADDRESS = 1_200;
/** Comings back from one of them. */
const PER_JOURNEY = 5;
/** Attempts a day for one account, from all places that it does not know together, before they are made to wait. */
const FREE_A_DAY = 50;
const FIRST_WAIT_SECONDS = 30;

/** One guess at a password or a code. */
export interface Attempt {
  readonly at: 'PASSWORD' | 'CODE';
  /** The mail address, as it was typed. */
  readonly account: string;
  readonly address: string;
  /** A browser from which this account signed in before; it has an allowance of its own. */
  readonly knownDevice: string | undefined;
  /** `address` is that of a program which hands on what all its visitors type; to guess, each account still has its own count. */
  readonly ofMany?: true;
}

/**
 * Slows down guessing, in the database, so that every process counts along. Places that an account does not know share what
 * is left for strangers, and wait ever longer when it is gone, up to a quarter of an hour: guessing a hundred thousand
 * passwords takes years. A browser that the account knows never waits for strangers, nor does who follows a mailed link, so
 * nobody can lock another out (S5).
 */
export interface SignInThrottle {
  /** @throws DomainError RATE_LIMITED */
  count(attempt: Attempt): Promise<void>;
  /** After success the account's own count starts again. */
  forget(attempt: Attempt): Promise<void>;
  /**
   * Something that asks for no account: a mailed link, a request for one.
   * @throws DomainError RATE_LIMITED
   */
  countAddress(address: string): Promise<void>;
  /**
   * Somebody who goes to his agency's own login. It costs a request there, so that it is not for ever; but it is no guess, and
   * everybody of an office behind one address goes there each morning.
   * @throws DomainError RATE_LIMITED
   */
  countVisit(address: string): Promise<void>;
  /** Somebody who comes back from there with what only his own browser has. @throws DomainError RATE_LIMITED */
  countReturn(state: string): Promise<void>;
}

export function createSignInThrottle(pool: pg.Pool, secrets: Secrets): SignInThrottle {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'sign_in_attempt',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const perDevice = limiter('device', PER_PLACE, QUARTER_HOUR);
  const perPlace = limiter('account', PER_PLACE, QUARTER_HOUR);
  const perAddress = limiter('address', PER_ADDRESS, QUARTER_HOUR);
  const visits = limiter('visit', VISITS_PER_ADDRESS, QUARTER_HOUR);
  const returns = limiter('return', PER_JOURNEY, QUARTER_HOUR);
  const strangers = limiter('anywhere', FREE_A_DAY, DAY);
  /** Lets one through, and then nobody until its time is over. */
  const gate = limiter('gate', 1, QUARTER_HOUR);
  const waits = limiter('waits', 1, DAY);
  // Neither the mail address nor the network address is stored as it is, or can be found by trying all.
  const blind = (...parts: readonly string[]) => secrets.fingerprint('sign-in', parts.join('\0')).toString('base64url');
  const ofDevice = (attempt: Attempt) => blind(attempt.at, attempt.account, attempt.knownDevice!);
  const ofPlace = (attempt: Attempt) => blind(attempt.at, attempt.account, attempt.address);
  const ofAccount = (attempt: Attempt) => blind(attempt.at, attempt.account);

  async function slowStrangers(key: string): Promise<void> {
    const { consumedPoints } = await strangers.penalty(key);
    if (consumedPoints < FREE_A_DAY) return;
    const waited = (await waits.get(key))?.consumedPoints ?? 0;
    const customDuration = Math.min(FIRST_WAIT_SECONDS * 2 ** Math.min(waited, 10), QUARTER_HOUR);
    await gate.consume(key, 1, { customDuration });
    await waits.penalty(key);
  }

  return {
    count: (attempt) =>
      refusing(async () => {
        if (attempt.knownDevice !== undefined) {
          await perDevice.consume(ofDevice(attempt));
          return;
        }
        await (attempt.ofMany ? visits : perAddress).consume(blind(attempt.address));
        await perPlace.consume(ofPlace(attempt));
        await slowStrangers(ofAccount(attempt));
      }),
    async forget(attempt) {
      if (attempt.knownDevice !== undefined) {
        await perDevice.delete(ofDevice(attempt));
        return;
      }
      await perPlace.delete(ofPlace(attempt));
      for (const one of [strangers, gate, waits]) await one.delete(ofAccount(attempt));
    },
    countAddress: (address) =>
      refusing(async () => {
        await perAddress.consume(blind(address));
      }),
    countVisit: (address) =>
      refusing(async () => {
        await visits.consume(blind(address));
      }),
    countReturn: (state) =>
      refusing(async () => {
        await returns.consume(blind(state));
      }),
  };
}

async function refusing(count: () => Promise<void>): Promise<void> {
  try {
    await count();
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes)
      throw new DomainError('RATE_LIMITED', 'There were too many attempts. Try again in a quarter of an hour.');
    throw refusal;
  }
}
