import { forbidden, notFound } from '../../platform/errors.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { worksForAgency, type AgencyActor, type Work } from '../permissions/index.ts';

/**
 * Staff import into agencies that are theirs, when their role lets them; the product's own commands into any.
 * @throws DomainError FORBIDDEN, or NOT_FOUND for an agency that is not there or is another's.
 */
export async function assertMayImport(work: Work, agencyId: string): Promise<void> {
  if (work.actor.kind !== 'system') {
    const staff = importingStaff(work);
    if (!staff.agencyIds.includes(agencyId)) throw notFound();
    if (staff.unitIds) throw forbidden('Your role is held to organisation units; a file is for a whole agency.');
  }
  const [agency] = await rows(work.em, sql`select from agency where id::text = ${agencyId}`);
  if (!agency) throw notFound();
}

/** @throws DomainError FORBIDDEN when it is not staff whose role may import. */
export function importingStaff({ actor }: Pick<Work, 'actor'>): AgencyActor {
  if (!worksForAgency(actor) || !actor.rights.permissions.has('candidate:import')) throw forbidden();
  return actor;
}
