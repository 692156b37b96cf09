import { badInput } from '../../platform/errors.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { OrganisationUnitSchema } from './organisation-unit.entity.ts';

/**
 * The unit in which somebody of this agency is put. Who is held to units puts people into one of his own, and where he has
 * one alone it needs no saying.
 * @throws DomainError BAD_USER_INPUT for a unit that is not this agency's, or not his.
 */
export async function mustKnowUnit(
  { em, actor }: Work,
  agencyId: string,
  unitId: string | null | undefined,
): Promise<string | null> {
  const own = worksForAgency(actor) ? actor.unitIds : undefined;
  const id = unitId ?? (own?.length === 1 ? own[0] : null);
  if (id == null) {
    if (own) throw badInput('organisationUnitId', 'Say in which of your organisation units.');
    return null;
  }
  const found = (!own || own.includes(id)) && (await em.findOne(OrganisationUnitSchema, { id, agencyId }));
  if (!found) throw badInput('organisationUnitId', 'This agency has no such organisation unit.');
  return id;
}
