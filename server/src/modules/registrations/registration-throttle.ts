import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '../../platform/errors.ts';
import type { Secrets } from '../../platform/secrets.ts';

const HOUR = 60 * 60;
const FORMS_AN_HOUR = 30;
const MAILS_A_DAY = 5;

/** Holds those who send forms to so many, in the database, so that every process counts along. */
export interface RegistrationThrottle {
  /** @throws DomainError RATE_LIMITED */
  countAddress(address: string): Promise<void>;
  /** @returns whether this mailbox may get another mail today; who sends a form is not told. */
  mayMail(email: string): Promise<boolean>;
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
  const mails = limiter('form-mail', MAILS_A_DAY, 24 * HOUR);
  // Neither address is stored as it is, or can be found by trying all.
  const blind = (text: string) => secrets.fingerprint('registration', text).toString('base64url');
  return {
    async countAddress(address) {
      if (!(await within(forms.consume(blind(address)))))
        throw new DomainError('RATE_LIMITED', 'Many forms came from here. Try again in an hour.');
    },
    mayMail: (email) => within(mails.consume(blind(email))),
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
