import * as oidc from 'openid-client';
import { DomainError } from '../../../platform/errors.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { asHimself } from '../as-himself.ts';
import { hasSecondFactor } from '../second-factor/has-second-factor.ts';
import { markConfirmed } from '../sessions/confirm-password.ts';
import { type SessionCookie } from '../sessions/start-session.ts';
import { StaffSessionSchema } from '../sessions/staff-session.ts';
import { askForCode } from '../sign-in/ask-for-code.ts';
import { signOutSession } from '../sign-in/sign-out.ts';
import type { SignInThrottle } from '../sign-in/sign-in-throttle.ts';
import { letIn, type SignedIn } from '../sign-in/sign-in.ts';
import { providerClient, providerFailed } from './provider-client.ts';
import { openJourney, type ProviderJourney } from './provider-journey.ts';
import { type Claims, staffOfClaims } from './staff-of-claims.ts';
import { knownProvider, type ProviderOptions } from './start-provider-sign-in.ts';

/** How long ago somebody may have typed his password there, when he was asked to do it anew. */
const ANEW_SECONDS = 60;

/** How somebody comes back. */
export interface Arrival {
  /** The address to which the provider sent him, with its parameters. */
  readonly currentUrl: URL;
  readonly cookie: string | undefined;
  readonly userAgent: string | undefined;
  readonly address: string;
  readonly throttle: SignInThrottle;
}

/** Where to go on, with a session, the half of one, or a confirmed one. */
export type ProviderOutcome = { next: string } & (SignedIn | { confirmed: SessionCookie } | { pending: SessionCookie });

/**
 * Takes somebody in who comes back from his agency's own login. It gives him what the account has that he is linked to, and
 * never makes an account or a right.
 * @throws DomainError PROVIDER_FAILED, RATE_LIMITED, FORBIDDEN when there is no account here that is his
 */
export async function finishProviderSignIn(
  work: Work,
  options: ProviderOptions,
  request: Arrival,
): Promise<ProviderOutcome> {
  const journey = await journeyOf(work, request);
  const provider = await knownProvider(work, journey.agencyId);
  if (provider.issuer !== journey.issuer) throw providerFailed();
  const client = await providerClient(provider, options.reach);
  const claims = await claimsOf(client, request.currentUrl, journey);
  const staffId = await staffOfClaims(work, provider, claims);
  const { next } = journey;
  if (journey.confirms !== null) return { next, ...(await confirm(work, { id: journey.confirms, staffId })) };
  const signedIn = await letIn(work, { staffId, way: 'PROVIDER', userAgent: request.userAgent });
  // Whoever sat here before is signed out: a browser has one session.
  if ('session' in signedIn && journey.replaces !== null) await signOutSession(work, journey.replaces);
  return { next, ...signedIn };
}

/** Who comes back with what his browser was given to carry waits for nobody who comes from the same office (S5). */
async function journeyOf(work: Work, { cookie, throttle, address }: Arrival): Promise<ProviderJourney> {
  const journey = openJourney(work.secrets, cookie, work.clock.now());
  if (!journey) {
    await throttle.countAddress(address);
    throw providerFailed();
  }
  await throttle.countReturn(journey.state);
  return journey;
}

async function claimsOf(client: oidc.Configuration, currentUrl: URL, journey: ProviderJourney): Promise<Claims> {
  try {
    const tokens = await oidc.authorizationCodeGrant(client, currentUrl, {
      pkceCodeVerifier: journey.codeVerifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
      ...(journey.confirms === null ? {} : { maxAge: ANEW_SECONDS }),
    });
    const own = tokens.claims()!;
    // Many providers say the address only when they are asked for it.
    const { email, email_verified } =
      own['email'] === undefined ? await oidc.fetchUserInfo(client, tokens.access_token, own.sub) : own;
    return {
      subject: own.sub,
      email: typeof email === 'string' ? email : undefined,
      emailVerified: email_verified === true,
    };
  } catch {
    throw providerFailed();
  }
}

/** Where there is a second factor of ours, it is asked for as it is for signing in: the session that follows is confirmed. */
async function confirm(
  work: Work,
  session: { id: string; staffId: string },
): Promise<{ confirmed: SessionCookie } | { pending: SessionCookie }> {
  return accountTransaction(work, async (em) => {
    const own = await em.findOne(StaffSessionSchema, { id: session.id, staffId: session.staffId });
    if (!own) throw new DomainError('FORBIDDEN', 'You signed in as somebody else.');
    const inside = asHimself({ ...work, em }, session.staffId);
    if (await hasSecondFactor(em, session.staffId))
      return { pending: await askForCode(inside, { staffId: session.staffId, way: 'PROVIDER', confirms: true }) };
    return { confirmed: await markConfirmed(inside, session, 'PROVIDER') };
  });
}
