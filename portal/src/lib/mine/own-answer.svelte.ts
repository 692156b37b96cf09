import type { TypedDocumentNode } from '@urql/svelte';
import { api, failureOf, type Failure } from '../api';

/** What a page asks of who is signed in, and what went wrong on the way; what is on the page stays there meanwhile. */
export class OwnAnswer<Data extends { me: unknown }> {
  me = $state.raw<Data['me']>();
  failure = $state.raw<Failure>();
  busy = $state(true);
  readonly #document: TypedDocumentNode<Data, Record<string, never>>;

  constructor(document: TypedDocumentNode<Data, Record<string, never>>) {
    this.#document = document;
  }

  async load(): Promise<void> {
    this.busy = true;
    const { data, error } = await api.query(this.#document, {}).toPromise();
    this.busy = false;
    this.failure = data ? undefined : error ? failureOf(error) : { kind: 'broken' };
    if (data) this.me = data.me;
  }
}
