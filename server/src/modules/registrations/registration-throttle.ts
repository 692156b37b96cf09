import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../platform/errors.ts';
import type { Secrets } from '../../platform/secrets.ts';

const HOUR = 60 * 60;
const FORMS_AN_HOUR = 30;
/** Letters that somebody asks for from one place, in an hour. */
const ASKED_AN_HOUR = 30;
const MAILS_A_DAY = 5;

/**
 * What a letter is for. Each has its own count, so that whoever sends forms in somebody’s name never stands in the way of his new
 * password.
 */
export type AskedLetter = 'FORM' | 'PASSWORD' | 'PROFILE' | 'ADDRESS' | 'ADDRESS_NOTICE' | 'PASSWORD_NOTICE';

/** Holds those who send forms to so many, in the database, so that every process counts along. */
export interface RegistrationThrottle {
  /** @throws DomainError RATE_LIMITED */
  countAddress(address: string): Promise<void>;
  /**
   * Counts that somebody asks, from this place, for a letter from the portal.
   * @throws DomainError RATE_LIMITED
   */
  countAsker(place: string): Promise<void>;
  /**
   * @param mailbox its address, or the id of the account whose it is.
   * @returns whether it may get another letter of this kind today; who sends a form is not told. A new password may still be
   * asked for once an hour, as long as its link lives: a stranger who uses the day up can't keep the owner out (S5).
   */
  mayMail(mailbox: string, letter?: AskedLetter): Promise<boolean>;
}

declare module '../permissions/index.ts' {
  interface RequestContext {
    readonly registrationThrottle: RegistrationThrottle;
  }
}

export function createRegistrationThrottle(pool: pg.Pool, secrets: Secrets): RegistrationThrottle {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'sign_in_attempt',
      tableCreated: true,
      keyPrefix,
      points,
      duration,
    });
  const forms = limiter('form', FORMS_AN_HOUR, HOUR);
  const asked = limiter('asked', ASKED_AN_HOUR, HOUR);
  const mails = limiter('form-mail', MAILS_A_DAY, 24 * HOUR);
  const hourly = limiter('hourly-mail', 1, HOUR);
  // Neither address is stored as it is, or can be found by trying all.
  const blind = (text: string) => secrets.fingerprint('registration', text).toString('base64url');
  return {
    async countAddress(address) {
      if (!(await within(forms.consume(blind(address)))))
        throw new DomainError('RATE_LIMITED', 'Many forms came from here. Try again in an hour.');
    },
    async countAsker(place) {
      if (!(await within(asked.consume(blind(place)))))
        throw new DomainError('RATE_LIMITED', 'Many letters were asked for from here. Try again in an hour.');
    },
    async mayMail(mailbox, letter = 'FORM') {
      const key = letter === 'FORM' ? blind(mailbox) : blind(`${letter} ${mailbox}`);
      if (await within(mails.consume(key))) return true;
      return letter === 'PASSWORD' && within(hourly.consume(key));
    },
  };
}

async function within(attempt: Promise<RateLimiterRes>): Promise<boolean> {
  try {
    await attempt;
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}
