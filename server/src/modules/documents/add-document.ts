import { badInput, DomainError, forbidden, notFound } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { findVisibleCandidate } from '../candidates/index.ts';
import { seesDocumentType, type Work } from '../permissions/index.ts';
import { findDocumentType, mustChangeDocuments, mustFindDocument } from './document.repository.ts';
import type { Document } from './document.ts';
import { fileKindOf, mimeTypeOf, soundFileName } from './file-kind.ts';
import { storeDocument } from './store-document.ts';

/** Bytes. */
export const DOCUMENT_LIMIT = 10 * 1024 * 1024;

export interface UploadedDocument {
  candidateId: string;
  /** Of a new document. */
  documentTypeId?: string;
  /** A version of the document of which this is the next one. */
  replaces?: string;
  fileName: string;
  content: Buffer;
}

/**
 * Takes a file that an employee or a program sends for somebody. What it is, its own bytes say (S15).
 * @throws DomainError FORBIDDEN, NOT_FOUND, BAD_USER_INPUT with the field's name, ALREADY_ANONYMISED, FILES_UNAVAILABLE
 */
export async function addDocument(work: Work, store: FileStore, given: UploadedDocument): Promise<Document> {
  const { rights } = mustChangeDocuments(work);
  const { candidateId, content, replaces } = given;
  const candidate = await findVisibleCandidate(work, candidateId);
  if (!candidate) throw notFound();
  if (candidate.anonymised) throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised.');
  const documentTypeId =
    replaces === undefined ? given.documentTypeId : (await mustFindDocument(work, replaces)).documentTypeId;
  if (documentTypeId === undefined) throw badInput('documentTypeId', 'Say what kind of document it is.');
  const type = await findDocumentType(work, documentTypeId);
  if (type?.agencyId !== candidate.agencyId) throw badInput('documentTypeId', 'This agency has no such type.');
  if (!seesDocumentType(rights, type.id)) throw forbidden('Your role may not see documents of this type.');
  if (content.byteLength === 0 || content.byteLength > DOCUMENT_LIMIT)
    throw badInput('content', 'Send a file of at most 10 MB.');
  const kind = fileKindOf(content, 'content');
  if (!kind) throw badInput('content', 'Send a PDF, a Word document (.docx), a JPG or a PNG.');
  return storeDocument(work, store, {
    candidateId,
    documentTypeId: type.id,
    fileName: soundFileName(given.fileName, kind),
    mimeType: mimeTypeOf(kind),
    content,
    ...(replaces === undefined ? {} : { replaces }),
  });
}
