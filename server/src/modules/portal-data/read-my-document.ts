import { inTransaction } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { DocumentSchema, filesUnavailable, type DocumentFile } from '../documents/index.ts';
import type { CandidateActor, Work } from '../permissions/index.ts';

/**
 * A file of one's own. Another's and an unknown one are the same answer.
 * @throws DomainError NOT_FOUND, FILES_UNAVAILABLE when the store is away or has lost the file
 */
export async function readMyDocument(
  work: Work,
  store: FileStore,
  me: CandidateActor,
  id: string,
): Promise<DocumentFile> {
  const { candidateId } = me;
  const document = await work.em.fork().findOne(DocumentSchema, { id, candidateId });
  if (!document) throw notFound();
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em, actor: me }, [
      { action: 'document.read', subjectType: 'Candidate', subjectId: candidateId, facts: { documentId: id } },
    ]),
  );
  try {
    const content = Buffer.from(await store.getBytes(document.storageKey));
    return { name: document.fileName, mimeType: document.mimeType, content };
  } catch (error) {
    throw filesUnavailable(error);
  }
}
