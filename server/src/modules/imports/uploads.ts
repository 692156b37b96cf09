import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { AgencyActor, Work } from '../permissions/index.ts';
import { UploadSchema } from './import-run.entity.ts';
import { importingStaff } from './may-import.ts';
import type { OpenSource } from './text-encoding.ts';

/** Bytes; some hundreds of thousands of candidates. */
export const UPLOAD_LIMIT = 200 * 1024 * 1024;
/** Files of one person, and bytes of all colleagues of an agency together, that may wait to be imported. */
const MOST_WAITING = 10;
const MOST_BYTES_WAITING = 5 * UPLOAD_LIMIT;
/** Files that one person sends at once, in a process. */
const MOST_AT_ONCE = 3;
const sending = new Map<string, number>();
const KEPT_FOR_MS = 24 * 60 * 60 * 1000;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * Keeps a file that is sent up, under a name of our own, readable by the product alone.
 * @param dir folder for uploads; made when it is not there.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT when the file is empty or larger than 200 MB, or RATE_LIMITED when too many
 *   wait; then nothing is kept.
 */
export async function receiveUpload(
  work: Work,
  stream: Readable,
  dir: string,
  limit = UPLOAD_LIMIT,
): Promise<{ id: string; sizeBytes: number }> {
  const staff = importingStaff(work);
  return oneOfFew(staff.id, async () => {
    await mustHaveRoom(work, staff, 0);
    return keep(work, staff, stream, { dir, limit });
  });
}

/** What is being sent has no row yet, so that it is counted here. */
async function oneOfFew<Result>(staffId: string, send: () => Promise<Result>): Promise<Result> {
  const others = sending.get(staffId) ?? 0;
  if (others >= MOST_AT_ONCE) throw tooMany();
  sending.set(staffId, others + 1);
  try {
    return await send();
  } finally {
    const left = sending.get(staffId)! - 1;
    if (left > 0) sending.set(staffId, left);
    else sending.delete(staffId);
  }
}

async function keep(
  work: Work,
  staff: AgencyActor,
  stream: Readable,
  { dir, limit }: { dir: string; limit: number },
): Promise<{ id: string; sizeBytes: number }> {
  const id = randomUUID();
  const path = join(dir, id);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  let sizeBytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > limit)
        done(
          badInput(
            'file',
            `The file is larger than ${String(Math.floor(limit / 1024 / 1024))} MB. Cut it into several files.`,
          ),
        );
      else done(null, chunk);
    },
  });
  try {
    await pipeline(stream, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    if (sizeBytes === 0) throw badInput('file', 'The file is empty.');
    await inTransaction(work.em, async (em) => {
      // Of many that come at once each is counted by the next.
      await rows(em, sql`select pg_advisory_xact_lock(hashtextextended('upload', 0))`);
      await mustHaveRoom({ ...work, em }, staff, sizeBytes);
      await em.insert(UploadSchema, { id, staffId: staff.id, sizeBytes, uploadedAt: work.clock.now() });
    });
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { id, sizeBytes };
}

/** @throws DomainError RATE_LIMITED when he, or his colleagues together, have too much waiting already. */
async function mustHaveRoom({ em }: Work, staff: AgencyActor, sizeBytes: number): Promise<void> {
  const [waiting] = await rows<{ own: number; bytes: number }>(
    em,
    sql`select count(*) filter (where u.staff_id = ${staff.id})::int as own, coalesce(sum(u.size_bytes), 0)::float8 as bytes
        from upload u
        where u.staff_id = ${staff.id}
          or exists (select from staff_agency a where a.staff_id = u.staff_id and a.agency_id = any(${staff.agencyIds}))
          or exists (select from api_client k where k.id = u.staff_id and k.agency_ids && ${staff.agencyIds}::uuid[])`,
  );
  if (waiting!.own >= MOST_WAITING || waiting!.bytes + sizeBytes > MOST_BYTES_WAITING) throw tooMany();
}

const tooMany = () =>
  new DomainError(
    'RATE_LIMITED',
    'Too many files wait to be imported. Import them, or wait a day until they are gone.',
  );

/**
 * The bytes of an upload, for whoever sent it up and nobody else.
 * @throws DomainError FORBIDDEN, or NOT_FOUND when it is another's, or gone.
 */
export async function openUpload(work: Work, uploadId: string, dir: string): Promise<OpenSource> {
  const staff = importingStaff(work);
  const [found] = UUID.test(uploadId)
    ? await rows(work.em, sql`select from upload where id = ${uploadId} and staff_id = ${staff.id}`)
    : [];
  const path = join(dir, uploadId);
  if (!found || !(await stat(path).catch(() => null))) throw notFound();
  return () => createReadStream(path);
}

/**
 * Takes an upload for one import, at once: whoever comes second finds nothing. Its row goes; its bytes stay, for a day
 * from now, until removeUpload.
 * @throws DomainError FORBIDDEN, or NOT_FOUND when it is another's, taken, or gone.
 */
export async function claimUpload(work: Work, uploadId: string, dir: string): Promise<void> {
  const staff = importingStaff(work);
  const claimed = await affected(
    work.em,
    sql`delete from upload where id::text = ${uploadId} and staff_id = ${staff.id}`,
  );
  if (claimed === 0) throw notFound();
  const now = work.clock.now();
  await utimes(join(dir, uploadId), now, now);
}

/** Takes an upload away, row and bytes; one that is gone already is no error. */
export async function removeUpload({ em }: Pick<Work, 'em'>, uploadId: string, dir: string): Promise<void> {
  if (!UUID.test(uploadId)) return;
  await rm(join(dir, uploadId), { force: true });
  await rows(em, sql`delete from upload where id = ${uploadId}`);
}

/**
 * Takes away what nobody imported within a day, and files whose row is missing after a crash.
 * @returns how many uploads went.
 */
export async function removeStaleUploads({ em, clock }: Pick<Work, 'em' | 'clock'>, dir: string): Promise<number> {
  const before = new Date(clock.now().getTime() - KEPT_FOR_MS);
  const stale = await rows<{ id: string }>(
    em,
    sql`select id from upload where uploaded_at < ${before.toISOString()}::timestamptz`,
  );
  for (const { id } of stale) await rm(join(dir, id), { force: true });
  const removed = await affected(em, sql`delete from upload where id = any(${stale.map((one) => one.id)})`);
  const known = new Set((await rows<{ id: string }>(em, sql`select id from upload`)).map((one) => one.id));
  const files = await readdir(dir).catch((): string[] => []);
  for (const name of files.filter((one) => UUID.test(one) && !known.has(one))) {
    const found = await stat(join(dir, name)).catch(() => null);
    if (found && found.mtime < before) await rm(join(dir, name), { force: true });
  }
  return removed;
}
