import { m } from '#messages';
import type { RoleRow } from './roles.graphql.ts';

const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join(', ');

/** Where a role holds, in words: a line for agencies, and one for units. */
export function reachTexts({ agencies, organisationUnits }: Pick<RoleRow, 'agencies' | 'organisationUnits'>): string[] {
  return [
    agencies ? m.role_reach_agencies({ names: names(agencies) }) : m.role_reach_all(),
    ...(organisationUnits ? [m.role_reach_units({ names: names(organisationUnits) })] : []),
  ];
}
