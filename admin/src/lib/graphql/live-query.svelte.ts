import { type AnyVariables, getContextClient, type RequestPolicy, type TypedDocumentNode } from '@urql/svelte';
import { type Failure, failureOf, GuardedPaths } from './failure.ts';

interface Options {
  /** While false, nothing is asked. */
  readonly when?: () => boolean;
  readonly requestPolicy?: RequestPolicy;
  /** Types on which the answer rests without holding one of them: what changes one asks anew. */
  readonly restsOn?: string[];
}

/**
 * A query that follows its variables for as long as its component lives. The last answer stays in place while the next
 * is under way, so that nothing on the screen jumps.
 */
export class LiveQuery<Data, Variables extends AnyVariables> {
  data = $state.raw<Data>();
  failure = $state.raw<Failure>();
  guarded = $state.raw(new GuardedPaths());
  /** Waiting for the first answer to the current variables. */
  fetching = $state(true);
  readonly #client = getContextClient();
  #round = $state(0);

  constructor(document: TypedDocumentNode<Data, Variables>, variables: () => Variables, options: Options = {}) {
    // Compared as text, so that an equal set of variables made anew doesn't ask again.
    const wanted = $derived(JSON.stringify(variables()));
    $effect(() => {
      if (options.when?.() === false) return;
      const again = this.#round > 0;
      const current = JSON.parse(wanted) as Variables;
      this.fetching = true;
      const policy = again ? 'network-only' : options.requestPolicy;
      const context = {
        ...(policy && { requestPolicy: policy }),
        ...(options.restsOn && { additionalTypenames: options.restsOn }),
      };
      const subscription = this.#client.query(document, current, context).subscribe((result) => {
        this.failure = failureOf(result);
        if (result.data) this.data = result.data;
        this.guarded = new GuardedPaths(result.error);
        this.fetching = false;
      });
      return () => subscription.unsubscribe();
    });
  }

  reload(): void {
    this.#round += 1;
  }
}
