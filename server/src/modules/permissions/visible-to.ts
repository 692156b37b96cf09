import { sql, type Sql } from '../../platform/database/index.ts';
import { forbidden } from '../../platform/errors.ts';
import { worksForAgency, type Actor } from './actor.ts';

/**
 * SQL over a column that holds an agency's id: whether rows of that agency exist for this actor. Nobody else's do.
 * @param unitId column with the organisation unit, for rows of people and vacancies; rows of the agency itself have none.
 */
export function visibleTo(actor: Actor, agencyId: Sql, unitId?: Sql): Sql<boolean> {
  if (actor.kind === 'system') return sql`true`;
  if (!worksForAgency(actor)) return sql`false`;
  const ofAgency = sql<boolean>`${agencyId} = any(${actor.agencyIds})`;
  return unitId && actor.unitIds ? sql`(${ofAgency} and ${unitId} = any(${actor.unitIds}))` : ofAgency;
}

/** The same over a row of `candidate` by its alias. */
export const personVisibleTo = (actor: Actor, candidate: string): Sql<boolean> =>
  visibleTo(actor, sql.ref(`${candidate}.agency_id`), sql.ref(`${candidate}.organisation_unit_id`));

/** Whether this actor knows parts of his agencies only: what counts or tells of a whole agency isn't there for him. */
export const isHeldToUnits = (actor: Actor): boolean => worksForAgency(actor) && actor.unitIds !== undefined;

/**
 * For what holds for a whole agency: its terms, its labels and what they state.
 * @throws DomainError FORBIDDEN
 */
export function mustReachWholeAgency(actor: Actor): void {
  if (isHeldToUnits(actor)) throw forbidden('Your role is held to units of the agency; this is about all of it.');
}

/** The agencies that exist for this actor; `undefined`: all. */
export function agenciesOf(actor: Actor): readonly string[] | undefined {
  if (actor.kind === 'system') return undefined;
  return worksForAgency(actor) ? actor.agencyIds : [];
}

/** What a lookup by the ORM must ask of a row that has an agency, and a unit where it has one. */
export function scopeOf(actor: Actor, options: { units: boolean }): Record<string, object> {
  const agencies = agenciesOf(actor);
  if (!agencies) return {};
  const units = options.units && worksForAgency(actor) ? actor.unitIds : undefined;
  return { agencyId: { $in: [...agencies] }, ...(units ? { organisationUnitId: { $in: [...units] } } : {}) };
}

/** Over a row that belongs to an agency and mostly to a person of it: whoever is held to units knows only their people's. */
export function visibleThroughPerson(actor: Actor, agencyId: Sql, candidateId: Sql): Sql<boolean> {
  const ofAgency = visibleTo(actor, agencyId);
  if (!worksForAgency(actor) || !actor.unitIds) return ofAgency;
  return sql<boolean>`(${ofAgency} and exists (
    select from candidate person where person.id = ${candidateId} and person.organisation_unit_id = any(${actor.unitIds})))`;
}
