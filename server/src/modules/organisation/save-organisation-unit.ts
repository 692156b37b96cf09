import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, worksForAgency, type Work } from '../permissions/index.ts';
import { OrganisationUnitSchema, type OrganisationUnit } from './organisation-unit.entity.ts';

const LONGEST_NAME = 200;

/**
 * Makes an organisation unit, or renames one (C42). Whoever is held to units can't: he would meet names that he may not know.
 * @param input.agencyId of a new unit; a unit never changes its agency.
 * @throws DomainError FORBIDDEN, NOT_FOUND, BAD_USER_INPUT for a name that can't be used or is used already.
 */
export async function saveOrganisationUnit(
  work: Work,
  input: { id?: string | null; agencyId?: string | null; name: string },
): Promise<OrganisationUnit> {
  const name = input.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  if (worksForAgency(work.actor) && work.actor.unitIds)
    throw forbidden('Your role is held to organisation units; who works for the whole agency can change them.');
  if (input.id == null && input.agencyId == null) throw badInput('agencyId', 'Say of which agency the unit is.');
  const agencies = agenciesOf(work.actor);
  return inTransaction(work.em, async (em) => {
    const known = input.id == null ? null : await em.findOne(OrganisationUnitSchema, { id: input.id });
    const agencyId = known?.agencyId ?? (input.id == null ? input.agencyId : null);
    if (agencyId == null || (agencies && !agencies.includes(agencyId))) throw notFound();
    const id = known?.id ?? newId();
    // One after another within an agency, so that two can't get one name.
    await rows(em, sql`select 1 from agency where id = ${agencyId} for no key update`);
    const [other] = await rows(
      em,
      sql`select 1 from organisation_unit where agency_id = ${agencyId} and lower(name) = lower(${name}) and id <> ${id}`,
    );
    if (other) throw badInput('name', 'This agency has an organisation unit of this name already.');
    const unit = known ?? em.create(OrganisationUnitSchema, { id, agencyId, name });
    unit.name = name;
    await em.flush();
    await recordAudit({ ...work, em }, [
      {
        action: known ? 'organisation-unit.renamed' : 'organisation-unit.added',
        subjectType: 'OrganisationUnit',
        subjectId: id,
      },
    ]);
    return unit;
  });
}
