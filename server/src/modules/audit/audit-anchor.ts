import { z } from 'zod';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';
import { headOf, writeHead, type AuditHead } from './audit-chain.ts';
import { lastVerification } from './audit-verification.entity.ts';
import { recordAudit } from './record-audit.ts';

/**
 * The head of the trail, noted in the file store: who cuts the table's end off, or all of it, does not reach that one
 * (docs/decisions/0009). Two files are written in turn, so that a crash while one is written leaves the other.
 */
const SLOTS = ['audit-head-a.json', 'audit-head-b.json'] as const;
type Slot = (typeof SLOTS)[number];

const noteSchema = z.object({
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  seal: z.string(),
});

/** `UNREADABLE`: there is a note, and it is not one that this product made with its key. */
export type Anchor =
  | { readonly state: 'NONE' | 'UNREADABLE' }
  | { readonly state: 'NOTED'; readonly head: AuditHead; readonly at: string; readonly slot: Slot };

export async function readAnchor(secrets: Work['secrets'], store: FileStore): Promise<Anchor> {
  let newest: Anchor = { state: 'NONE' };
  for (const slot of SLOTS) {
    if (!(await store.exists(slot))) continue;
    const note = readNote(Buffer.from(await store.getBytes(slot)).toString('utf8'));
    const genuine = note?.seal === (note && sealOf(secrets, note));
    if (!note || !genuine) {
      if (newest.state === 'NONE') newest = { state: 'UNREADABLE' };
    } else if (newest.state !== 'NOTED' || note.seq > newest.head.seq) {
      newest = { state: 'NOTED', head: { seq: note.seq, hash: Buffer.from(note.hash, 'hex') }, at: note.at, slot };
    }
  }
  return newest;
}

function readNote(text: string): z.infer<typeof noteSchema> | undefined {
  try {
    return noteSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const sealOf = (secrets: Work['secrets'], note: { seq: number; hash: string; at: string }) =>
  secrets.fingerprint('audit-head', `${String(note.seq)}:${note.hash}:${note.at}`).toString('hex');

/**
 * What became of noting the head. `LOST`: the trail no longer holds the one that was noted. `MISSING`: there was a note, and
 * it is gone.
 */
export type AnchorOutcome = 'NOTED' | 'UNCHANGED' | 'LOST' | 'MISSING' | 'UNREADABLE';

/**
 * Notes the head when it has moved on, and never when the trail is not the one that was noted: else who cuts its end off
 * would only have to wait.
 */
export async function noteHead(work: Work, store: FileStore): Promise<AnchorOutcome> {
  const anchor = await readAnchor(work.secrets, store);
  if (anchor.state === 'UNREADABLE') return 'UNREADABLE';
  if (anchor.state === 'NOTED' && !(await holds(work, anchor.head))) return 'LOST';
  // Whatever was once held against a note had one.
  if (anchor.state === 'NONE' && (await lastVerification(work))?.head) return 'MISSING';
  const head = await headOf(work.em);
  if (!head || (anchor.state === 'NOTED' && head.seq <= anchor.head.seq)) return 'UNCHANGED';
  const other = SLOTS.find((slot) => anchor.state !== 'NOTED' || slot !== anchor.slot)!;
  await write(work, store, head, other);
  return 'NOTED';
}

async function holds({ em }: Work, head: AuditHead): Promise<boolean> {
  const [entry] = await rows<{ hash: Buffer }>(em, sql`select hash from audit_entry where seq = ${head.seq}`);
  return entry?.hash.equals(head.hash) ?? false;
}

async function write(work: Work, store: FileStore, head: AuditHead, slot: Slot): Promise<void> {
  const note = { seq: head.seq, hash: head.hash.toString('hex'), at: work.clock.now().toISOString() };
  await store.put(slot, JSON.stringify({ ...note, seal: sealOf(work.secrets, note) }));
}

/**
 * After a back-up was restored the trail is shorter than was noted, for a reason that somebody answers for. That it was
 * accepted, and what was noted, is in the trail for good; from then on its head is noted again.
 */
export async function acceptLoss(work: Work, store: FileStore): Promise<AuditHead> {
  const anchor = await readAnchor(work.secrets, store);
  const ended = await headOf(work.em);
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em }, [
      {
        action: 'audit.loss-accepted',
        subjectType: 'AuditTrail',
        subjectId: null,
        facts: { notedAt: anchor.state === 'NOTED' ? writeHead(anchor.head) : null, endedAt: ended?.seq ?? 0 },
      },
    ]),
  );
  const head = await headOf(work.em);
  for (const slot of SLOTS) await write(work, store, head!, slot);
  return head!;
}
