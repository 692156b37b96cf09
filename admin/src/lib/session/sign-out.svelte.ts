import { getContextClient } from '@urql/svelte';
import { resolve } from '$app/paths';
import { run } from '#lib/graphql/run.ts';
import { SignOut } from './session.graphql.ts';

/** Ends the session, for a button; make it where a component begins. */
export class SigningOut {
  readonly #client = getContextClient();
  failed = $state(false);

  readonly start = async (): Promise<void> => {
    const { failure } = await run(this.#client, SignOut, {}, { alsoReadOnly: true });
    this.failed = failure !== undefined && failure.code !== 'UNAUTHENTICATED';
    // A whole new document, so that nothing of what was seen stays in the browser's memory.
    if (!this.failed) location.assign(resolve('/login'));
  };
}
