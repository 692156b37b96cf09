import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, forbidden, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson, type Candidate } from '../candidates/index.ts';
import { seesDocumentType, type Work } from '../permissions/index.ts';
import { findDocumentType, mustChangeDocuments, mustFindDocument } from './document.repository.ts';
import { DocumentSchema, type Document } from './document.ts';
import { kindOfMimeType, soundFileName } from './file-kind.ts';

export interface DocumentChange {
  /** One version of the document. */
  id: string;
  /** Of the document, so of all its versions; left out: as it is. */
  documentTypeId?: string | null | undefined;
  /** Of this version; left out: as it is. */
  fileName?: string | null | undefined;
}

/**
 * Changes of what type a document is, and what a version of it is called; the files and their versions stay as they are. From then on the
 * other type's term counts (H51). Who may not see documents of both types can’t move one between them: it would show or hide it.
 * @throws DomainError FORBIDDEN, NOT_FOUND, ALREADY_ANONYMISED, BAD_USER_INPUT with the field's name
 */
export async function changeDocument(work: Work, change: DocumentChange): Promise<Document> {
  const { rights } = mustChangeDocuments(work);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    const { candidateId } = await mustFindDocument(inside, change.id);
    const candidate = await lockPerson(inside, candidateId);
    // As it is under the lock: somebody may have changed or removed it while this one waited.
    const document = await em.findOne(DocumentSchema, { id: change.id }, { refresh: true });
    if (!document || !seesDocumentType(rights, document.documentTypeId)) throw notFound();
    const documentTypeId = await typeTo(inside, candidate, change.documentTypeId ?? document.documentTypeId);
    if (!seesDocumentType(rights, documentTypeId)) throw forbidden('Your role may not see documents of this type.');
    const fileName = change.fileName == null ? document.fileName : nameTo(document, change.fileName);
    const changed = [
      ...(documentTypeId === document.documentTypeId ? [] : ['documentType']),
      ...(fileName === document.fileName ? [] : ['fileName']),
    ];
    if (changed.length === 0) return document;
    await rows(
      em,
      sql`update document set document_type_id = ${documentTypeId}, file_name = case when id = ${document.id} then ${fileName} else file_name end
          where document_id = ${document.documentId} and candidate_id = ${candidateId}`,
    );
    await recordAudit(inside, [
      {
        action: 'document.changed',
        subjectType: 'Candidate',
        subjectId: candidateId,
        facts: {
          ...{ documentId: document.id, documentTypeId, fields: changed.join(',') },
          ...(documentTypeId === document.documentTypeId ? {} : { previousTypeId: document.documentTypeId }),
        },
      },
    ]);
    return em.findOneOrFail(DocumentSchema, { id: document.id }, { refresh: true });
  });
}

async function typeTo(work: Work, candidate: Candidate, id: string): Promise<string> {
  const type = await findDocumentType(work, id);
  if (type?.agencyId !== candidate.agencyId) throw badInput('documentTypeId', 'This agency has no such type.');
  return type.id;
}

/** With the ending of what the file really is. */
function nameTo({ mimeType }: Document, given: string): string {
  const kind = kindOfMimeType(mimeType);
  if (!kind) throw badInput('fileName', 'A file of this kind keeps the name that it came with.');
  return soundFileName(given, kind);
}
