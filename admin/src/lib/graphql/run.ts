import type { AnyVariables, Client, TypedDocumentNode } from '@urql/svelte';
import { type Failure, failureOf } from './failure.ts';

/** Carries out a mutation once; what the screen can't put beside a field comes back as a failure. */
export async function run<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<{ data: Data; failure: undefined } | { data: undefined; failure: Failure }> {
  const result = await client.mutation(document, variables).toPromise();
  const failure = failureOf(result);
  if (failure || !result.data) return { data: undefined, failure: failure ?? { code: 'UNEXPECTED', message: '' } };
  return { data: result.data, failure: undefined };
}
