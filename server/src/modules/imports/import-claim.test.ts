// cspell:ignore hashtext
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAgency } from '../../../test-kit/agency.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import { AGENCY_LOCK, MOST_AT_ONCE } from './import-claim.ts';
import { runImport, startImport } from './run-import.ts';
import { receiveUpload } from './uploads.ts';

const FILE = `E-mail;Naam\n${Array.from({ length: 1_500 }, (_, index) => `p${String(index)}@p.example;Vos\n`).join('')}`;
/** More than the pool has connections. */
const MANY = 12;

describe('imports at once', () => {
  let product: TestProduct;
  let agencyIds: string[];
  let work: Work;
  let dir: string;
  let background: Promise<void>[];

  beforeAll(async () => {
    product = await startTestProduct();
  });
  beforeEach(async () => {
    agencyIds = [];
    for (let count = 0; count < MANY; count += 1) agencyIds.push((await makeAgency(product)).id);
    work = product.workAs(staffActor('ADMIN', agencyIds, '018f0000-0000-7000-8000-000000000001'));
    dir = join(await mkdtemp(join(tmpdir(), 'wisbaar-claims-')), 'uploads');
    background = [];
  });
  afterAll(() => product.stop());

  const send = async (by = work) => (await receiveUpload(by, Readable.from([Buffer.from(FILE)]), dir)).id;
  const start = (agencyId: string, uploadId: string, by = work) =>
    startImport({ ...by, em: by.em.fork() }, { agencyId, uploadId, dir, skipBad: false }, (rest) => {
      background.push(rest());
    });
  const outcomes = async (started: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(started);
    await Promise.all(background);
    return settled.map((one) => (one.status === 'fulfilled' ? 'STARTED' : (one.reason as { code: string }).code));
  };
  const runsOf = (agencies: readonly string[]) =>
    rows(work.em, sql`select state, candidates_added as added from import_run where agency_id = any(${agencies})`);

  it('of one upload are one import; the others are refused, and the database still answers', async () => {
    const [agencyId] = agencyIds as [string];
    const uploadId = await send();
    const found = await outcomes(Array.from({ length: MANY }, () => start(agencyId, uploadId)));
    expect(found.filter((one) => one === 'STARTED')).toHaveLength(1);
    expect(found.filter((one) => ['CONFLICT', 'NOT_FOUND'].includes(one))).toHaveLength(MANY - 1);
    expect(await runsOf([agencyId])).toEqual([{ state: 'DONE', added: 1_500 }]);
    expect(await outcomes([start(agencyId, uploadId)])).toEqual(['NOT_FOUND']);
  });

  it('of one upload into two agencies are one import', async () => {
    const uploadId = await send();
    const found = await outcomes(agencyIds.slice(0, 2).map((agencyId) => start(agencyId, uploadId)));
    expect(found.toSorted()).toEqual(['NOT_FOUND', 'STARTED']);
    expect(await runsOf(agencyIds)).toHaveLength(1);
  });

  it('into many agencies are as many as the database has room for; the others keep their uploads for later', async () => {
    // Nobody sends more than a few files at once: each agency has an employee of its own.
    const staff = agencyIds.map((agencyId) => product.workAs(staffActor('ADMIN', [agencyId], newId())));
    const uploads = await Promise.all(staff.map(send));
    const found = await outcomes(agencyIds.map((agencyId, index) => start(agencyId, uploads[index]!, staff[index])));
    expect(found.filter((one) => one === 'STARTED')).toHaveLength(MOST_AT_ONCE);
    expect(found.filter((one) => one === 'CONFLICT')).toHaveLength(MANY - MOST_AT_ONCE);
    expect(await readdir(dir)).toHaveLength(MANY - MOST_AT_ONCE);
    const later = found.indexOf('CONFLICT');
    expect(await outcomes([start(agencyIds[later]!, uploads[later]!, staff[later])])).toEqual(['STARTED']);
    expect(await runsOf(agencyIds)).toHaveLength(MOST_AT_ONCE + 1);
  });

  it('into an agency into which another process imports are refused at once, and leave no run', async () => {
    const [agencyId] = agencyIds as [string];
    const order = { agencyId, skipBad: false, source: () => Readable.from([Buffer.from(FILE)]) };
    await inTransaction(work.em, async (em) => {
      await rows(em, sql`select pg_advisory_xact_lock(${AGENCY_LOCK}::int, hashtext(${agencyId}))`);
      await expect(runImport(product.workAs(work.actor), order)).rejects.toMatchObject({ code: 'CONFLICT' });
    });
    expect(await runsOf([agencyId])).toEqual([]);
    expect((await runImport(work, order)).state).toBe('DONE');
  });

  it('that fail make room for the next', async () => {
    const broken = () => Readable.from(Readable.from([Buffer.from('E-mail;Naam\n')]).map(() => { throw new Error('disk'); })); // prettier-ignore
    for (const agencyId of agencyIds)
      await expect(runImport(work, { agencyId, skipBad: false, source: broken })).rejects.toThrow('disk');
    expect(await outcomes([start(agencyIds[0]!, await send())])).toEqual(['STARTED']);
  });
});
