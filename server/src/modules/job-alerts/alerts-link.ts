import { timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../platform/secrets.ts';

const PURPOSE = 'job-alerts-link';
const ID_BYTES = 16;

/**
 * The secret of the link by which an account's alerts are stopped without signing in: the account's id and a keyed fingerprint of
 * it. The link of an old mail works as that of today does, and nothing of it is stored.
 */
export function alertsToken(secrets: Secrets, accountId: string): string {
  const id = Buffer.from(accountId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, secrets.fingerprint(PURPOSE, accountId)]).toString('base64url');
}

/** Whose alerts; undefined for what is no secret of ours. */
export function accountOfToken(secrets: Secrets, token: string): string | undefined {
  const digits = Buffer.from(token, 'base64url').subarray(0, ID_BYTES).toString('hex');
  if (digits.length !== 2 * ID_BYTES) return undefined;
  const accountId = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const [given, ours] = [Buffer.from(token), Buffer.from(alertsToken(secrets, accountId))];
  return given.length === ours.length && timingSafeEqual(given, ours) ? accountId : undefined;
}
