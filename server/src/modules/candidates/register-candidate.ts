import { inTransaction } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { mustKnowUnit } from '../organisation/index.ts';
import { agenciesOf, type Rights, type Work } from '../permissions/index.ts';
import { mustAllowBsn } from './bsn.ts';
import { candidateChanges } from './candidate-changes.ts';
import { CandidateSchema, type Candidate } from './candidate.entity.ts';
import { storeWishes, wishChanges } from './store-wishes.ts';

export interface Registration {
  agencyId: string;
  organisationUnitId?: string | null;
  /** Published field → value. */
  fields: Readonly<Record<string, unknown>>;
  /** What else belongs to being registered, in the same transaction: a consent, the term. */
  alongside: (work: Work, candidateId: string) => Promise<void>;
}

/**
 * An employee enters a candidate by hand.
 * @throws DomainError NOT_FOUND for another's agency, FORBIDDEN, BAD_USER_INPUT
 */
export async function registerCandidate(work: Work, rights: Rights, registration: Registration): Promise<Candidate> {
  const agencies = agenciesOf(work.actor);
  if (agencies && !agencies.includes(registration.agencyId)) throw notFound();
  const organisationUnitId = await mustKnowUnit(work, registration.agencyId, registration.organisationUnitId);
  const id = newId();
  const today = work.clock.today();
  const values = candidateChanges(rights, work.secrets, today, id, registration.fields);
  const wishes = wishChanges(rights, today, registration.fields);
  if (!values['lastName'] && !values['firstNames'] && !values['callName'])
    throw badInput('lastName', 'Give a last name, first names or a call name.');
  if (values['bsnCipher'] != null) await mustAllowBsn(work, registration.agencyId, null);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    em.create(CandidateSchema, {
      id,
      agencyId: registration.agencyId,
      organisationUnitId,
      registrationKind: 'MANUAL',
      registeredOn: today,
      ...values,
    });
    await em.flush();
    await storeWishes(em, id, wishes);
    await registration.alongside(inside, id);
    await recordAudit(inside, [
      { action: 'candidate.registered', subjectType: 'Candidate', subjectId: id, facts: { kind: 'MANUAL' } },
    ]);
    return em.findOneOrFail(CandidateSchema, { id }, { refresh: true });
  });
}
