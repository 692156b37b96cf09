import { randomUUID } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import { inTransaction, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { DocumentSchema, FileRemovalSchema, type Document } from './document.ts';

/**
 * Keeps a candidate's file. The bytes go first, noted for removal, so that not even a crash leaves a file without a row.
 * @param input.content at most what fits in memory; callers limit uploads.
 * @throws DomainError NOT_FOUND, or ALREADY_ANONYMISED (C116); the bytes are gone then.
 */
export async function storeDocument(
  work: Work,
  store: FileStore,
  input: { candidateId: string; documentTypeId: string; fileName: string; mimeType: string; content: Uint8Array },
): Promise<Document> {
  const storageKey = `${randomUUID()}.bin`;
  await work.em.fork().insert(FileRemovalSchema, { storageKey, receiptId: null, requestedAt: work.clock.now() });
  await store.put(storageKey, input.content);
  try {
    return await inTransaction(work.em, (em) => addRow({ ...work, em }, input, storageKey));
  } catch (error) {
    await store.delete(storageKey);
    await work.em.fork().nativeDelete(FileRemovalSchema, { storageKey });
    throw error;
  }
}

type NewDocument = Parameters<typeof storeDocument>[2];

async function addRow(work: Work, input: NewDocument, storageKey: string): Promise<Document> {
  const { em } = work;
  await lockLiving(em, input.candidateId);
  await em.nativeDelete(FileRemovalSchema, { storageKey });
  const document = em.create(DocumentSchema, {
    id: newId(),
    candidateId: input.candidateId,
    documentTypeId: input.documentTypeId,
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
      subjectId: input.candidateId,
      facts: { documentId: document.id },
    },
  ]);
  return document;
}

/** Whoever erases locks the same row: the document is there before, and goes with the rest, or is refused. */
async function lockLiving(em: EntityManager, candidateId: string): Promise<void> {
  const [candidate] = await rows<{ anonymised: boolean }>(
    em,
    sql`select anonymised from candidate where id = ${candidateId} for update`,
  );
  if (!candidate) throw notFound();
  if (candidate.anonymised) throw new DomainError('ALREADY_ANONYMISED', 'This person has been anonymised.');
}
