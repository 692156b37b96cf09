import { forbidden, notFound } from '../../platform/errors.ts';
import { findVisibleCandidate } from '../candidates/index.ts';
import { scopeOf, seesDocumentType, worksForAgency, type AgencyActor, type Work } from '../permissions/index.ts';
import { DocumentSchema, DocumentTypeSchema, type Document, type DocumentType } from './document.ts';

/**
 * A document of somebody who exists for the actor, and of a type that his role may see; else the same as none (H1, S2).
 */
export async function findVisibleDocument(work: Work, id: string): Promise<Document | null> {
  const { actor } = work;
  const document = await work.em.findOne(DocumentSchema, { id });
  if (!document || !(await findVisibleCandidate(work, document.candidateId))) return null;
  if (!worksForAgency(actor)) return actor.kind === 'system' ? document : null;
  return seesDocumentType(actor.rights, document.documentTypeId) ? document : null;
}

/** A type of an agency that the actor works for. What types there are is told to everybody, on the page of what is kept. */
export const findDocumentType = (work: Work, id: string): Promise<DocumentType | null> =>
  work.em.findOne(DocumentTypeSchema, { id, ...scopeOf(work.actor, { units: false }) });

/**
 * Who may add documents and take them away.
 * @throws DomainError FORBIDDEN
 */
export function mustChangeDocuments({ actor }: Work): AgencyActor {
  if (
    !worksForAgency(actor) ||
    !actor.rights.permissions.has('candidate:update') ||
    !actor.rights.change.has('Document.fileName')
  )
    throw forbidden('Your role may not add or remove documents.');
  return actor;
}

/** @throws DomainError NOT_FOUND */
export async function mustFindDocument(work: Work, id: string): Promise<Document> {
  const document = await findVisibleDocument(work, id);
  if (!document) throw notFound();
  return document;
}
