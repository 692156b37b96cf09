import * as oidc from 'openid-client';
import { DomainError } from '../../../platform/errors.ts';
import { fetchWithin, type NetworkReach } from '../../../platform/network-reach.ts';

const PATIENCE_SECONDS = 10;

/** What is known of a provider, its secret opened. */
export interface ProviderAddress {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
}

/**
 * Asks a provider how to speak with it (discovery).
 * @throws DomainError PROVIDER_FAILED
 */
export async function providerClient(provider: ProviderAddress, reach: NetworkReach): Promise<oidc.Configuration> {
  const ownFetch = fetchWithin(reach);
  try {
    const found = await oidc.discovery(new URL(provider.issuer), provider.clientId, undefined, oidc.None(), {
      timeout: PATIENCE_SECONDS,
      [oidc.customFetch]: ownFetch,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that nobody takes it for granted
      execute: reach.http ? [oidc.allowInsecureRequests] : [],
    });
    const client = new oidc.Configuration(
      found.serverMetadata(),
      provider.clientId,
      undefined,
      authentication(provider.clientSecret, found.serverMetadata().token_endpoint_auth_methods_supported),
    );
    client.timeout = PATIENCE_SECONDS;
    client[oidc.customFetch] = ownFetch;
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
    if (reach.http) oidc.allowInsecureRequests(client);
    return client;
  } catch {
    throw providerFailed();
  }
}

/** `client_secret_basic` is what a provider takes that says nothing. */
function authentication(secret: string | undefined, methods: readonly string[] | undefined): oidc.ClientAuth {
  if (secret === undefined) return oidc.None();
  return !methods || methods.includes('client_secret_basic')
    ? oidc.ClientSecretBasic(secret)
    : oidc.ClientSecretPost(secret);
}

/** One answer for all that can go wrong there: what a provider says in detail is nobody's business here. */
export const providerFailed = () =>
  new DomainError(
    'PROVIDER_FAILED',
    'Signing in with your agency’s own login did not work. Try again, or ask its administrator.',
  );
