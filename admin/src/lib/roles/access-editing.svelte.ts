import { SvelteMap } from 'svelte/reactivity';
import type { Right, RoleData } from './roles.graphql.ts';

/** What the built-in admin keeps, so that there is always somebody who can mend what was done (H2). */
const NEVER_FROM_ADMIN = ['role:manage', 'staff:manage'];

export type Lock = 'IMPLIED' | 'LACKING' | 'ADMIN';

/** The rights of a role while they are being changed: what stands, and what somebody chose instead. */
export class AccessEditing {
  readonly #role: () => RoleData;
  readonly #choices = new SvelteMap<string, boolean>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- made anew, never changed
  readonly #byName = $derived.by(() => new Map(this.rights.map((right) => [right.right, right])));
  readonly changes = $derived.by(() =>
    this.rights
      .filter((right) => this.has(right) !== right.granted)
      .map((right) => ({ right, granted: this.has(right) })),
  );

  constructor(role: () => RoleData) {
    this.#role = role;
  }

  get rights(): readonly Right[] {
    return this.#role().rights ?? [];
  }

  /** Who may change a field may see it, whatever else was chosen (H6). */
  has(right: Right): boolean {
    const chosen = this.#choices.get(right.right) ?? right.granted;
    return chosen || this.#isImplied(right);
  }

  /** Why a cell can't be operated now. */
  lock(right: Right): Lock | undefined {
    if (this.#isImplied(right)) return 'IMPLIED';
    if (this.has(right)) return this.#mayTake(right) ? undefined : 'ADMIN';
    return this.#mayGive(right) ? undefined : 'LACKING';
  }

  set(right: Right, granted: boolean): void {
    if (granted ? !this.#mayGive(right) : !this.#mayTake(right)) return;
    this.#choices.set(right.right, granted);
    const change = this.#changeOf(right);
    if (!granted && change && this.has(change)) this.#choices.set(change.right, false);
  }

  /** All of them, or none, where some are missing that can be given. */
  toggleAll(rights: readonly Right[]): void {
    const give = rights.some((right) => !this.has(right) && this.#mayGive(right));
    for (const right of rights) if (this.has(right) !== give) this.set(right, give);
  }

  standOf(rights: readonly Right[]): { checked: boolean; indeterminate: boolean } {
    const given = rights.filter((right) => this.has(right)).length;
    return { checked: rights.length > 0 && given === rights.length, indeterminate: given > 0 && given < rights.length };
  }

  /** Whether a shortcut over these would do anything. */
  canToggle(rights: readonly Right[]): boolean {
    return rights.some((right) => (this.has(right) ? this.#mayTake(right) : this.#mayGive(right)));
  }

  undo(): void {
    this.#choices.clear();
  }

  #changeOf(right: Right): Right | undefined {
    return right.kind === 'SEE' ? this.#byName.get(right.right.replace('see:', 'change:')) : undefined;
  }

  #isImplied(right: Right): boolean {
    const change = this.#changeOf(right);
    return change !== undefined && this.has(change);
  }

  #mayGive(right: Right): boolean {
    return right.granted || right.viewerHas;
  }

  #mayTake(right: Right): boolean {
    return this.#role().builtIn !== 'ADMIN' || !NEVER_FROM_ADMIN.includes(right.right);
  }
}
