import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface ProviderPerson {
  email?: string;
  emailVerified?: boolean;
}

export const CLIENT = { id: 'wisbaar', secret: 'a secret between the two of us' };

/** An agency's own login: a real OpenID provider, whose people sign in with any password. */
export async function startProvider(redirectUri: string, people: Readonly<Record<string, ProviderPerson>>) {
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['a key for tests'] },
    pkce: { required: () => true },
    findAccount: (_context, id) => {
      const person = people[id];
      return (
        person && {
          accountId: id,
          claims: () => ({ sub: id, email: person.email, email_verified: person.emailVerified ?? true }),
        }
      );
    },
  });
  const handle = provider.callback();
  return {
    issuer,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const KEEPS_COOKIES_OF = new Map<string, Map<string, string>>();

/** A browser at the provider: follows it from page to page, fills in its forms, and stops where it sends him back to us. */
export async function signInAtProvider(start: string, person: string, backTo: string): Promise<string> {
  const cookies = KEEPS_COOKIES_OF.get(person) ?? new Map<string, string>();
  KEEPS_COOKIES_OF.set(person, cookies);
  let url = start;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 12; steps += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    form = undefined;
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split(/=(.*)/s);
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      if (url.startsWith(backTo)) return url;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`The provider shows no form: ${page}`);
    url = new URL(action, url).href;
    form = new URLSearchParams({ prompt, login: person, password: 'whatever' });
  }
  throw new Error('The provider never sends us back.');
}
