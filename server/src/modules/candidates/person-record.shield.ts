import type { Rule, ShieldRules, TypeRules } from '../../platform/graphql/index.ts';
import { can, canSeeAnyOf, isStaff, shieldOf } from '../permissions/index.ts';
import type { PersonRecordKind } from './person-record.ts';

/** The rules of some kinds of records. What of a record may be changed is decided where it is saved, field by field. */
export function shieldOfRecords(kinds: readonly PersonRecordKind[]): ShieldRules {
  const columns = shieldOf(...kinds.map(({ declaration }) => declaration));
  const places = kinds.map(({ field, declaration }) => [field, canSeeAnyOf(declaration.type)] as const);
  const mutations = kinds.flatMap(({ declaration: { type } }) =>
    [`save${type}`, `remove${type}`].map((mutation) => [mutation, can('candidate:update')] as const),
  );
  const types = kinds.flatMap(({ declaration: { type } }): [string, Rule | TypeRules][] => [
    [type, { ...columns[type], id: isStaff }],
    [`Save${type}Payload`, isStaff],
  ]);
  return {
    ...Object.fromEntries(types),
    Mutation: Object.fromEntries(mutations),
    Candidate: Object.fromEntries(places),
    RemoveRecordPayload: isStaff,
  };
}
