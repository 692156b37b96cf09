import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { FileRemovalSchema } from '../documents/index.ts';
import { queueMail } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { EXPORT_HOURS } from './data-export.ts';
import { exportContent, isStillThere, type ExportContent } from './export-content.ts';
import { exportJson } from './export-json.ts';
import { exportPdf } from './export-pdf.ts';
import { readyLetter } from './ready-letter.ts';
import { writeZip, type ZipPart } from './zip-file.ts';

const MOST_ATTEMPTS = 3;
/** Whoever was making it for longer than this has died. */
const ABANDONED_AFTER_MS = 900_000;
/** Before what failed is tried again, for each time that it did: a store that is away comes back. */
const BETWEEN_ATTEMPTS_MS = 300_000;

interface Claimed {
  id: string;
  candidate_id: string;
  language: 'nl' | 'en';
  attempts: number;
}

/** Where files are put together; on the disk of the product's own data, where nothing else finds them. */
export interface ExportsMadeIn {
  readonly store: FileStore;
  readonly dir: string;
}

/**
 * Makes the files that were asked for, one after the other (B4): what is held as JSON and as PDF, and the documents, in one ZIP. It is
 * written to disk as it comes, so that it needs no more memory for who has many documents; what somebody left there who was killed over it
 * is taken away before anything else (D5).
 * @returns how many were made.
 */
export async function makeExports(
  work: Work,
  place: ExportsMadeIn,
  { onEach, signal }: { onEach?: () => Promise<unknown>; signal?: AbortSignal } = {},
): Promise<number> {
  await removeAbandoned(work, place.dir);
  let made = 0;
  for (;;) {
    if (signal?.aborted) return made;
    const asked = await claim(work);
    if (!asked) return made;
    try {
      if (await makeOne(work, place, asked)) made += 1;
    } catch (error) {
      await giveBack(work, asked);
      throw error;
    }
    await onEach?.();
  }
}

/** One that was asked for, or that somebody died over; after so many times it is given up. */
async function claim({ em, clock }: Work): Promise<Claimed | undefined> {
  const now = clock.now();
  const abandoned = new Date(now.getTime() - ABANDONED_AFTER_MS).toISOString();
  await rows(
    em,
    sql`update data_export set state = 'FAILED'
        where attempts >= ${MOST_ATTEMPTS} and (state = 'ASKED' or (state = 'MAKING' and started_at < ${abandoned}::timestamptz))`,
  );
  const [claimed] = await rows<Claimed>(
    em,
    sql`update data_export set state = 'MAKING', started_at = ${now.toISOString()}::timestamptz, attempts = attempts + 1
        where id = (
          select id from data_export
          where (state = 'ASKED' and coalesce(started_at + attempts * ${BETWEEN_ATTEMPTS_MS}::int * interval '1 ms' <= ${now.toISOString()}::timestamptz, true))
            or (state = 'MAKING' and started_at < ${abandoned}::timestamptz)
          order by asked_at limit 1 for update skip locked)
        returning id, candidate_id, language, attempts`,
  );
  return claimed;
}

const giveBack = ({ em }: Work, { id }: Claimed) =>
  rows(em, sql`update data_export set state = 'ASKED' where id = ${id} and state = 'MAKING'`);

async function makeOne(work: Work, { store, dir }: ExportsMadeIn, asked: Claimed): Promise<boolean> {
  if (!(await isStillThere(work, asked.candidate_id))) return false;
  const content = await exportContent(work, store, asked.candidate_id, asked.language);
  const storageKey = `${randomUUID()}.bin`;
  await work.em
    .fork()
    .insert(FileRemovalSchema, { storageKey, receiptId: null, requestedAt: work.clock.now(), arriving: true });
  const folder = join(dir, folderOf(asked));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const file = join(folder, 'export.zip');
    await writeZip(file, await partsOf(content, store), content.madeAt);
    const { size } = await stat(file);
    await store.putStream(storageKey, createReadStream(file), { contentLength: size });
    return await noteReady(work, asked, { content, storageKey, size });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of each attempt one of its own: whoever was taken for dead may still be writing. */
const folderOf = ({ id, attempts }: Pick<Claimed, 'id' | 'attempts'>) => `${id}-${String(attempts)}`;

async function removeAbandoned({ em }: Work, dir: string): Promise<void> {
  if (!existsSync(dir)) return;
  const left = await readdir(dir);
  if (left.length === 0) return;
  const making = await rows<{ id: string; attempts: number }>(
    em,
    sql`select id, attempts from data_export where state = 'MAKING'`,
  );
  const kept = new Set(making.map(folderOf));
  for (const name of left) if (!kept.has(name)) await rm(join(dir, name), { recursive: true, force: true });
}

async function partsOf(content: ExportContent, store: FileStore): Promise<ZipPart[]> {
  const pdf = await exportPdf(content);
  return [
    { path: 'data.json', deflate: true, bytes: () => [Buffer.from(exportJson(content), 'utf8')] },
    { path: content.language === 'nl' ? 'mijn-gegevens.pdf' : 'my-data.pdf', deflate: false, bytes: () => [pdf] },
    ...content.files
      .filter(({ lost }) => !lost)
      .map(({ document, path }) => ({ path, deflate: false, bytes: () => bytesOf(store, document.storageKey) })),
  ];
}

async function* bytesOf(store: FileStore, key: string): AsyncGenerator<Uint8Array> {
  // The store's own stream says `any`; what comes out of it is bytes.
  for await (const chunk of (await store.getStream(key)) as AsyncIterable<Uint8Array>) yield chunk;
}

/** Whoever erases locks the same row: the file is noted before and goes with the rest, or it is not noted at all. */
function noteReady(
  work: Work,
  { id, candidate_id: candidateId, language }: Claimed,
  { content, storageKey, size }: { content: ExportContent; storageKey: string; size: number },
): Promise<boolean> {
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    await rows(em, sql`select from candidate where id = ${candidateId} for update`);
    const now = work.clock.now();
    const expiresAt = new Date(now.getTime() + EXPORT_HOURS * 3_600_000);
    const stood = await affected(
      em,
      sql`update data_export set state = 'READY', ready_at = ${now.toISOString()}::timestamptz, expires_at = ${expiresAt.toISOString()}::timestamptz,
            size_bytes = ${size}, storage_key = ${storageKey}
          where id = ${id} and state = 'MAKING'`,
    );
    // He was erased meanwhile: the note of the file's removal stays, and it goes.
    if (stood !== 1) return false;
    const noted = await affected(em, sql`delete from file_removal where storage_key = ${storageKey}`);
    if (noted !== 1) throw new Error('The file was removed before it was noted that it is ready.');
    const to = content.person.emailPrivate ?? content.person.emailWork;
    if (to != null)
      await queueMail(inside, [
        {
          agencyId: content.person.agencyId,
          candidateId,
          kind: 'EXPORT_READY',
          to,
          ...readyLetter(language, content.agency.name, expiresAt),
          // The page alone: what is there is behind his password, and a secret in the link would be a way past it.
          linkToken: 'export',
          dedupeKey: `export-ready:${id}`,
        },
      ]);
    await recordAudit(inside, [
      { action: 'data-export.made', subjectType: 'Candidate', subjectId: candidateId, facts: { exportId: id } },
    ]);
    return true;
  });
}
