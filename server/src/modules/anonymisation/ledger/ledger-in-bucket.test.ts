import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeAgency, makePerson } from '../../../../test-kit/agency.ts';
import { copyDatabase } from '../../../../test-kit/databases.ts';
import { connectTo, startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { S3_KEYS, startS3Server, type S3Server } from '../../../../test-kit/s3-server.ts';
import { makeBackUp, restoreBackUp } from '../../../platform/database/back-up.ts';
import { inTransaction, rows, sql, type Orm } from '../../../platform/database/index.ts';
import { readEnv } from '../../../platform/env.ts';
import { openLedger } from '../../../platform/storage/file-store.ts';
import type { SystemActor, Work } from '../../permissions/index.ts';
import { carryOutErasures, eraseInTransaction } from '../carry-out-erasures.ts';
import { replayLedger } from './replay-ledger.ts';
import { settleLedger } from './settle-ledger.ts';
import { verifyLedger } from './verify-ledger.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('the erasure ledger in a bucket (B9, F14)', () => {
  let product: TestProduct;
  let s3: S3Server;
  let agencyId: string;
  let dir: string;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    dir = await mkdtemp(join(tmpdir(), 'wisbaar-bucket-'));
    s3 = await startS3Server();
  });
  afterEach(() => s3.mend());
  afterAll(async () => {
    await s3.stop();
    await product.stop();
    await rm(dir, { recursive: true });
  });

  /** As an operator sets it: LEDGER_URL, and where and with what the bucket is asked. */
  const work = (orm: Orm = product.orm): Work => ({
    ...product.workAs(SYSTEM),
    em: orm.em.fork(),
    ledger: openLedger(
      readEnv({
        DATA_DIR: dir,
        LEDGER_URL: s3.storageUrl,
        S3_ENDPOINT: s3.endpoint,
        S3_ACCESS_KEY_ID: S3_KEYS.accessKeyId,
        S3_SECRET_ACCESS_KEY: S3_KEYS.secretAccessKey,
      }),
    ),
  });
  const person = () => makePerson(product, agencyId, { registeredOn: '2026-05-01', lastName: 'Van Loon' });
  const order = (candidateId: string, ending: 'ANONYMISE' | 'DELETE' = 'ANONYMISE') =>
    ({ agencyId, candidateIds: [candidateId], way: 'STAFF', onlyWhenDue: false, ending }) as const;
  const keys = (folder: string) => [...s3.objects.keys()].filter((key) => key.startsWith(`${folder}/`));
  const nameOf = async (id: string, orm: Orm = product.orm) =>
    (await rows<{ name: string }>(orm.em.fork(), sql`select last_name as name from candidate where id = ${id}`))[0]
      ?.name;

  it('is written there before anything is overwritten, by ids alone, and filed once the database has committed', async () => {
    const id = await person();
    const inside = work();
    await inTransaction(inside.em, async (em) => {
      await eraseInTransaction({ ...inside, em }, order(id));
      expect(keys('open')).toHaveLength(1);
      expect(await nameOf(id)).toBe('Van Loon');
    });
    expect(await nameOf(id)).toBe('xxx');
    expect(await settleLedger(work())).toEqual([]);
    expect(keys('open')).toEqual([]);
    const [filed, ...others] = keys('filed');
    expect(others).toEqual([]);
    const text = s3.objects.get(filed!)!.toString();
    expect(JSON.parse(text)).toMatchObject({ agencyId, people: [{ candidateId: id }] });
    expect(text).not.toContain('Van Loon');
    expect(await verifyLedger(work())).toMatchObject({
      entries: 1,
      people: 1,
      unreadable: [],
      notErased: 0,
      notEntered: 0,
    });
  });

  it.each([403, 503, 'CUT'] as const)(
    'erases nobody while the bucket answers %s, and does so once it is back',
    async (fault) => {
      const id = await person();
      s3.breakBy((method) => (method === 'PUT' ? fault : undefined));
      await expect(carryOutErasures(work(), order(id))).rejects.toThrow();
      expect(await nameOf(id)).toBe('Van Loon');
      s3.mend();
      await settleLedger(work());
      await carryOutErasures(work(), order(id));
      expect(await nameOf(id)).toBe('xxx');
      await settleLedger(work());
      expect(await verifyLedger(work())).toMatchObject({ unreadable: [], notErased: 0, notEntered: 0 });
    },
  );

  it('erases again whom a back-up has brought back, and says before that who they are to be', async () => {
    const [gone, deleted, stays] = [await person(), await person(), await person()];
    const backUp = await makeBackUp(product.url, dir, product.clock.now(), 5);
    await carryOutErasures(work(), order(gone));
    await settleLedger(work());
    await carryOutErasures(work(), order(deleted, 'DELETE'));

    const url = await copyDatabase(inject('serverUrl'), inject('templateName'));
    await restoreBackUp(url, backUp.dir);
    const orm = await connectTo(url);
    expect([await nameOf(gone, orm), await nameOf(deleted, orm)]).toEqual(['Van Loon', 'Van Loon']);
    expect(await verifyLedger(work(orm))).toMatchObject({ notErased: 2, notEntered: 0 });
    expect(await replayLedger(work(orm))).toBe(2);
    expect([await nameOf(gone, orm), await nameOf(deleted, orm), await nameOf(stays, orm)]).toEqual([
      'xxx',
      undefined,
      'Van Loon',
    ]);
    expect(await verifyLedger(work(orm))).toMatchObject({ unreadable: [], notErased: 0, notEntered: 0 });
    await orm.close();
  });

  it('shows when an entry was removed from the bucket, or changed there', async () => {
    const [first, ...rest] = keys('filed');
    const { entries } = await verifyLedger(work());
    const kept = s3.objects.get(first!)!;
    s3.objects.delete(first!);
    expect(await verifyLedger(work())).toMatchObject({ entries: entries - 1, notEntered: 1 });
    s3.objects.set(first!, kept);
    const changed = rest[0]!;
    s3.objects.set(changed, Buffer.from(s3.objects.get(changed)!.toString().replace('STAFF', 'RULES')));
    expect((await verifyLedger(work())).unreadable).toEqual([changed]);
  });
});
