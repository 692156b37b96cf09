import { cacheExchange, Client, fetchExchange, mapExchange } from '@urql/svelte';
import { getLocale } from '#locale';
import { codesOf } from './failure.ts';

/**
 * The session lives in a cookie that scripts can't read, so there is no token to send along.
 * @param onUnauthenticated the session ended while somebody was at work.
 */
export function createClient(onUnauthenticated: () => void): Client {
  return new Client({
    url: '/graphql',
    // What is kept is shown at once, and then asked again: a list of people is never stale for long.
    requestPolicy: 'cache-and-network',
    preferGetMethod: false,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { 'accept-language': getLocale() },
    }),
    exchanges: [
      mapExchange({
        onResult(result) {
          if (codesOf(result.error).includes('UNAUTHENTICATED')) onUnauthenticated();
        },
      }),
      cacheExchange,
      fetchExchange,
    ],
  });
}
