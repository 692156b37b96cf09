import type { Client } from '@urql/svelte';
import { m } from '#messages';
import { failureText } from '#lib/graphql/failure-text.ts';
import { run } from '#lib/graphql/run.ts';
import { userErrorText } from '#lib/graphql/user-error-text.ts';
import type { AccessEditing } from './access-editing.svelte.ts';
import { type RoleData, UpdateRole } from './roles.graphql.ts';

const REASON = { shortest: 5, longest: 500 };

export const isReason = (text: string): boolean => {
  const { length } = text.trim();
  return length >= REASON.shortest && length <= REASON.longest;
};

/** Saving what was chosen, with its reason, on the version that it was chosen on. */
export class AccessSaving {
  reason = $state('');
  busy = $state(false);
  reasonError = $state<string>();
  error = $state<string>();
  /** Somebody else changed the role while this person was at it. */
  conflict = $state(false);
  readonly #client: Client;
  readonly #role: () => RoleData;
  readonly #editing: AccessEditing;

  constructor(client: Client, role: () => RoleData, editing: AccessEditing) {
    this.#client = client;
    this.#role = role;
    this.#editing = editing;
  }

  /** @returns whether it was saved. */
  async save(): Promise<boolean> {
    if (this.busy) return false;
    this.error = undefined;
    this.conflict = false;
    this.reasonError = isReason(this.reason) ? undefined : m.role_reason_missing();
    if (this.reasonError) return false;
    this.busy = true;
    const { id, version } = this.#role();
    const changes = this.#editing.changes.map(({ right, granted }) => ({ right: right.right, granted }));
    const { data, failure } = await run(this.#client, UpdateRole, {
      input: { id, version, changes, reason: this.reason.trim() },
    });
    this.busy = false;
    const [problem] = data?.updateRole.userErrors ?? [];
    this.conflict = problem?.code === 'CONFLICT';
    if (failure) this.error = failureText(failure);
    else if (problem && !this.conflict) this.error = userErrorText(problem);
    return !failure && !problem;
  }
}
