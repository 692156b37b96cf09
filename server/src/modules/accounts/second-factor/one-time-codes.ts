import { Secret, TOTP } from 'otpauth';
import type { Secrets } from '../../../platform/secrets.ts';

const ISSUER = 'Wisbaar';
const SECRET_BYTES = 20;
const PERIOD_SECONDS = 30;
/** Steps before and after that are taken too, for a clock that is a little off. */
const WINDOW = 1;

const place = (staffId: string) => ({ table: 'second_factor', row: staffId, column: 'secret_sealed' });

const totp = (secret: Secret, label = '') =>
  new TOTP({ issuer: ISSUER, label, secret, digits: 6, period: PERIOD_SECONDS, algorithm: 'SHA1' });

/** A new secret: sealed for the table, and as its owner's app wants it. */
export function newSecret(secrets: Secrets, staff: { id: string; email: string }) {
  const secret = new Secret({ size: SECRET_BYTES });
  return {
    sealed: secrets.seal(secret.base32, place(staff.id)),
    text: secret.base32,
    address: totp(secret, staff.email).toString(),
  };
}

/**
 * The time step that this code belongs to.
 * @returns undefined when it belongs to none around this moment.
 */
export function stepOfCode(
  secrets: Secrets,
  staffId: string,
  sealed: Buffer,
  code: string,
  now: Date,
): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const own = totp(Secret.fromBase32(secrets.open(sealed, place(staffId))));
  const delta = own.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? undefined : own.counter({ timestamp: now.getTime() }) + delta;
}
