import { DomainError, forbidden, notFound } from '../../../platform/errors.ts';
import { agenciesOf, isHeldToUnits, type Work } from '../../permissions/index.ts';
import { ErasureRunSchema, type ErasureRun } from './erasure-run.entity.ts';
import { identifiabilityOfDue } from './identifiability-of-run.ts';
import { openRun } from './open-run.ts';

/**
 * An employee sets off all that is due in an agency. What was to be expected of it is counted first, and stays with the run (B11).
 * @throws DomainError NOT_FOUND, FORBIDDEN, NOT_DUE
 */
export async function startRun(work: Work, agencyId: string): Promise<ErasureRun> {
  if (!(agenciesOf(work.actor) ?? []).includes(agencyId)) throw notFound();
  if (isHeldToUnits(work.actor)) throw forbidden('Your role reaches no whole agency; choose plans instead.');
  const before = await identifiabilityOfDue(work, agencyId);
  const id = await openRun(work, { agencyId, trigger: 'STAFF', before });
  if (id === undefined) throw new DomainError('NOT_DUE', 'Nobody in this agency is due.', ['agencyId']);
  return work.em.fork().findOneOrFail(ErasureRunSchema, { id });
}
