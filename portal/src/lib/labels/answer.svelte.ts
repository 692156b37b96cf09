import type { AnyVariables, TypedDocumentNode } from '@urql/svelte';
import { api, failureOf, type Failure } from '../api';

/** What is asked once a page opens, and again when its variables change or somebody tries again. */
export class Answer<Data, Variables extends AnyVariables> {
  data = $state.raw<Data>();
  failure = $state.raw<Failure>();
  busy = $state(false);
  readonly #document: TypedDocumentNode<Data, Variables>;
  readonly #variables: () => Variables;
  #round = 0;

  constructor(document: TypedDocumentNode<Data, Variables>, variables: () => Variables) {
    this.#document = document;
    this.#variables = variables;
    $effect(() => {
      void this.load(variables());
    });
  }

  async load(variables = this.#variables()): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    this.busy = true;
    const { data, error } = await api.query(this.#document, variables).toPromise();
    // What was asked before says nothing any more.
    if (round !== this.#round) return;
    this.busy = false;
    // A question that got no answer, of another language say, takes away nothing: somebody may be filling in what is there.
    if (data) this.data = data;
    this.failure = data ? undefined : error ? failureOf(error) : { kind: 'broken' };
  }
}
