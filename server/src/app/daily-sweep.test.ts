import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allMailLeft, makeAgency, makePerson } from '../../test-kit/agency.ts';
import { startTestProduct, type TestProduct } from '../../test-kit/index.ts';
import { carryOutOpenRuns, SweepRunSchema } from '../modules/anonymisation/index.ts';
import { surveyWorld } from '../../test-kit/survey-world.ts';
import { DocumentTypeSchema, removeQueuedFiles, storeDocument } from '../modules/documents/index.ts';
import type { SystemActor } from '../modules/permissions/index.ts';
import { rows, sql } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { openFileStore } from '../platform/storage/file-store.ts';
import { dailySweep } from './daily-sweep.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('the daily sweep', () => {
  let product: TestProduct;
  beforeAll(async () => {
    product = await startTestProduct();
    const agency = await makeAgency(product, { autoEraseCandidates: true });
    await makePerson(product, agency.id, { registeredOn: '2026-05-14' });
  });
  afterAll(() => product.stop());
  beforeEach(() => product.orm.em.fork().nativeDelete(SweepRunSchema, {}));

  const { world, planOf } = surveyWorld(() => product);
  const run = () => dailySweep(product.workAs(SYSTEM));
  const erase = () => carryOutOpenRuns(product.workAs(SYSTEM));

  it('plans, mails and erases, in this order, each on its day (C17, C65, C71)', async () => {
    product.clock.set('2026-05-31T12:00:00+02:00');
    expect(await run()).toMatchObject({ documents: 0, planned: 0, noticed: 0 });
    product.clock.set('2026-06-01T12:00:00+02:00');
    expect(await run()).toMatchObject({ documents: 0, planned: 1, noticed: 1 });
    expect(await erase()).toEqual({ erased: 0, skipped: 0, failed: 0 });
    await allMailLeft(product);
    product.clock.set('2026-06-15T12:00:00+02:00');
    expect(await run()).toMatchObject({ documents: 0, planned: 0, noticed: 0 });
    expect(await erase()).toEqual({ erased: 1, skipped: 0, failed: 0 });
  });

  it('clears away the document whose time has come, with its file, and leaves the others (H50–H53)', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'wisbaar-sweep-'));
    const store = openFileStore({ storageUrl: undefined, dataDir: dir });
    const agency = await makeAgency(product);
    const candidateId = await makePerson(product, agency.id, { registeredOn: '2026-05-14', consent: true });
    const added = async (name: string, retentionDays: number | null) => {
      const documentTypeId = newId();
      await product.orm.em
        .fork()
        .insert(DocumentTypeSchema, { id: documentTypeId, agencyId: agency.id, name, retentionDays });
      const { storageKey } = await storeDocument(product.workAs(SYSTEM), store, {
        ...{ candidateId, documentTypeId, fileName: `${name}.pdf`, mimeType: 'application/pdf' },
        content: Buffer.from(name),
      });
      return storageKey;
    };
    product.clock.set('2026-06-01T12:00:00+02:00');
    const [letter, contract] = [await added('Brief', 30), await added('Contract', null)];
    const there = async () => [await store.exists(letter), await store.exists(contract)];
    product.clock.set('2026-06-30T12:00:00+02:00');
    expect(await run()).toMatchObject({ documents: 0 });
    product.clock.set('2026-07-01T12:00:00+02:00');
    expect(await run()).toMatchObject({ documents: 1 });
    // The row goes in the sweep, the file by the job that empties the notes: no crash leaves a file that nobody knows of (F10).
    const work = product.workAs(SYSTEM);
    expect(await rows(work.em, sql`select storage_key from document where candidate_id = ${candidateId}`)).toEqual([
      { storage_key: contract },
    ]);
    expect(await there()).toEqual([true, true]);
    expect(await removeQueuedFiles(work, store)).toBe(1);
    expect(await there()).toEqual([false, true]);
    await rm(dir, { recursive: true });
  });

  it('asks by a survey before the end of a term does, and once (H43)', async () => {
    product.clock.set('2026-04-01T12:00:00+02:00');
    const { save, person } = await world();
    const id = await person({ registeredOn: '2024-05-14' });
    await save({});
    expect(await run()).toMatchObject({ planned: 1, noticed: 1 });
    expect(await planOf(id)).toMatchObject({ due: '2026-05-14', surveyed: true });
  });

  it('runs once a day, with many asking at once (F5)', async () => {
    product.clock.set('2026-06-20T12:00:00+02:00');
    const outcomes = await Promise.all(Array.from({ length: 10 }, run));
    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
    expect(await run()).toBeUndefined();
  });

  it('runs once on the day that has 25 hours, and once on the day that has 23 (F13)', async () => {
    for (const [first, second] of [
      ['2026-10-25T02:30:00+02:00', '2026-10-25T02:30:00+01:00'],
      ['2027-03-28T01:59:00+01:00', '2027-03-28T03:01:00+02:00'],
    ] as const) {
      product.clock.set(first);
      expect(await run()).toBeDefined();
      product.clock.set(second);
      expect(await run()).toBeUndefined();
    }
  });

  it('ends after the step that is under way when the product stops, and is gone on with at once (F7)', async () => {
    product.clock.set('2026-07-03T03:00:00+02:00');
    for (let n = 0; n < 3; n += 1) await makeAgency(product);
    const stopping = new AbortController();
    let steps = 0;
    const stopped = dailySweep(product.workAs(SYSTEM), {
      signal: stopping.signal,
      onBatch: () => {
        steps += 1;
        stopping.abort();
      },
    });
    expect(await stopped).toBeUndefined();
    expect(steps).toBe(1);
    expect(await dailySweep(product.workAs(SYSTEM), { signal: stopping.signal })).toBeUndefined();
    expect(await run()).toBeDefined();
    expect(await run()).toBeUndefined();
  });

  it('that was claimed before the clock was set back is not waited for (F13)', async () => {
    product.clock.set('2026-07-02T03:00:00+02:00');
    await product.orm.em
      .fork()
      .insert(SweepRunSchema, { day: '2026-07-02', claimedAt: new Date('2026-07-02T20:00:00+02:00') });
    expect(await run()).toBeDefined();
  });

  it('is taken over from a process that died in it, and not from one that works', async () => {
    product.clock.set('2026-07-01T03:00:00+02:00');
    await product.orm.em.fork().insert(SweepRunSchema, { day: '2026-07-01', claimedAt: product.clock.now() });
    product.clock.set('2026-07-01T03:10:00+02:00');
    expect(await run()).toBeUndefined();
    product.clock.set('2026-07-01T03:16:00+02:00');
    expect(await run()).toBeDefined();
  });
});
