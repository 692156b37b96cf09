import { SvelteSet } from 'svelte/reactivity';
import { m } from '#messages';
import type { Failure } from '#lib/graphql/failure.ts';
import { failureText } from '#lib/graphql/failure-text.ts';
import { errorsByField, type UserError } from '#lib/graphql/user-errors.ts';
import type { Agency, ApiClient } from './api-clients.graphql.ts';

const LONGEST_NAME = 100;

const refusals: Readonly<Record<string, () => string>> = {
  name: m.api_name_taken,
  origins: m.api_origins_wrong,
  expiresOn: m.api_expiry_wrong,
  agencyIds: m.api_choose_agency,
};

/** A client of the API while it is made or changed. */
export class ClientForm {
  name = $state('');
  roleId = $state('');
  /** One on each line. */
  origins = $state('');
  expiresOn = $state('');
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);
  readonly agencyIds = new SvelteSet<string>();

  constructor(agencies: readonly Agency[], client?: ApiClient) {
    this.name = client?.name ?? '';
    // Nothing is chosen beforehand: what a program may do is a choice to be made.
    this.roleId = client?.role.id ?? '';
    this.origins = client?.origins.join('\n') ?? '';
    const chosen = client?.agencies ?? (agencies.length === 1 ? agencies : []);
    for (const { id } of chosen) this.agencyIds.add(id);
  }

  get settings() {
    return {
      name: this.name.trim(),
      roleId: this.roleId,
      agencyIds: [...this.agencyIds],
      origins: this.origins
        .split(/[\s,]+/)
        .map((one) => one.replace(/\/$/, ''))
        .filter(Boolean),
    };
  }

  /** Another name asks for nothing; another role, other agencies or sites do. */
  differentFrom(client: ApiClient) {
    const { name, roleId, agencyIds, origins } = this.settings;
    const others =
      agencyIds.length !== client.agencies.length || !client.agencies.every(({ id }) => agencyIds.includes(id));
    return {
      name,
      ...(roleId === client.role.id ? {} : { roleId }),
      ...(others ? { agencyIds } : {}),
      ...(origins.join('\n') === client.origins.join('\n') ? {} : { origins }),
    };
  }

  /** What can be said without the server. */
  check(): boolean {
    const { name, roleId, agencyIds } = this.settings;
    this.errors = {
      ...(name === '' || name.length > LONGEST_NAME ? { name: m.api_name_missing() } : {}),
      ...(roleId === '' ? { roleId: m.api_choose_role() } : {}),
      ...(agencyIds.length === 0 ? { agencyIds: m.api_choose_agency() } : {}),
    };
    return Object.keys(this.errors).length === 0;
  }

  /** @returns whether there was nothing to refuse. */
  take(problems: readonly UserError[] | undefined, failure: Failure | undefined): boolean {
    this.errors = failure ? { '': failureText(failure) } : refusedFields(problems ?? []);
    return Object.keys(this.errors).length === 0;
  }
}

/** What the server refused, by field and in words of this screen. */
export function refusedFields(problems: readonly UserError[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(errorsByField(problems)).map(([field, text]) => {
      const { code } = problems.find((one) => (one.field?.at(-1) ?? '') === field)!;
      if (code === 'CONFLICT') return [field, m.api_two_keys()];
      return [field, (code === 'BAD_USER_INPUT' && refusals[field]?.()) || text];
    }),
  );
}
