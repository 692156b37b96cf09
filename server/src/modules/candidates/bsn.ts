import { badInput, DomainError } from '../../platform/errors.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Secrets } from '../../platform/secrets.ts';
import type { Work } from '../permissions/index.ts';

/** The eleven-test: nine digits, weighed 9, 8, … 2, −1, whose sum divides by eleven (D18). */
export function isBsn(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false;
  const sum = Array.from(text).reduce(
    (total, digit, index) => total + Number(digit) * (index === 8 ? -1 : 9 - index),
    0,
  );
  return sum % 11 === 0;
}

/** What everybody sees (H9): `******782`. */
export const maskBsn = (bsn: string): string => `******${bsn.slice(-3)}`;

export const bsnPlace = (candidateId: string) => ({ table: 'candidate', row: candidateId, column: 'bsn_cipher' });

/**
 * The nine digits of a BSN, whatever dots and spaces it was typed with.
 * @throws DomainError BAD_USER_INPUT when it fails the eleven-test; the number is not repeated.
 */
export function readBsn(text: string): string {
  const digits = text.replace(/[\s.-]/g, '').padStart(9, '0');
  if (!isBsn(digits)) throw badInput('bsn', 'This is not a valid BSN: it fails the eleven-test.');
  return digits;
}

/** The keyed hash by which a BSN is found again (D18). */
export const bsnHashOf = (secrets: Secrets, digits: string): Buffer => secrets.fingerprint('bsn', digits);

/**
 * The two forms in which a BSN is stored: sealed to its row, and a keyed hash by which it is found again.
 * @throws DomainError BAD_USER_INPUT when it fails the eleven-test; the number is not repeated.
 */
export function sealBsn(secrets: Secrets, candidateId: string, bsn: string): { bsnCipher: Buffer; bsnHash: Buffer } {
  const digits = readBsn(bsn);
  return { bsnCipher: secrets.seal(digits, bsnPlace(candidateId)), bsnHash: bsnHashOf(secrets, digits) };
}

/** What may be shown of a stored BSN, or null when there is none. */
export const maskedBsn = (
  secrets: Secrets,
  candidate: { id: string; bsnCipher?: Uint8Array | null | undefined },
): string | null => (candidate.bsnCipher ? maskBsn(secrets.open(candidate.bsnCipher, bsnPlace(candidate.id))) : null);

/**
 * Before approval there is no contract, and no ground to hold a BSN, unless the agency's settings say so (D18).
 * @throws DomainError BSN_BEFORE_APPROVAL
 */
export async function mustAllowBsn(work: Work, agencyId: string, approvedOn: string | null | undefined): Promise<void> {
  if (approvedOn || (await allowsBsnBeforeApproval(work, agencyId))) return;
  throw new DomainError('BSN_BEFORE_APPROVAL', 'This candidate is not approved yet, so no BSN may be stored.', ['bsn']);
}

export async function allowsBsnBeforeApproval(work: Work, agencyId: string): Promise<boolean> {
  const [policy] = await rows<{ allowed: boolean }>(
    work.em,
    sql`select bsn_before_approval as allowed from retention_policy where agency_id = ${agencyId}`,
  );
  return policy?.allowed ?? false;
}
