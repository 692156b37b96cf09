import { rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import type { Candidate } from './candidate.entity.ts';
import { findVisibleCandidate } from './candidate.repository.ts';

/**
 * Somebody to whom something is about to be added. His row is locked, so that an erasure sees what is added, or what is
 * added sees the erasure.
 * @throws DomainError NOT_FOUND, ALREADY_ANONYMISED
 */
export async function lockPerson(work: Work, candidateId: string): Promise<Candidate> {
  await rows(work.em, sql`select from candidate where id = ${candidateId} for update`);
  const candidate = await findVisibleCandidate(work, candidateId);
  if (!candidate) throw notFound();
  if (candidate.anonymised)
    throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised; nothing can be added to him.');
  return candidate;
}
