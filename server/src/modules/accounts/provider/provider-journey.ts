import type { Secrets } from '../../../platform/secrets.ts';

/** Carried along, sealed, by the browser that goes to a provider and back: nobody else can finish what it began. */
export interface ProviderJourney {
  agencyId: string;
  issuer: string;
  state: string;
  nonce: string;
  codeVerifier: string;
  /** Milliseconds since 1970. */
  endsAt: number;
  /** The page to go on to. */
  next: string;
  /** The session that this is a confirmation for; else it starts one. */
  confirms: string | null;
  /**
   * The session that was there when he left; it ends when another one starts. Its own cookie does not come along when another
   * site sends him back.
   */
  replaces: string | null;
}

export const JOURNEY_COOKIE = 'wisbaar_provider';
export const JOURNEY_MINUTES = 10;
const PLACE = { table: 'cookie', row: JOURNEY_COOKIE, column: 'value' };

export const sealJourney = (secrets: Secrets, journey: ProviderJourney): string =>
  secrets.seal(JSON.stringify(journey), PLACE).toString('base64url');

/** @returns undefined for a cookie that we did not seal, or that is too old. */
export function openJourney(secrets: Secrets, cookie: string | undefined, now: Date): ProviderJourney | undefined {
  try {
    const journey = JSON.parse(secrets.open(Buffer.from(cookie ?? '', 'base64url'), PLACE)) as ProviderJourney;
    return journey.endsAt > now.getTime() ? journey : undefined;
  } catch {
    return undefined;
  }
}
