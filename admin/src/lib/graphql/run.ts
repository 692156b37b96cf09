import type { AnyVariables, Client, TypedDocumentNode } from '@urql/svelte';
import { askConfirmation } from './confirmation.svelte.ts';
import { type Failure, failureOf } from './failure.ts';
import { isReadOnly } from './read-only.svelte.ts';

/**
 * Carries out a mutation once; where the server asks first whether it is really he, that is asked here, and it is sent again. What the screen can't put beside a field comes back as
 * a failure.
 * @param options.touches types of which something changed without being in the answer: what shows them is asked for anew.
 * @param options.alsoReadOnly for what is done while looking as another role: stopping that, and signing out.
 */
export async function run<Data, Variables extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  options: { alsoReadOnly?: boolean; touches?: string[] } = {},
): Promise<{ data: Data; failure: undefined } | { data: undefined; failure: Failure }> {
  // The server would refuse it too; it can't know that a screen has a better word for it.
  if (isReadOnly() && !options.alsoReadOnly) return { data: undefined, failure: { code: 'READ_ONLY', message: '' } };
  const context = options.touches ? { additionalTypenames: options.touches } : {};
  let result = await client.mutation(document, variables, context).toPromise();
  let failure = failureOf(result);
  for (
    let again = false;
    failure?.code === 'REAUTHENTICATION_REQUIRED' && (await askConfirmation(again));
    again = true
  ) {
    result = await client.mutation(document, variables, context).toPromise();
    failure = failureOf(result);
  }
  if (failure || !result.data) return { data: undefined, failure: failure ?? { code: 'UNEXPECTED', message: '' } };
  return { data: result.data, failure: undefined };
}
