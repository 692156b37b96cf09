import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Rights, Work } from '../permissions/index.ts';
import { mustAllowBsn } from './bsn.ts';
import { candidateChanges } from './candidate-changes.ts';
import { CandidateSchema, type Candidate } from './candidate.entity.ts';
import { findVisibleCandidate } from './candidate.repository.ts';

/**
 * Changes the fields that are given (H6). The audit trail says which fields, never what was or is in them.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, ALREADY_ANONYMISED
 */
export async function updateCandidate(
  work: Work,
  rights: Rights,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Candidate> {
  const changes = candidateChanges(rights, work.secrets, work.clock.today(), id, fields);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from candidate where id = ${id} for update`);
    const candidate = await findVisibleCandidate(inside, id);
    if (!candidate) throw notFound();
    if (candidate.anonymised)
      throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised; nothing can be added to him.');
    if (changes['bsnCipher'] != null) await mustAllowBsn(inside, candidate.agencyId, candidate.approvedOn);
    em.assign(candidate, changes);
    await em.flush();
    const names = Object.keys(changes).toSorted().join(',');
    if (names !== '')
      await recordAudit(inside, [
        { action: 'candidate.updated', subjectType: 'Candidate', subjectId: id, facts: { fields: names } },
      ]);
    return em.findOneOrFail(CandidateSchema, { id }, { refresh: true });
  });
}
