import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { S3_KEYS, startS3Server, type S3Server } from '../../../test-kit/s3-server.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';
import { addDocument } from './add-document.ts';
import { deleteDocument } from './delete-document.ts';
import { DocumentTypeSchema } from './document.ts';
import { readDocument } from './read-document.ts';
import { removeQueuedFiles } from './remove-queued-files.ts';

const HOUR = 3_600_001;

/** Against a peer over HTTP, which is full, or away, or cuts the line at the worst moment. */
describe('when the file store is full or away, the database and the files agree in the end (F10)', () => {
  let product: TestProduct;
  let s3: S3Server;
  let store: FileStore;
  let work: Work;
  let candidateId: string;
  let documentTypeId: string;

  beforeAll(async () => {
    product = await startTestProduct();
    s3 = await startS3Server();
    store = openFileStore({
      storageUrl: s3.storageUrl,
      dataDir: '/nowhere',
      s3: { endpoint: s3.endpoint, region: 'eu-west-1', credentials: S3_KEYS },
    });
    const agencyId = (await makeAgency(product)).id;
    work = product.workAs(staffActor('ADMIN', [agencyId]));
    candidateId = await makePerson(product, agencyId, { registeredOn: '2026-05-01' });
    documentTypeId = newId();
    await product.orm.em.fork().insert(DocumentTypeSchema, { id: documentTypeId, agencyId, name: 'CV' });
  });
  beforeEach(async () => {
    s3.mend();
    s3.objects.clear();
    await rows(work.em, sql`delete from document`);
    await rows(work.em, sql`delete from file_removal`);
  });
  afterAll(async () => {
    await product.stop();
    await s3.stop();
  });

  const add = () =>
    addDocument(work, store, { candidateId, documentTypeId, fileName: 'cv.pdf', content: Buffer.from('%PDF-1.4') });
  const later = (ms: number) => product.clock.set(new Date(work.clock.now().getTime() + ms).toISOString());
  const keysOf = async (table: 'document' | 'file_removal') =>
    (await rows<{ key: string }>(work.em, sql`select storage_key as key from ${sql.table(table)} order by 1`)).map(
      ({ key }) => key,
    );
  /** Every row has its file; every file has its row, or a note by which it goes. */
  async function expectNoneIsLost() {
    const [documents, notes, files] = [await keysOf('document'), await keysOf('file_removal'), [...s3.objects.keys()]];
    expect(files).toEqual(expect.arrayContaining(documents));
    expect([...documents, ...notes]).toEqual(expect.arrayContaining(files));
  }
  /** Nothing stands open any more. */
  async function expectAgreement(documents: number) {
    expect(await keysOf('file_removal')).toEqual([]);
    expect([...s3.objects.keys()].toSorted()).toEqual(await keysOf('document'));
    expect(s3.objects.size).toBe(documents);
  }

  it.each([
    ['is full', 507],
    ['is away', 'CUT'],
    ['takes the file and never says so', 'CUT_WHEN_DONE'],
  ] as const)('a document is refused when the store %s, and leaves nothing', async (_, fault) => {
    s3.breakBy((method) => (method === 'PUT' ? fault : undefined));
    await expect(add()).rejects.toMatchObject({ code: 'FILES_UNAVAILABLE' });
    await expectNoneIsLost();
    s3.mend();
    await add();
    expect(await removeQueuedFiles(work, store)).toBe(0);
    later(HOUR);
    expect(await removeQueuedFiles(work, store)).toBe(1);
    await expectAgreement(1);
  });

  it('a file whose row could not be committed goes, and one whose row was stays', async () => {
    await rows(
      work.em,
      sql`create function no_commit() returns trigger as ${sql.lit("begin raise exception 'the line went'; end")} language plpgsql`,
    );
    await rows(
      work.em,
      sql`create constraint trigger no_commit after insert on document deferrable initially deferred
          for each row execute function no_commit()`,
    );
    await expect(add()).rejects.toThrow('the line went');
    await rows(work.em, sql`drop trigger no_commit on document`);
    await rows(work.em, sql`drop function no_commit()`);
    expect(s3.objects.size).toBe(1);
    await expectNoneIsLost();
    await add();
    later(HOUR);
    await removeQueuedFiles(work, store);
    await expectAgreement(1);
  });

  it('a file that was hours on its way was given up, and gets no row', async () => {
    s3.breakBy(async (method) => {
      if (method !== 'PUT') return undefined;
      s3.mend();
      later(HOUR);
      expect(await removeQueuedFiles(work, store)).toBe(1);
      return undefined;
    });
    await expect(add()).rejects.toMatchObject({ code: 'FILES_UNAVAILABLE' });
    await expectAgreement(0);
  });

  it('a deleted document’s file waits for the store, and one that won’t go holds up no other', async () => {
    const documents = [await add(), await add(), await add()];
    const [stubborn] = [...s3.objects.keys()].toSorted();
    s3.breakBy((method, key) => (method === 'DELETE' && key === stubborn ? 503 : undefined));
    for (const { id } of documents) await deleteDocument(work, { id, allVersions: false });
    await expect(removeQueuedFiles(work, store)).rejects.toThrow();
    expect([...s3.objects.keys()]).toEqual([stubborn]);
    await expectNoneIsLost();
    s3.mend();
    expect(await removeQueuedFiles(work, store)).toBe(1);
    await expectAgreement(0);
  });

  it('of a store that is away only the first files are tried, and whoever stops waits for none (F7)', async () => {
    const documents = await Promise.all(Array.from({ length: 25 }, add));
    for (const { id } of documents) await deleteDocument(work, { id, allVersions: false });
    s3.breakBy(() => 'CUT');
    await expect(removeQueuedFiles(work, store)).rejects.toThrow();
    expect(await keysOf('file_removal')).toHaveLength(25);
    const tried = new Set(s3.asked.filter((one) => one.startsWith('DELETE')).map((one) => one.split(' ')[1]));
    expect([...tried].filter((key) => s3.objects.has(key!))).toHaveLength(10);
    s3.mend();
    const stopped = new AbortController();
    stopped.abort();
    expect(await removeQueuedFiles(work, store, { signal: stopped.signal })).toBe(0);
    expect(await removeQueuedFiles(work, store)).toBe(25);
    await expectAgreement(0);
  });

  it('two workers take each file away once between them', async () => {
    const documents = await Promise.all([add(), add(), add(), add()]);
    for (const { id } of documents) await deleteDocument(work, { id, allVersions: false });
    const both = await Promise.all([removeQueuedFiles(work, store), removeQueuedFiles(work, store)]);
    expect(both[0] + both[1]).toBe(4);
    await expectAgreement(0);
  });

  it('whoever asks for a file is told that it can’t be read now, and gets it afterwards', async () => {
    const { id } = await add();
    s3.breakBy(() => 503);
    await expect(readDocument(work, store, id)).rejects.toMatchObject({ code: 'FILES_UNAVAILABLE' });
    s3.mend();
    expect(String((await readDocument(work, store, id)).content)).toBe('%PDF-1.4');
  });
});
