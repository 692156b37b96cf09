import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction } from '../../platform/database/index.ts';
import { createSecrets } from '../../platform/secrets.ts';
import { openFileStore, type FileStore } from '../../platform/storage/file-store.ts';
import type { SystemActor, Work } from '../permissions/index.ts';
import { acceptLoss, noteHead } from './audit-anchor.ts';
import { headOf, readHead, writeHead } from './audit-chain.ts';
import { checkTrail } from './check-trail.ts';
import { recordAudit } from './record-audit.ts';
import { verifyAudit } from './verify-audit.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('the audit trail (B7)', () => {
  let product: TestProduct;
  let work: Work;
  let dataDir: string;
  let store: FileStore;
  beforeEach(async () => {
    product = await startTestProduct();
    work = product.workAs(SYSTEM);
    dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-audit-'));
    store = openFileStore({ storageUrl: undefined, dataDir });
  });
  afterEach(async () => {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const record = (facts: Record<string, string | number> = {}, by: Work = work) =>
    inTransaction(product.orm.em, (em) =>
      recordAudit({ ...by, em }, [{ action: 'demo.seeded', subjectType: 'Agency', subjectId: null, facts }]),
    );
  const fill = async (entries: number) => {
    for (let n = 0; n < entries; n += 1) await record({ rows: n });
  };
  /** As somebody who owns the database, and takes its guard away first. */
  const tamper = (statements: string) =>
    product.orm.em.execute(
      `alter table audit_entry disable trigger all; ${statements}; alter table audit_entry enable always trigger only_added_to; alter table audit_entry enable always trigger never_emptied`,
    );
  const verdict = () => verifyAudit(product.workAs(SYSTEM));
  const check = () => checkTrail(product.workAs(SYSTEM), store);

  it('is whole while nobody touches it, whatever order its facts were given in', async () => {
    await record({ rows: 1, candidates: 'é' });
    await record();
    expect(await verdict()).toMatchObject({ entries: 2, problem: null });
  });

  it('never forks, with a hundred appending at once (F17)', async () => {
    await Promise.all(Array.from({ length: 100 }, (_, n) => record({ rows: n })));
    expect(await verdict()).toMatchObject({ entries: 100, problem: null });
  });

  it.each([
    'update audit_entry set seq = seq',
    'update audit_entry set seq = seq where false',
    'delete from audit_entry where seq = 1',
    'truncate audit_entry',
    'merge into audit_entry e using audit_entry o on e.seq = o.seq when matched then delete',
    'insert into audit_entry select * from audit_entry on conflict (seq) do update set seq = excluded.seq',
    `set session_replication_role = 'replica'; delete from audit_entry`,
  ])('is refused by the database itself, to its owner too: %s', async (statement) => {
    await fill(2);
    await expect(product.orm.em.fork().execute(statement)).rejects.toThrow('only ever added to');
    expect(await verdict()).toMatchObject({ entries: 2, problem: null });
  });

  it.each([
    ['edited', `update audit_entry set facts = '{"rows": 99}' where seq = 3`],
    ['moved to another agency', `update audit_entry set agency_id = gen_random_uuid() where seq = 3`],
    ['given an actor of another name', `update audit_entry set actor_id = 'somebody' where seq = 3`],
    ['put at another time', `update audit_entry set at = at - interval '1 ms' where seq = 3`],
    ['deleted from', 'delete from audit_entry where seq = 3'],
    [
      'deleted from, and closed up',
      'delete from audit_entry where seq = 3; update audit_entry set seq = seq - 1 where seq > 3',
    ],
    [
      'reordered',
      `update audit_entry set seq = case seq when 3 then -4 when 4 then -3 end where seq in (3, 4); update audit_entry set seq = -seq where seq < 0`,
    ],
  ])('tells where it was %s (F17)', async (_what, tampering) => {
    await fill(5);
    await tamper(tampering);
    expect(await verdict()).toMatchObject({ entries: 2, problem: { what: 'BROKEN', at: 3 } });
  });

  it('knows an entry that was appended without the product’s key, though it fits by all that the table says (F17)', async () => {
    await fill(2);
    await record({ rows: 3 }, { ...work, secrets: createSecrets('another key that is long enough to be one') });
    expect(await verdict()).toMatchObject({ entries: 2, problem: { what: 'BROKEN', at: 3 } });
  });

  it.each([
    ['its last entries', 'delete from audit_entry where seq > 3'],
    ['all of it', 'truncate audit_entry'],
  ])('tells that %s were cut off, by the head that was noted outside the database (F17)', async (_what, tampering) => {
    await fill(5);
    expect(await noteHead(work, store)).toBe('NOTED');
    await tamper(tampering);
    expect((await verdict()).problem).toBeNull();
    expect(await check()).toMatchObject({ problem: 'CUT', problemAt: 5 });
  });

  it('tells it also when the trail has grown again, and never notes the head of such a trail (F17)', async () => {
    await fill(5);
    await noteHead(work, store);
    await tamper('delete from audit_entry where seq > 3');
    expect(await noteHead(work, store)).toBe('LOST');
    await fill(4);
    expect(await noteHead(work, store)).toBe('LOST');
    expect((await verdict()).problem).toBeNull();
    expect(await check()).toMatchObject({ problem: 'REPLACED', problemAt: 5 });
  });

  it('holds a head that somebody kept elsewhere against the trail', async () => {
    await fill(3);
    const kept = readHead(writeHead((await headOf(work.em))!))!;
    await fill(3);
    expect(await checkTrail(work, store, { since: kept })).toMatchObject({ entries: 6, problem: null });
    const other = { seq: kept.seq, hash: Buffer.alloc(32, 1) };
    expect(await checkTrail(work, store, { since: other })).toMatchObject({ problem: 'REPLACED', problemAt: 3 });
    expect(await checkTrail(work, store, { since: { ...kept, seq: 7 } })).toMatchObject({
      problem: 'CUT',
      problemAt: 7,
    });
  });

  it('does not believe a note that was made without the product’s key, and leaves it alone', async () => {
    await fill(5);
    await noteHead(work, store);
    await fill(1);
    await noteHead(work, store);
    await tamper('delete from audit_entry where seq > 3');
    const head = await headOf(work.em);
    const forged = JSON.stringify({
      seq: 3,
      hash: head!.hash.toString('hex'),
      at: '2026-06-01T08:00:00.000Z',
      seal: 'x',
    });
    for (const file of await readdir(join(dataDir, 'files'))) await writeFile(join(dataDir, 'files', file), forged);
    expect(await noteHead(work, store)).toBe('UNREADABLE');
    expect(await check()).toMatchObject({ entries: 3, problem: 'NOTE_UNREADABLE' });
  });

  it('goes by the other note when one was half written in a crash', async () => {
    await fill(1);
    await noteHead(work, store);
    await fill(1);
    await noteHead(work, store);
    const files = (await readdir(join(dataDir, 'files'))).toSorted();
    expect(files).toEqual(['audit-head-a.json', 'audit-head-b.json']);
    await writeFile(join(dataDir, 'files', 'audit-head-b.json'), '{"seq": 2, "ha');
    expect(await check()).toMatchObject({ entries: 2, problem: null });
  });

  it('misses a note that it once had', async () => {
    await fill(2);
    expect(await check()).toMatchObject({ entries: 2, problem: null });
    await rm(join(dataDir, 'files'), { recursive: true });
    expect(await noteHead(work, store)).toBe('MISSING');
    expect(await check()).toMatchObject({ entries: 2, problem: 'NO_NOTE' });
  });

  it('says for good that a loss was accepted, and of what, and goes on from there', async () => {
    await fill(5);
    const noted = writeHead((await headOf(work.em))!);
    await noteHead(work, store);
    await tamper('delete from audit_entry where seq > 3');
    await acceptLoss(work, store);
    expect(await check()).toMatchObject({ entries: 4, problem: null });
    const [entry] = await product.orm.em.execute<object[]>('select action, facts from audit_entry where seq = 4');
    expect(entry).toEqual({ action: 'audit.loss-accepted', facts: { notedAt: noted, endedAt: 3 } });
    await fill(1);
    expect(await noteHead(work, store)).toBe('NOTED');
  });

  it('loses its entry with the deed that failed', async () => {
    await expect(
      inTransaction(product.orm.em, async (em) => {
        await recordAudit({ ...work, em }, [{ action: 'demo.seeded', subjectType: 'Agency', subjectId: null }]);
        throw new Error('the deed failed');
      }),
    ).rejects.toThrow('the deed failed');
    expect(await verdict()).toMatchObject({ entries: 0, problem: null });
  });

  it('takes no entry outside the transaction of its deed', async () => {
    await expect(
      recordAudit({ ...work, em: product.orm.em.fork() }, [
        { action: 'demo.seeded', subjectType: 'Agency', subjectId: null },
      ]),
    ).rejects.toThrow('outside');
  });

  it('fails the deed when something swallows its entry (F18)', async () => {
    await product.orm.em.execute(
      `create function swallow() returns trigger language plpgsql as 'begin return null; end'; create trigger swallow before insert on audit_entry for each row execute function swallow()`,
    );
    await expect(record()).rejects.toThrow('did not take its entries');
  });
});
