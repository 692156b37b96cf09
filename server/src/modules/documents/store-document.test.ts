import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';
import { DocumentTypeSchema, FileRemovalSchema } from './document.ts';
import { removeQueuedFiles } from './remove-queued-files.ts';
import { storeDocument } from './store-document.ts';

describe('a document', () => {
  let product: TestProduct;
  let work: Work;
  let agencyId: string;
  let documentTypeId: string;
  let dir: string;
  let store: FileStore;

  beforeAll(async () => {
    product = await startTestProduct();
    work = product.workAs({ kind: 'system', name: 'test' });
    agencyId = (await makeAgency(product)).id;
    documentTypeId = newId();
    await product.orm.em.fork().insert(DocumentTypeSchema, { id: documentTypeId, agencyId, name: 'Cv' });
  });
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wisbaar-documents-'));
    store = openFileStore({ storageUrl: pathToFileURL(dir).href, dataDir: dir });
  });
  afterAll(() => product.stop());

  const storeFor = (candidateId: string) =>
    storeDocument(work, store, {
      candidateId,
      documentTypeId,
      fileName: 'cv.txt',
      mimeType: 'text/plain',
      content: Buffer.from('text'),
    });
  const documentsOf = (id: string) =>
    rows(work.em, sql`select storage_key as key from document where candidate_id = ${id}`);
  const anonymise = sql`update candidate set anonymised = true`;

  it('is kept with its file, which no clean-up takes', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    const { storageKey } = await storeFor(id);
    expect(await removeQueuedFiles(work, store)).toBe(0);
    expect(await documentsOf(id)).toEqual([{ key: storageKey }]);
    expect(await readdir(dir)).toEqual([storageKey]);
  });

  it.each([
    ['of somebody who was anonymised', 'ALREADY_ANONYMISED', true],
    ['of nobody', 'NOT_FOUND', false],
  ])('%s is refused, and its bytes go (C116)', async (_, code, exists) => {
    const id = exists ? await makePerson(product, agencyId, { registeredOn: '2026-05-01' }) : newId();
    await rows(work.em, sql`${anonymise} where id = ${id}`);
    await expect(storeFor(id)).rejects.toMatchObject({ code });
    expect(await documentsOf(id)).toEqual([]);
    expect(await removeQueuedFiles(work, store)).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });

  it('of somebody who is being anonymised waits, and is refused', async () => {
    const id = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    const storing = await inTransaction(work.em, async (em) => {
      await rows(em, sql`${anonymise} where id = ${id}`);
      const outcome = storeFor(id).then(
        () => 'STORED',
        (error: unknown) => (error as { code: string }).code,
      );
      await vi.waitFor(async () => {
        const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        expect(await rows(work.em, waiting)).toHaveLength(1);
      });
      return { outcome };
    });
    expect(await storing.outcome).toBe('ALREADY_ANONYMISED');
    expect(await readdir(dir)).toEqual([]);
  });

  it('that a crash left without its row goes after an hour, and not while it is on its way', async () => {
    await store.put('left.bin', 'text');
    await work.em.fork().insert(FileRemovalSchema, {
      storageKey: 'left.bin',
      receiptId: null,
      requestedAt: work.clock.now(),
      arriving: true,
    });
    expect(await removeQueuedFiles(work, store)).toBe(0);
    product.clock.set(new Date(work.clock.now().getTime() + 3_600_001).toISOString());
    expect(await removeQueuedFiles(work, store)).toBe(1);
    expect(await readdir(dir)).toEqual([]);
  });
});
