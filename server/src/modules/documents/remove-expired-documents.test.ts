import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeAgency, makePerson } from '../../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import { CandidateSchema } from '../candidates/index.ts';
import type { Work } from '../permissions/index.ts';
import { DocumentSchema, DocumentTypeSchema } from './document.ts';
import { removeExpiredDocuments } from './remove-expired-documents.ts';
import { removeQueuedFiles } from './remove-queued-files.ts';
import { storeDocument } from './store-document.ts';

describe('the daily clean-up of documents (H50–H53)', () => {
  let product: TestProduct;
  let work: Work;
  let agencyId: string;
  let dir: string;
  let store: FileStore;

  beforeAll(async () => {
    product = await startTestProduct();
    work = product.workAs({ kind: 'system', name: 'retention.sweep' });
    agencyId = (await makeAgency(product)).id;
    dir = await mkdtemp(join(tmpdir(), 'wisbaar-expired-'));
    store = openFileStore({ storageUrl: undefined, dataDir: dir });
  });
  beforeEach(async () => {
    for (const table of ['document', 'document_type', 'hold', 'file_removal'])
      await rows(work.em, sql`delete from ${sql.table(table)}`);
    product.clock.set('2026-06-01T10:00:00+02:00');
  });
  afterAll(async () => {
    await product.stop();
    await rm(dir, { recursive: true });
  });

  const person = (approvedOn?: string) =>
    makePerson(product, agencyId, { registeredOn: '2026-05-01', ...(approvedOn ? { approvedOn } : {}) });
  async function type(name: string, retentionDays: number | null): Promise<string> {
    const id = newId();
    await product.orm.em.fork().insert(DocumentTypeSchema, { id, agencyId, name, retentionDays });
    return id;
  }
  async function added(at: string, candidateId: string, documentTypeId: string, replaces?: string): Promise<string> {
    product.clock.set(at);
    const { id } = await storeDocument(work, store, {
      candidateId,
      documentTypeId,
      fileName: `Jansen ${at}.pdf`,
      mimeType: 'application/pdf',
      content: Buffer.from(at),
      ...(replaces === undefined ? {} : { replaces }),
    });
    return id;
  }
  const left = async () =>
    (await work.em.fork().find(DocumentSchema, {}, { orderBy: { addedAt: 'asc' } })).map(({ id }) => id);
  async function cleanOn(at: string): Promise<number> {
    product.clock.set(at);
    return removeExpiredDocuments(work);
  }

  it('takes what is older than the term of its type, on its day, and what has no term never', async () => {
    const candidateId = await person();
    const [letters, cvs] = [await type('Brief', 30), await type('CV', null)];
    const cv = await added('2026-06-01T10:00:00+02:00', candidateId, cvs);
    const letter = await added('2026-06-01T23:59:00+02:00', candidateId, letters);
    expect(await cleanOn('2026-06-30T23:59:00+02:00')).toBe(0);
    expect(await left()).toEqual([cv, letter]);
    expect(await cleanOn('2026-07-01T00:00:00+02:00')).toBe(1);
    expect(await cleanOn('2126-07-01T00:00:00+02:00')).toBe(0);
    expect(await left()).toEqual([cv]);
  });

  it.each([
    ['over the hour that is skipped', '2026-03-28T23:30:00+01:00', '2026-03-30T00:30:00+02:00', 2],
    ['over the hour that comes twice', '2026-10-24T23:30:00+02:00', '2026-10-26T00:30:00+01:00', 2],
    ['over a leap day', '2028-02-28T12:00:00+01:00', '2028-03-01T00:05:00+01:00', 2],
    ['over a turn of the year', '2026-12-31T23:59:00+01:00', '2027-01-01T00:01:00+01:00', 1],
  ])('counts days of the calendar %s (F13)', async (_, from, to, days) => {
    const candidateId = await person();
    const exact = await type('Net', days);
    const longer = await type('Langer', days + 1);
    await added(from, candidateId, exact);
    const stays = await added(from, candidateId, longer);
    expect(await cleanOn(to)).toBe(1);
    expect(await left()).toEqual([stays]);
  });

  it('takes each version at its own time', async () => {
    const candidateId = await person();
    const typeId = await type('CV', 10);
    const first = await added('2026-06-01T10:00:00+02:00', candidateId, typeId);
    const second = await added('2026-06-06T10:00:00+02:00', candidateId, typeId, first);
    expect(await cleanOn('2026-06-12T10:00:00+02:00')).toBe(1);
    expect(await left()).toEqual([second]);
  });

  it('takes the file too, and says so in the audit trail without a word about whose it was (B7)', async () => {
    const candidateId = await person();
    const typeId = await type('Brief', 1);
    const documentId = await added('2026-06-01T10:00:00+02:00', candidateId, typeId);
    const before = (await readdir(join(dir, 'files'))).length;
    await cleanOn('2026-06-05T10:00:00+02:00');
    expect(await removeQueuedFiles(work, store)).toBe(1);
    expect(await readdir(join(dir, 'files'))).toHaveLength(before - 1);
    const entries = await rows(
      work.em,
      sql`select actor_id, agency_id, facts from audit_entry where action = 'document.expired' and subject_id = ${candidateId}`,
    );
    expect(entries).toEqual([
      {
        actor_id: 'retention.sweep',
        agency_id: agencyId,
        facts: { documentId, documentTypeId: typeId, retentionDays: 1 },
      },
    ]);
  });

  it('leaves what a hold keeps until the hold has ended, and what the back office leads (B5, H41)', async () => {
    const typeId = await type('Brief', 1);
    const [held, handedOver] = [await person(), await person('2026-05-02')];
    const ids = [
      await added('2026-06-01T10:00:00+02:00', held, typeId),
      await added('2026-06-01T10:00:01+02:00', handedOver, typeId),
    ];
    await rows(
      work.em,
      sql`insert into hold (id, candidate_id, reason, until, placed_at) values (${newId()}, ${held}, 'zaak', '2026-06-10', now())`,
    );
    expect(await cleanOn('2026-06-10T10:00:00+02:00')).toBe(0);
    expect(await left()).toEqual(ids);
    expect(await cleanOn('2026-06-11T10:00:00+02:00')).toBe(1);
    expect(await left()).toEqual([ids[1]]);
    await work.em.nativeUpdate(CandidateSchema, { id: handedOver }, { approvedOn: null });
    expect(await cleanOn('2026-06-11T10:00:00+02:00')).toBe(1);
  });

  it('looks again under lock: a hold that is placed meanwhile keeps the document (F8)', async () => {
    const candidateId = await person();
    const id = await added('2026-06-01T10:00:00+02:00', candidateId, await type('Brief', 1));
    product.clock.set('2026-06-20T10:00:00+02:00');
    const cleaning = await inTransaction(work.em, async (em) => {
      await rows(em, sql`select from candidate where id = ${candidateId} for update`);
      const outcome = removeExpiredDocuments(work);
      await vi.waitFor(async () => {
        const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
        expect(await rows(work.em, waiting)).toHaveLength(1);
      });
      await rows(
        em,
        sql`insert into hold (id, candidate_id, reason, until, placed_at) values (${newId()}, ${candidateId}, 'zaak', '2027-01-01', now())`,
      );
      return { outcome };
    });
    expect(await cleaning.outcome).toBe(0);
    expect(await left()).toEqual([id]);
  });

  it('does nothing when the audit entry can’t be written (F18), and all of it when it is done again', async () => {
    const candidateId = await person();
    const typeId = await type('Brief', 1);
    for (let minute = 10; minute < 15; minute += 1)
      await added(`2026-06-01T10:${String(minute)}:00+02:00`, candidateId, typeId);
    await rows(
      work.em,
      sql`alter table audit_entry add constraint no_expiry check (action <> 'document.expired') not valid`,
    );
    await expect(cleanOn('2026-06-20T10:00:00+02:00')).rejects.toThrow();
    expect(await left()).toHaveLength(5);
    expect(await rows(work.em, sql`select from file_removal`)).toHaveLength(0);
    await rows(work.em, sql`alter table audit_entry drop constraint no_expiry`);
    expect(await cleanOn('2026-06-20T10:00:00+02:00')).toBe(5);
    expect(await cleanOn('2026-06-20T10:00:00+02:00')).toBe(0);
    expect(await rows(work.em, sql`select from file_removal`)).toHaveLength(5);
  });

  it('by several workers at once takes each document once, and stops between two batches when it is asked to (F5, F7)', async () => {
    const typeId = await type('Brief', 1);
    for (let n = 0; n < 6; n += 1) await added('2026-06-01T10:00:00+02:00', await person(), typeId);
    product.clock.set('2026-06-20T10:00:00+02:00');
    const stopped = new AbortController();
    stopped.abort();
    expect(await removeExpiredDocuments(work, { signal: stopped.signal })).toBe(0);
    const taken = await Promise.all([1, 2, 3].map(() => removeExpiredDocuments(work)));
    expect(taken.reduce((sum, one) => sum + one)).toBe(6);
    const entries = sql<{
      id: string;
    }>`select facts->>'documentId' as id from audit_entry where action = 'document.expired' and facts->>'documentTypeId' = ${typeId}`;
    const ids = (await rows(work.em, entries)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(6);
    expect(ids).toHaveLength(6);
  });
});
