import type { AnyVariables, TypedDocumentNode } from '@urql/svelte';
import { m } from '#messages';
import { api, failureOf, type Failure } from '../api';

interface Done {
  done: { userErrors: readonly { field: readonly string[] | null; code: string }[] };
}
type Words = Readonly<Record<string, string>>;

const WORDS: Readonly<Record<string, () => string>> = {
  PASSWORD_TOO_EASY: m.password_too_easy,
  USER_NAME_TAKEN: m.user_name_taken,
  LINK_EXPIRED: m.account_link_closed,
  LINK_UNKNOWN: m.account_link_closed,
  CONFLICT: m.account_exists,
  ADDRESS_IN_USE: m.address_in_use,
  REAUTHENTICATION_REQUIRED: m.password_asked_again,
};

/** One form about an account: what was wrong with it by field, and what stood in the way of sending it. */
export class AccountForm {
  busy = $state(false);
  failure = $state.raw<Failure>();
  problems = $state.raw<Words>({});
  readonly #id: string;

  /** @param id what the ids of its fields start with. */
  constructor(id: string) {
    this.#id = id;
  }

  error(field: string): string | undefined {
    return this.problems[field];
  }

  /** For the summary above the form; a problem of no field of it stands there alone. */
  get summary(): { id?: string; message: string }[] {
    return Object.entries(this.problems).map(([field, message]) =>
      field === '' ? { message } : { id: `${this.#id}-${field}`, message },
    );
  }

  /**
   * Sends it. Nothing that was typed is lost, whatever comes of it.
   * @param words what to say where the server finds a field wrong.
   */
  async send<Variables extends AnyVariables>(
    document: TypedDocumentNode<Done, Variables>,
    variables: Variables,
    words: Words = {},
  ): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = undefined;
    this.problems = {};
    const { data, error } = await api.mutation(document, variables).toPromise();
    this.busy = false;
    if (!data) {
      this.failure = error ? failureOf(error) : { kind: 'broken' };
      return false;
    }
    const refused = data.done.userErrors;
    if (refused.some(({ code }) => code === 'RATE_LIMITED')) this.failure = { kind: 'busy' };
    else
      this.problems = Object.fromEntries(
        refused.map(({ field, code }) => {
          const of = field?.at(-1) ?? '';
          const known = of in words;
          return [known ? of : '', WORDS[code]?.() ?? words[of] ?? m.form_problem()];
        }),
      );
    return refused.length === 0;
  }
}
