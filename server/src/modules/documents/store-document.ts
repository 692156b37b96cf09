import { randomUUID } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import { inTransaction } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { DocumentSchema, FileRemovalSchema, type Document } from './document.ts';

/**
 * Keeps a candidate's file. The bytes go first, noted for removal, so that a failure leaves no file without a row.
 * @param content at most what fits in memory; callers limit uploads.
 */
export async function storeDocument(
  work: Work,
  store: FileStore,
  input: { candidateId: string; documentTypeId: string; fileName: string; mimeType: string; content: Uint8Array },
): Promise<Document> {
  const storageKey = `${randomUUID()}.bin`;
  await work.em.fork().insert(FileRemovalSchema, { storageKey, receiptId: null, requestedAt: work.clock.now() });
  await store.put(storageKey, input.content);
  return inTransaction(work.em, async (em) => {
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
    await recordAudit({ ...work, em }, [
      {
        action: 'document.stored',
        subjectType: 'Candidate',
        subjectId: input.candidateId,
        facts: { documentId: document.id },
      },
    ]);
    return document;
  });
}
