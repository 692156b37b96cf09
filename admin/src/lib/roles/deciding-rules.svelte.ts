import { getContext, setContext } from 'svelte';
import { m } from '#messages';
import { dayOf, formatDay } from '#lib/format/dates.ts';
import { LiveQuery } from '#lib/graphql/live-query.svelte.ts';
import { roleName } from '#lib/words/terms.ts';
import { LookingAsQuery, type Right } from './roles.graphql.ts';

const key = Symbol('deciding rules');

/** While somebody looks as another role: what decides of each field whether that role sees it (H7). */
export class DecidingRules {
  readonly #query;
  readonly #lookingAs: () => boolean;
  // Made anew with each answer, never changed.
  readonly #byName = $derived.by(
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- see above
    () => new Map((this.#query.data?.viewer?.lookingAs?.rights ?? []).map((right) => [right.right, right])),
  );

  constructor(lookingAs: () => boolean) {
    this.#lookingAs = lookingAs;
    this.#query = new LiveQuery(LookingAsQuery, () => ({}), { when: lookingAs });
    setContext(key, this);
  }

  /** Whether there is anything to say at all. */
  get shown(): boolean {
    return this.#lookingAs();
  }

  /**
   * "Verborgen: standaard van de rol Recruiter".
   * @param field as Type.field
   * @returns nothing where the field is not one that roles decide on.
   */
  textOf(field: string, hidden: boolean): string | undefined {
    const right = this.#byName.get(`see:${field}`);
    const role = this.#query.data?.viewer?.lookingAs;
    if (!this.shown || !right || !role) return undefined;
    const state = hidden ? m.rule_hidden() : m.rule_visible();
    // The role has it, and yet it is not to be seen: he who looks lacks it himself.
    if (hidden && right.granted) return m.rule_yourself({ state });
    return ruleText(right, state, roleName(role));
  }
}

function ruleText(right: Right, state: string, role: string): string {
  switch (right.decidedBy) {
    case 'STARTS_EMPTY':
      return m.rule_starts_empty({ state });
    case 'IMPLIED':
      return m.rule_implied({ state });
    case 'SET': {
      const said = { state, day: formatDay(dayOf(right.changedAt ?? '')), reason: right.reason ?? '' };
      return right.changedBy === null ? m.rule_set(said) : m.rule_set_by({ ...said, by: right.changedBy });
    }
    default:
      return m.rule_default({ state, role });
  }
}

export const useDecidingRules = (): DecidingRules => getContext<DecidingRules>(key);
