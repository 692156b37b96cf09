import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson, type Candidate } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { isHeld } from '../retention/index.ts';
import { mustChangeDocuments, mustFindDocument } from './document.repository.ts';
import { takeAway } from './take-away.ts';

/**
 * Deletes one version of a document, or all of it; the files follow once that is committed.
 * @throws DomainError FORBIDDEN, NOT_FOUND, ALREADY_ANONYMISED, RETENTION_HELD while a hold stands (B5)
 */
export async function deleteDocument(
  work: Work,
  { id, allVersions }: { id: string; allVersions: boolean },
): Promise<Candidate> {
  mustChangeDocuments(work);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const { candidateId, documentId } = await mustFindDocument(inside, id);
    const candidate = await lockPerson(inside, candidateId);
    const [held] = await rows(
      em,
      sql`select 1 from candidate c where c.id = ${candidateId} and ${isHeld(work.clock.today())}`,
    );
    if (held) throw new DomainError('RETENTION_HELD', 'A hold stands: nothing of this person may be removed.');
    const gone = await takeAway(
      inside,
      allVersions ? sql`d.document_id = ${documentId} and d.candidate_id = ${candidateId}` : sql`d.id = ${id}`,
    );
    if (gone.length === 0) throw notFound();
    await recordAudit(
      inside,
      gone.map((one) => ({
        action: 'document.removed',
        subjectType: 'Candidate',
        subjectId: candidateId,
        facts: { documentId: one.id, documentTypeId: one.documentTypeId },
      })),
    );
    return candidate;
  });
}
