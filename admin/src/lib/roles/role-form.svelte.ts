import { SvelteSet } from 'svelte/reactivity';
import { m } from '#messages';
import type { Failure } from '#lib/graphql/failure.ts';
import { failureText } from '#lib/graphql/failure-text.ts';
import { errorsByField, type UserError } from '#lib/graphql/user-errors.ts';
import { isReason } from './access-saving.svelte.ts';
import type { ReachAgency, RoleRow } from './roles.graphql.ts';

const LONGEST_NAME = 100;

const sameIds = (ids: readonly string[] | null, known: readonly { id: string }[] | null): boolean =>
  ids === null || known === null
    ? ids === known
    : ids.length === known.length && known.every(({ id }) => ids.includes(id));

/** Name, reach and reason of a role while they are typed. */
export class RoleForm {
  name = $state('');
  reason = $state('');
  heldToAgencies = $state(false);
  heldToUnits = $state(false);
  readonly agencyIds = new SvelteSet<string>();
  readonly unitIds = new SvelteSet<string>();
  errors = $state.raw<Record<string, string>>({});
  busy = $state(false);

  constructor(role?: RoleRow) {
    if (!role) return;
    this.name = role.name;
    this.heldToAgencies = role.agencies !== null;
    this.heldToUnits = role.organisationUnits !== null;
    for (const { id } of role.agencies ?? []) this.agencyIds.add(id);
    for (const { id } of role.organisationUnits ?? []) this.unitIds.add(id);
  }

  /** The units of the agencies that were chosen. */
  unitsOf(agencies: readonly ReachAgency[]) {
    const chosen = agencies.filter(({ id }) => !this.heldToAgencies || this.agencyIds.has(id));
    return chosen.flatMap(({ name, organisationUnits }) =>
      (organisationUnits ?? []).map((unit) => ({ ...unit, agency: name })),
    );
  }

  reach(agencies: readonly ReachAgency[]): { agencyIds: string[] | null; unitIds: string[] | null } {
    const units = this.unitsOf(agencies).filter(({ id }) => this.unitIds.has(id));
    return {
      agencyIds: this.heldToAgencies ? [...this.agencyIds] : null,
      unitIds: this.heldToUnits ? units.map(({ id }) => id) : null,
    };
  }

  /** Whether it is held to other places than the role was. */
  reachesElsewhere(agencies: readonly ReachAgency[], role: RoleRow): boolean {
    const { agencyIds, unitIds } = this.reach(agencies);
    return !sameIds(agencyIds, role.agencies) || !sameIds(unitIds, role.organisationUnits);
  }

  /** What can be said without the server. */
  check(agencies: readonly ReachAgency[]): boolean {
    const { agencyIds, unitIds } = this.reach(agencies);
    const { length } = this.name.trim();
    this.errors = {
      ...(length === 0 || length > LONGEST_NAME ? { name: m.role_name_missing() } : {}),
      ...(agencyIds?.length === 0 ? { agencyIds: m.role_choose_agency() } : {}),
      ...(unitIds?.length === 0 ? { unitIds: m.role_choose_unit() } : {}),
      ...(isReason(this.reason) ? {} : { reason: m.role_reason_missing() }),
    };
    return Object.keys(this.errors).length === 0;
  }

  /** @returns whether there was nothing to refuse. */
  take(problems: readonly UserError[] | undefined, failure: Failure | undefined): boolean {
    this.errors = failure ? { '': failureText(failure) } : errorsByField(problems ?? []);
    if (problems?.some(({ field, code }) => code === 'BAD_USER_INPUT' && field?.at(-1) === 'name'))
      this.errors = { ...this.errors, name: m.role_name_taken() };
    return Object.keys(this.errors).length === 0;
  }
}
