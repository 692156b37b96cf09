import { randomUUID } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import { affected, inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { lockPerson, type Candidate } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { DocumentSchema, FileRemovalSchema, type Document } from './document.ts';
import { filesUnavailable } from './files-unavailable.ts';

export interface NewDocument {
  candidateId: string;
  documentTypeId: string;
  fileName: string;
  mimeType: string;
  /** At most what fits in memory; callers limit uploads. */
  content: Uint8Array;
  /** Any version of the document of which this is the next one; it keeps its type. */
  replaces?: string;
}

/**
 * Keeps a candidate's file, as a document of its own or as the next version of one. The bytes go first, noted for removal; the note
 * is taken away by the very transaction that adds the row. Whatever breaks in between, a crash or an answer of the database that
 * never came, either the row is there with its file, or the note is, and the file goes (F10).
 * @throws DomainError NOT_FOUND, or ALREADY_ANONYMISED (C116), and the bytes are gone; FILES_UNAVAILABLE when the store didn't take them
 */
export async function storeDocument(work: Work, store: FileStore, input: NewDocument): Promise<Document> {
  const storageKey = `${randomUUID()}.bin`;
  await work.em
    .fork()
    .insert(FileRemovalSchema, { storageKey, receiptId: null, requestedAt: work.clock.now(), arriving: true });
  try {
    await store.put(storageKey, input.content);
  } catch (error) {
    throw filesUnavailable(error);
  }
  try {
    return await inTransaction(work.em, (em) => addRow({ ...work, em }, input, storageKey));
  } catch (error) {
    // Only of a refusal of our own is it sure that nothing was committed; of anything else the note decides.
    if (error instanceof DomainError) await removeNow(work, store, storageKey);
    throw error;
  }
}

/** What fails here is done by the job, which finds the note. */
async function removeNow(work: Work, store: FileStore, storageKey: string): Promise<void> {
  try {
    await store.delete(storageKey);
    await work.em.fork().nativeDelete(FileRemovalSchema, { storageKey });
  } catch {
    return;
  }
}

async function addRow(work: Work, input: NewDocument, storageKey: string): Promise<Document> {
  const { em } = work;
  // Whoever erases locks the same row: the document is there before, and goes with the rest, or is refused.
  const candidate = await lockPerson(work, input.candidateId);
  const place = await placeOf(em, candidate, input);
  const noted = await affected(em, sql`delete from file_removal where storage_key = ${storageKey}`);
  // It took so long that the file was taken for abandoned, and is gone or going.
  if (noted !== 1) throw filesUnavailable(new Error('The file was removed before its row was added.'));
  const id = newId();
  const document = em.create(DocumentSchema, {
    id,
    candidateId: candidate.id,
    documentTypeId: place.documentTypeId,
    documentId: place.documentId ?? id,
    version: place.version,
    fileName: input.fileName,
    mimeType: input.mimeType,
    sizeBytes: input.content.byteLength,
    addedAt: work.clock.now(),
    storageKey,
  });
  await em.flush();
  await recordAudit(work, [
    {
      action: 'document.stored',
      subjectType: 'Candidate',
      subjectId: candidate.id,
      facts: { documentId: document.id, version: document.version },
    },
  ]);
  return document;
}

interface Place {
  documentTypeId: string;
  /** `null`: of a document that has no version yet. */
  documentId: string | null;
  version: number;
}

/** Where the file belongs: after the versions of another, or by itself. */
async function placeOf(em: EntityManager, candidate: Candidate, input: NewDocument): Promise<Place> {
  const [known] =
    input.replaces === undefined
      ? []
      : await rows<Place>(
          em,
          sql`select d.document_type_id as "documentTypeId", d.document_id as "documentId",
                (select max(other.version) + 1 from document other where other.document_id = d.document_id) as version
              from document d where d.id = ${input.replaces} and d.candidate_id = ${candidate.id}`,
        );
  if (input.replaces !== undefined && !known) throw notFound();
  const place = known ?? { documentTypeId: input.documentTypeId, documentId: null, version: 1 };
  // The type can't go before this is committed.
  const [type] = await rows(
    em,
    sql`select 1 from document_type where id = ${place.documentTypeId} and agency_id = ${candidate.agencyId} for key share`,
  );
  if (!type) throw notFound();
  return place;
}
