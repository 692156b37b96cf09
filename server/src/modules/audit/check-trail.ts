import { localDate } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import type { Work } from '../permissions/index.ts';
import { noteHead, readAnchor } from './audit-anchor.ts';
import { writeHead, type AuditHead } from './audit-chain.ts';
import {
  AuditVerificationSchema,
  lastVerification,
  type AuditVerification,
  type TrailProblem,
} from './audit-verification.entity.ts';
import { verifyAudit } from './verify-audit.ts';

/**
 * Walks the trail and holds it against the note of its head, and against one that somebody kept elsewhere. What was found is
 * kept, so that the admin can say when the trail was whole last.
 */
export async function checkTrail(
  work: Work,
  store: FileStore,
  options: { since?: AuditHead; onPage?: (entries: number) => void | Promise<void> } = {},
): Promise<AuditVerification> {
  // A trail that was never noted before is noted now; one that is not what was noted keeps its note.
  await noteHead(work, store);
  const anchor = await readAnchor(work.secrets, store);
  const noted = [...(anchor.state === 'NOTED' ? [anchor.head] : []), ...(options.since ? [options.since] : [])];
  const verdict = await verifyAudit(work, { noted, ...(options.onPage ? { onPage: options.onPage } : {}) });
  let problem: TrailProblem | null = verdict.problem?.what ?? null;
  if (anchor.state === 'UNREADABLE') problem ??= 'NOTE_UNREADABLE';
  if (anchor.state === 'NONE' && verdict.entries > 0) problem ??= 'NO_NOTE';
  const verification: AuditVerification = {
    id: newId(),
    at: work.clock.now(),
    entries: verdict.entries,
    head: verdict.head ? writeHead(verdict.head) : null,
    problem,
    problemAt: verdict.problem?.at ?? null,
  };
  await work.em.fork().insert(AuditVerificationSchema, verification);
  return verification;
}

/** Once a calendar day, by whichever process comes first; a second one at the same time does no harm. */
export async function checkTrailDaily(
  work: Work,
  store: FileStore,
  keepAlive: () => Promise<void>,
): Promise<AuditVerification | undefined> {
  const last = await lastVerification(work);
  if (last && localDate(last.at) >= work.clock.today()) return undefined;
  return checkTrail(work, store, { onPage: keepAlive });
}
