import { outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { agenciesOf, mustReachWholeAgency, type Work } from '../../permissions/index.ts';
import { residualIdentifiability, type ResidualIdentifiability } from '../residual-identifiability.ts';
import type { ErasureRun } from './erasure-run.entity.ts';
import { isDue } from './open-run.ts';

/** How it goes first; and how it would have been with Plus, where it goes without. */
const asItGoes = (found: readonly ResidualIdentifiability[], withPlus: boolean) =>
  found.filter(({ plus }) => plus || !withPlus);

/**
 * How far whoever is due in an agency could be told apart afterwards, among all who are anonymous there by then (B11).
 * @throws DomainError NOT_FOUND, FORBIDDEN
 */
export async function identifiabilityOfDue(work: Work, agencyId: string): Promise<readonly ResidualIdentifiability[]> {
  if (!(agenciesOf(work.actor) ?? [agencyId]).includes(agencyId)) throw notFound();
  mustReachWholeAgency(work.actor);
  return outsideRowScope(async () => {
    const [policy] = await rows<{ plus: boolean }>(
      work.em,
      sql`select plus from retention_policy where agency_id = ${agencyId}`,
    );
    const due = sql`exists (select from erasure_plan p where p.candidate_id = c.id and ${isDue(work)})`;
    const found = await residualIdentifiability(
      work,
      work.em,
      sql`c.agency_id = ${agencyId} and (c.anonymised or ${due})`,
      sql`not c.anonymised`,
    );
    return asItGoes(found, policy?.plus ?? false);
  });
}

/** How far whomever a run has anonymised can be told apart by what is left of them now, among all who are anonymous in their agency (B11). */
export function identifiabilityAfter(
  work: Work,
  { id, agencyId }: ErasureRun,
): Promise<readonly ResidualIdentifiability[]> {
  return outsideRowScope(async () => {
    const erased = sql`select i.candidate_id from erasure_run_person i where i.run_id = ${id} and i.state = 'ERASED'`;
    const [went] = await rows<{ plus: boolean | null }>(
      work.em,
      sql`select bool_and(r.plus) as plus from erasure_receipt r where r.candidate_id in (${erased})`,
    );
    const found = await residualIdentifiability(
      work,
      work.em,
      sql`c.agency_id = ${agencyId} and c.anonymised`,
      sql`c.id in (${erased})`,
    );
    return asItGoes(found, went?.plus ?? false);
  });
}
