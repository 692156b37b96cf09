import type { Secrets } from '../../platform/secrets.ts';

/** What may tell who somebody is, as far as it is known. */
export interface WhoSomebodyIs {
  /** The number that another system knows him by. */
  readonly reference?: string | null | undefined;
  readonly personnelNumber?: string | null | undefined;
  readonly emails?: readonly (string | null | undefined)[];
  readonly lastName?: string | null | undefined;
  /** `1990-02-01` */
  readonly birthDate?: string | null | undefined;
  readonly postcode?: string | null | undefined;
  /** The keyed hash by which a BSN is found. */
  readonly bsnHash?: Uint8Array | null | undefined;
}

/**
 * Keyed hashes, in hexadecimal, by which the same person is recognised within an agency; the strongest first. Another agency's
 * candidate is another's, so each is bound to the agency.
 */
export function identitiesOf(secrets: Secrets, agencyId: string, who: WhoSomebodyIs): string[] {
  const together = [plain(who.lastName), plain(who.birthDate), plain(who.postcode)?.replaceAll(' ', '')];
  const known = [
    ['reference', plain(who.reference)],
    ['personnel', plain(who.personnelNumber)],
    ...(who.emails ?? []).map((email) => ['email', plain(email)]),
    ['name', ...together],
    ['bsn', who.bsnHash ? Buffer.from(who.bsnHash).toString('hex') : undefined],
  ];
  return known
    .filter((parts) => parts.every((part) => part !== undefined))
    .map((parts) => secrets.fingerprint('import', [agencyId, ...parts].join('\0')).toString('hex'));
}

const plain = (text: string | null | undefined): string | undefined =>
  text == null || text === '' ? undefined : text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
