import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { Page } from 'playwright-core';

export const OWN_LOGIN_CLIENT = { id: 'wisbaar', secret: 'a secret between the two of us' };

/**
 * An agency's own login: a real OpenID provider, where anybody signs in under his mail address with any password. It is at
 * 127.0.0.1, and so another site than a product at localhost, whose strict cookies don't come along from it.
 */
export async function startOwnLogin(productUrl: string): Promise<{ issuer: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: OWN_LOGIN_CLIENT.id,
        client_secret: OWN_LOGIN_CLIENT.secret,
        redirect_uris: [`${productUrl}/auth/oidc/callback`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key for tests'] },
    pkce: { required: () => true },
    findAccount: (_context, email) => ({
      accountId: email,
      claims: () => ({ sub: email, email, email_verified: true }),
    }),
  });
  const handle = provider.callback();
  return {
    issuer,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** At the provider's own pages: signs in, and agrees to what is asked where it asks. */
export async function signInAtOwnLogin(page: Page, email: string): Promise<void> {
  await page.locator('input[name="login"]').fill(email);
  await page.locator('input[name="password"]').fill('whatever');
  await page.locator('button[type="submit"]').click();
}

/** The first time it asks whether we may know who he is. */
export async function agreeAtOwnLogin(page: Page): Promise<void> {
  await page.locator('input[name="prompt"][value="consent"]').waitFor({ state: 'attached' });
  await page.locator('button[type="submit"]').click();
}
