import * as oidc from 'openid-client';
import { notFound } from '../../../platform/errors.ts';
import type { Work } from '../../permissions/index.ts';
import { minutesAfter } from '../sessions/session-times.ts';
import { clientSecretPlace, IdentityProviderSchema, type IdentityProvider } from './identity-provider.ts';
import { providerClient } from './provider-client.ts';
import type { NetworkReach } from '../../../platform/network-reach.ts';
import { JOURNEY_MINUTES, sealJourney } from './provider-journey.ts';

export interface ProviderOptions {
  /** Where the provider sends people back to. */
  redirectUri: string;
  reach: NetworkReach;
}

/** The provider of an agency, with its secret opened. @throws DomainError NOT_FOUND */
export async function knownProvider(
  work: Work,
  agencyId: string,
): Promise<IdentityProvider & { clientSecret: string | undefined }> {
  const found = await work.em.fork().findOne(IdentityProviderSchema, { agencyId });
  if (!found) throw notFound();
  const clientSecret =
    found.clientSecretSealed == null
      ? undefined
      : work.secrets.open(found.clientSecretSealed, clientSecretPlace(agencyId));
  return { ...found, clientSecret };
}

/**
 * Sends somebody to his agency's own login. Nothing is stored: what must be known when he comes back goes with his browser.
 * @param input.confirms the session that asks him to show again that it is he.
 * @param input.replaces the session that another one takes the place of.
 * @throws DomainError NOT_FOUND, PROVIDER_FAILED
 */
export async function startProviderSignIn(
  work: Work,
  options: ProviderOptions,
  input: { agencyId: string; next: string; confirms: string | null; replaces: string | null },
): Promise<{ redirectTo: string; cookie: string }> {
  const provider = await knownProvider(work, input.agencyId);
  const client = await providerClient(provider, options.reach);
  const journey = {
    ...input,
    issuer: provider.issuer,
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    codeVerifier: oidc.randomPKCECodeVerifier(),
    endsAt: minutesAfter(work.clock.now(), JOURNEY_MINUTES).getTime(),
  };
  const redirectTo = oidc.buildAuthorizationUrl(client, {
    redirect_uri: options.redirectUri,
    scope: 'openid email',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(journey.codeVerifier),
    code_challenge_method: 'S256',
    ...(input.confirms === null ? {} : { prompt: 'login', max_age: '0' }),
  });
  return { redirectTo: redirectTo.href, cookie: sealJourney(work.secrets, journey) };
}
