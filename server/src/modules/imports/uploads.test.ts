import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAccount } from '../../../test-kit/account.ts';
import { makeAgency } from '../../../test-kit/agency.ts';
import { staffActor } from '../../../test-kit/staff.ts';
import { startTestProduct, type TestProduct } from '../../../test-kit/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { BuiltInRole, Work } from '../permissions/index.ts';
import { startImport } from './run-import.ts';
import { openUpload, receiveUpload, removeStaleUploads, UPLOAD_LIMIT } from './uploads.ts';

describe('an upload', () => {
  let product: TestProduct;
  let agencyId: string;
  let dir: string;
  let recruiter: Work;

  const staff = (id: string, role: BuiltInRole): Work =>
    product.workAs(staffActor(role, [agencyId], `018f0000-0000-7000-8000-00000000000${id}`));
  const send = (content: string, work = recruiter, limit?: number) =>
    receiveUpload(work, Readable.from([Buffer.from(content)]), dir, limit);

  beforeAll(async () => {
    product = await startTestProduct();
    agencyId = (await makeAgency(product)).id;
    recruiter = staff('1', 'RECRUITER');
  });
  beforeEach(async () => {
    product.clock.set('2026-06-01T10:00:00+02:00');
    dir = join(await mkdtemp(join(tmpdir(), 'wisbaar-uploads-')), 'uploads');
  });
  afterAll(() => product.stop());

  it('is kept under a name of our own, readable by the product alone', async () => {
    const { id, sizeBytes } = await send('Naam;E-mail\n');
    expect(sizeBytes).toBe(12);
    expect(await readdir(dir)).toEqual([id]);
    expect((await stat(join(dir, id))).mode & 0o777).toBe(0o600);
    expect(await text((await openUpload(recruiter, id, dir))())).toBe('Naam;E-mail\n');
  });

  it('is opened by whoever sent it, and is nothing to anybody else', async () => {
    const { id } = await send('Naam\n');
    await expect(openUpload(staff('2', 'RECRUITER'), id, dir)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openUpload(recruiter, '../secret.key', dir)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openUpload(product.workAs(), id, dir)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('that is too large, empty, broken off or not allowed leaves nothing behind', async () => {
    await expect(send('x'.repeat(2_000_000), recruiter, 1024 * 1024)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'The file is larger than 1 MB. Cut it into several files.',
    });
    await expect(send('')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    const broken = Readable.from([Buffer.from('x'), Buffer.from('y')]).map((chunk: Buffer) => {
      if (chunk.toString() === 'y') throw new Error('connection lost');
      return chunk;
    });
    await expect(receiveUpload(recruiter, broken, dir)).rejects.toThrow('connection lost');
    await expect(send('Naam\n', staff('3', 'CONSULTANT'))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await readdir(dir)).toEqual([]);
  });

  it('is refused, and leaves nothing, when ten of his wait already, or four come at once', async () => {
    const one = staff('4', 'RECRUITER');
    for (let files = 0; files < 10; files += 1) await send('Naam\n', one);
    await expect(send('Naam\n', one)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(await readdir(dir)).toHaveLength(10);

    const hasty = staff('5', 'RECRUITER');
    const slow = [1, 2, 3].map(() => new PassThrough());
    const coming = slow.map((stream) => receiveUpload(hasty, stream, dir));
    await expect(send('Naam\n', hasty)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    for (const stream of slow) stream.end('Naam\n');
    await Promise.all(coming);
    await send('Naam\n', hasty);
    await rows(recruiter.em, sql`delete from upload`);
  });

  it('is refused when what colleagues sent takes all the room of their agency, and not for others’', async () => {
    const colleague = await makeAccount(product, [agencyId]);
    const fill = sql`insert into upload (id, staff_id, size_bytes, uploaded_at)
                     values (gen_random_uuid(), ${colleague.id}, ${5 * UPLOAD_LIMIT}, now())`;
    await rows(recruiter.em, fill);
    await expect(send('Naam\n')).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    const elsewhere = staffActor('RECRUITER', [(await makeAgency(product)).id]);
    await send('Naam\n', product.workAs(elsewhere));
    await rows(recruiter.em, sql`delete from upload`);
  });

  it('is imported in the background, and gone afterwards', async () => {
    const { id } = await send('Naam;E-mail\nVos;vos@p.example\n');
    let rest: (() => Promise<void>) | undefined;
    const run = await startImport(recruiter, { agencyId, uploadId: id, dir, skipBad: false }, (task) => {
      rest = task;
    });
    expect(run.state).toBe('RUNNING');
    // Taken: nobody else finds it, and no clean-up does for a day from now, whenever it came.
    await expect(openUpload(recruiter, id, dir)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await stat(join(dir, id))).mtime).toEqual(product.clock.now());
    await rest!();
    expect(
      await rows(recruiter.em, sql`select state, candidates_added, started_by from import_run where id = ${run.id}`),
    ).toEqual([{ state: 'DONE', candidates_added: 1, started_by: '018f0000-0000-7000-8000-000000000001' }]);
    expect(await readdir(dir)).toEqual([]);
    await expect(openUpload(recruiter, id, dir)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('that nobody imported within a day goes, with what a crash left', async () => {
    await rows(recruiter.em, sql`delete from upload`);
    await send('old\n');
    const crashed = '018f0000-0000-4000-8000-00000000000a';
    await writeFile(join(dir, crashed), 'x');
    await utimes(join(dir, crashed), new Date('2026-05-30T00:00:00Z'), new Date('2026-05-30T00:00:00Z'));
    product.clock.set('2026-06-02T10:30:00+02:00');
    const { id } = await send('new\n');
    expect(await removeStaleUploads(product.workAs(), dir)).toBe(1);
    expect(await readdir(dir)).toEqual([id]);
    await rm(dir, { recursive: true });
    expect(await removeStaleUploads(product.workAs(), dir)).toBe(0);
  });
});
