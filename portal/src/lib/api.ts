import { Client, fetchExchange, mapExchange, type CombinedError, type OperationResult } from '@urql/svelte';
import { sessionHasEnded } from './session-end';

const patienceInSeconds = 20;

/**
 * Without a cache: what this page asks is personal, and the answer must be today's. Always POST: the variables hold
 * the token of a personal link, which may not end up in an address.
 */
export const api = new Client({
  url: '/graphql',
  preferGetMethod: false,
  requestPolicy: 'network-only',
  exchanges: [mapExchange({ onResult: hearEnd }), fetchExchange],
  // Somebody who also works for an agency, and signed in there with this browser, is a candidate here.
  fetchOptions: { headers: { 'x-wisbaar-portal': '1' } },
  fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(patienceInSeconds * 1000) }),
});

/** Who asks for what is his own, and is told that he is nobody, is no longer signed in. */
function hearEnd({ operation, data, error }: OperationResult): void {
  const byLink = typeof (operation.variables as { token?: unknown } | undefined)?.token === 'string';
  const nobody = (data as { me?: unknown } | undefined)?.me === null && !byLink;
  if (nobody || (error && errorCode(error) === 'UNAUTHENTICATED')) sessionHasEnded();
}

/** Why there is no answer. `reference` leads the agency to the details in its log. */
export interface Failure {
  kind: 'offline' | 'busy' | 'broken';
  reference?: string | undefined;
}

export function failureOf(error: CombinedError): Failure {
  for (const { extensions } of error.graphQLErrors) {
    if (extensions['code'] === 'RATE_LIMITED' || extensions['code'] === 'BUSY') return { kind: 'busy' };
  }
  if (error.graphQLErrors.length > 0) {
    const reference = error.graphQLErrors[0]?.extensions['reference'];
    return { kind: 'broken', reference: typeof reference === 'string' ? reference : undefined };
  }
  const status = (error.response as Response | undefined)?.status;
  if (status === 429) return { kind: 'busy' };
  return { kind: status === undefined ? 'offline' : 'broken' };
}

/** The stable code of the first error that has one. */
export function errorCode(error: CombinedError): string | undefined {
  for (const { extensions } of error.graphQLErrors) {
    if (typeof extensions['code'] === 'string') return extensions['code'];
  }
  return undefined;
}
