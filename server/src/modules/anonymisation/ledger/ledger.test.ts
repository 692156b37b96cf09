import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { makeAgency, makePerson } from '../../../../test-kit/agency.ts';
import { copyDatabase } from '../../../../test-kit/databases.ts';
import { connectTo, startTestProduct, type TestProduct } from '../../../../test-kit/index.ts';
import { makeBackUp, restoreBackUp } from '../../../platform/database/back-up.ts';
import { inTransaction, rows, sql, type Orm } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { openLedger } from '../../../platform/storage/file-store.ts';
import type { SystemActor, Work } from '../../permissions/index.ts';
import { HoldSchema, type Ending } from '../../retention/index.ts';
import { carryOutErasures, eraseInTransaction } from '../carry-out-erasures.ts';
import { LedgerUnreadable, sealOf } from './ledger-entry.ts';
import { replayLedger } from './replay-ledger.ts';
import { settleLedger } from './settle-ledger.ts';
import { verifyLedger } from './verify-ledger.ts';

const SYSTEM: SystemActor = { kind: 'system', name: 'test' };

describe('the erasure ledger (B9)', () => {
  let product: TestProduct;
  let agencyId: string;
  let dir: string;

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
  });
  afterAll(() => product.stop());
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'wisbaar-ledger-'));
    await rows(product.orm.em.fork(), sql`delete from erasure_receipt`);
    await rows(product.orm.em.fork(), sql`delete from ledger_mark`);
    await rows(product.orm.em.fork(), sql`delete from outgoing_mail`);
  });
  afterEach(() => rm(dir, { recursive: true }));

  const work = (orm: Orm = product.orm): Work => ({
    ...product.workAs(SYSTEM),
    em: orm.em.fork(),
    ledger: openLedger({ dataDir: dir, ledgerUrl: undefined }),
  });
  const person = (sketch = {}) =>
    makePerson(product, agencyId, { registeredOn: '2026-05-01', lastName: 'Van Loon', consent: true, ...sketch });
  const order = (candidateIds: string[], ending: Ending = 'ANONYMISE') =>
    ({ agencyId, candidateIds, way: 'STAFF', onlyWhenDue: false, ending }) as const;
  const files = async (folder: string) => {
    const found = await readdir(join(dir, 'ledger'), { recursive: true, withFileTypes: true }).catch(() => []);
    return found
      .filter((one) => one.isFile())
      .map((one) => join(one.parentPath, one.name))
      .filter((path) => path.startsWith(join(dir, 'ledger', folder)));
  };
  const states = async (orm: Orm = product.orm) =>
    Object.fromEntries(
      (
        await rows<{ id: string; anonymised: boolean; last_name: string }>(
          orm.em.fork(),
          sql`select id, anonymised, last_name from candidate`,
        )
      ).map((one) => [one.id, one.anonymised ? one.last_name : 'known']),
    );

  /** What was here before, in another database, as after a disaster. */
  async function restored(backUp: { dir: string }): Promise<Orm> {
    const url = await copyDatabase(inject('serverUrl'), inject('templateName'));
    await restoreBackUp(url, backUp.dir);
    return connectTo(url);
  }

  it('is written before anything is overwritten, by ids alone, and filed once the database has committed', async () => {
    const id = await person();
    const inside = work();
    await inTransaction(inside.em, async (em) => {
      await eraseInTransaction({ ...inside, em }, order([id]));
      expect(await files('open')).toHaveLength(1);
      await settleLedger(work());
      expect(await files('open'), 'while it is under way it stays open').toHaveLength(1);
    });
    expect(await settleLedger(work())).toEqual([]);
    expect(await files('open')).toEqual([]);
    const [file, ...others] = await files('filed/2026-06-01');
    expect(others).toEqual([]);
    const text = await readFile(file!, 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      agencyId,
      way: 'STAFF',
      ending: 'ANONYMISE',
      people: [{ candidateId: id }],
    });
    expect(text).not.toContain('Van Loon');
    expect(await verifyLedger(work())).toEqual({ entries: 1, people: 1, unreadable: [], notErased: 0, notEntered: 0 });
  });

  it('erases nobody when it can’t be written', async () => {
    const id = await person();
    await writeFile(join(dir, 'ledger'), 'a file where its folder should be');
    await expect(carryOutErasures(work(), order([id]))).rejects.toThrow();
    expect((await states())[id]).toBe('known');
    await rm(join(dir, 'ledger'));
  });

  it('keeps no entry of an erasure that the database took back', async () => {
    const id = await person();
    const inside = work();
    const broken = inTransaction(inside.em, async (em) => {
      await eraseInTransaction({ ...inside, em }, order([id]));
      throw new Error('something else went wrong');
    });
    await expect(broken).rejects.toThrow('something else');
    expect(await files('open')).toHaveLength(1);
    expect(await settleLedger(work())).toEqual([]);
    expect(await files('')).toEqual([]);
    expect((await states())[id]).toBe('known');
  });

  it('leaves alone what another process is writing: it comes in whole, or not at all', async () => {
    await mkdir(join(dir, 'ledger/writing'), { recursive: true });
    await writeFile(join(dir, `ledger/writing/${newId()}.json`), '{"id":"0199');
    expect(await settleLedger(work())).toEqual([]);
    expect(await verifyLedger(work())).toMatchObject({ entries: 0, unreadable: [] });
    expect(await files('writing')).toHaveLength(1);
  });

  it('does not believe what another cluster says of a transaction with the same number', async () => {
    const id = await person();
    await carryOutErasures(work(), order([id]));
    const [file] = await files('open');
    const entry = JSON.parse(await readFile(file!, 'utf8')) as Record<string, unknown>;
    // As in a dump of before, put back into a cluster that has taken back a transaction of that number.
    const inside = work();
    const takenBack = inTransaction(inside.em, async (em) => {
      const [own] = await rows<{ xid: string }>(em, sql`select pg_current_xact_id()::text as xid`);
      const { seal: _seal, ...rest } = entry as { seal: string } & Parameters<typeof sealOf>[1];
      const elsewhere = { ...rest, cluster: '7000000000000000001', transaction: own!.xid };
      await writeFile(file!, JSON.stringify({ ...elsewhere, seal: sealOf(work(), elsewhere) }));
      throw new Error('taken back');
    });
    await expect(takenBack).rejects.toThrow('taken back');
    await rows(product.orm.em.fork(), sql`delete from erasure_receipt`);
    expect(await settleLedger(work())).toMatchObject([{ people: [{ candidateId: id }] }]);
  });

  it('erases again whom a back-up has brought back, with the receipt of then and without a mail (F14)', async () => {
    const [gone, deleted, stays] = [await person(), await person(), await person()];
    // Held when the back-up was made, and erased after that hold had ended.
    const em = product.orm.em.fork();
    em.create(HoldSchema, { id: newId(), candidateId: gone, reason: 'Geschil', until: '2026-12-31', placedAt: product.clock.now()}); // prettier-ignore
    await em.flush();
    const backUp = await makeBackUp(product.url, dir, product.clock.now(), 5);
    await rows(product.orm.em.fork(), sql`delete from hold where candidate_id = ${gone}`);
    await carryOutErasures(work(), order([gone]));
    await settleLedger(work());
    // This one the back-up overtook before it was filed.
    await carryOutErasures(work(), order([deleted], 'DELETE'));
    const later = await person();
    await carryOutErasures(work(), order([later]));
    const receipts = await rows(product.orm.em.fork(), sql`select id, candidate_id, erased_at, ending from erasure_receipt where candidate_id <> ${later} order by id`); // prettier-ignore

    const orm = await restored(backUp);
    expect(await states(orm)).toMatchObject({ [gone]: 'known', [deleted]: 'known', [stays]: 'known' });
    expect(await verifyLedger(work(orm))).toMatchObject({ notErased: 2, notEntered: 0 });
    expect(await replayLedger(work(orm))).toBe(2);
    const now = await states(orm);
    expect(now).toMatchObject({ [gone]: 'xxx', [stays]: 'known' });
    expect(now).not.toHaveProperty(deleted);
    expect(now).not.toHaveProperty(later);
    expect(await rows(orm.em.fork(), sql`select id, candidate_id, erased_at, ending from erasure_receipt order by id`)).toEqual(receipts); // prettier-ignore
    expect(await rows(orm.em.fork(), sql`select from outgoing_mail`)).toEqual([]);
    expect(await files('open')).toEqual([]);
    expect(await verifyLedger(work(orm))).toMatchObject({ notErased: 0, notEntered: 0, unreadable: [] });
    expect(await replayLedger(work(orm)), 'once is enough').toBe(0);
    await orm.close();
  });

  it('says which entry was changed, and replays none before that is mended', async () => {
    const id = await person();
    await carryOutErasures(work(), order([id]));
    await settleLedger(work());
    const [file] = await files('filed');
    const text = await readFile(file!, 'utf8');
    await writeFile(file!, text.replace(id, newId()));
    await expect(replayLedger(work())).rejects.toBeInstanceOf(LedgerUnreadable);
    const found = await verifyLedger(work());
    expect(found).toMatchObject({ entries: 0, notEntered: 1 });
    expect(found.unreadable).toEqual([expect.stringMatching(/^filed\/2026-06-01\//)]);
  });

  it('shows when an entry was removed', async () => {
    await carryOutErasures(work(), order([await person()]));
    await carryOutErasures(work(), order([await person()]));
    await settleLedger(work());
    await rm((await files('filed'))[0]!);
    expect(await verifyLedger(work())).toMatchObject({ entries: 1, notErased: 0, notEntered: 1 });
  });
});
