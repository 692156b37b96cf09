import { inTransaction } from '../../platform/database/index.ts';
import { forbidden } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import { mustFindDocument } from './document.repository.ts';
import { filesUnavailable } from './files-unavailable.ts';

export interface DocumentFile {
  readonly name: string;
  readonly mimeType: string;
  readonly content: Buffer;
}

/**
 * A document's file, for who works for the agency and may see its type. That he took it along is in the audit trail.
 * @throws DomainError FORBIDDEN, NOT_FOUND, FILES_UNAVAILABLE when the store is away or has lost the file
 */
export async function readDocument(work: Work, store: FileStore, id: string): Promise<DocumentFile> {
  const { actor } = work;
  if (!worksForAgency(actor) || !actor.rights.see.has('Document.fileName'))
    throw forbidden('Your role may not see these records.');
  const document = await mustFindDocument(work, id);
  // Written first: what can't be written down is not looked at.
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [
      {
        action: 'document.read',
        subjectType: 'Candidate',
        subjectId: document.candidateId,
        facts: { documentId: document.id },
      },
    ]),
  );
  try {
    const content = Buffer.from(await store.getBytes(document.storageKey));
    return { name: document.fileName, mimeType: document.mimeType, content };
  } catch (error) {
    throw filesUnavailable(error);
  }
}
