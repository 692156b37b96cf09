import { inTransaction } from '../../platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { mustKnowUnit } from '../organisation/index.ts';
import type { Rights, Work } from '../permissions/index.ts';
import { mustAllowBsn } from './bsn.ts';
import { candidateChanges } from './candidate-changes.ts';
import { CandidateSchema, type Candidate } from './candidate.entity.ts';
import { lockPerson } from './lock-person.ts';
import { storeWishes, wishChanges } from './store-wishes.ts';

/**
 * Changes the fields that are given (H6), and the organisation unit that he belongs to. The audit trail says which fields,
 * never what was or is in them.
 * @param place.organisationUnitId `null`: in none; `undefined`: where he is.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, ALREADY_ANONYMISED
 */
export async function updateCandidate(
  work: Work,
  rights: Rights,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  place: { organisationUnitId?: string | null | undefined } = {},
): Promise<Candidate> {
  const changes = candidateChanges(rights, work.secrets, work.clock.today(), id, fields);
  const wishes = wishChanges(rights, work.clock.today(), fields);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const candidate = await lockPerson(inside, id);
    if (changes['bsnCipher'] != null) await mustAllowBsn(inside, candidate.agencyId, candidate.approvedOn);
    const unit = await newUnit(inside, candidate, place.organisationUnitId);
    em.assign(candidate, { ...changes, ...(unit === undefined ? {} : { organisationUnitId: unit }) });
    await em.flush();
    await storeWishes(em, id, wishes);
    const names = [...Object.keys(changes), ...wishes.keys()].toSorted().join(',');
    if (names !== '')
      await recordAudit(inside, [
        { action: 'candidate.updated', subjectType: 'Candidate', subjectId: id, facts: { fields: names } },
      ]);
    if (unit !== undefined)
      await recordAudit(inside, [
        { action: 'candidate.moved', subjectType: 'Candidate', subjectId: id, facts: { organisationUnitId: unit } },
      ]);
    return em.findOneOrFail(CandidateSchema, { id }, { refresh: true });
  });
}

/** The unit that he is moved to, if it is another one. */
async function newUnit(
  work: Work,
  { agencyId, organisationUnitId: current = null }: Candidate,
  wanted: string | null | undefined,
): Promise<string | null | undefined> {
  if (wanted === undefined) return undefined;
  const unit = await mustKnowUnit(work, agencyId, wanted);
  return unit === current ? undefined : unit;
}
