import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { DomainError, notFound } from '../../platform/errors.ts';
import { localDate } from '../../platform/clock.ts';
import type { FileStore } from '../../platform/storage/file-store.ts';
import { recordAudit } from '../audit/index.ts';
import { filesUnavailable } from '../documents/index.ts';
import type { SignedInAccount, Work } from '../permissions/index.ts';
import { DataExportSchema } from './data-export.ts';

/** Five, and the five minutes to which the moments of an account are kept (D6). */
const FRESH_MINUTES = 10;

export interface ExportFile {
  /** Says nothing about whose it is. */
  readonly name: string;
  readonly mimeType: string;
  readonly content: Awaited<ReturnType<FileStore['getStream']>>;
}

/**
 * The file with all that is held of who is signed in, for who has just given his password (B4). That it was taken along is in the
 * audit trail.
 * @throws DomainError REAUTHENTICATION_REQUIRED, NOT_FOUND when there is none or its day is over, FILES_UNAVAILABLE when the store is away
 */
export async function fetchMyExport(work: Work, store: FileStore, account: SignedInAccount): Promise<ExportFile> {
  const now = work.clock.now();
  const { candidateId } = account;
  if (candidateId === null) throw notFound();
  if (now.getTime() - (await lastGaveHisPassword(work, account)) > FRESH_MINUTES * 60_000)
    throw new DomainError('REAUTHENTICATION_REQUIRED', 'Give your password once more.');
  const ready = await work.em
    .fork()
    .findOne(
      DataExportSchema,
      { candidateId, state: 'READY', expiresAt: { $gt: now } },
      { orderBy: { readyAt: 'desc' } },
    );
  if (!ready?.storageKey || !ready.readyAt) throw notFound();
  // Written first: what can't be written down is not taken along.
  await inTransaction(work.em, (em) =>
    recordAudit({ ...work, em, actor: { kind: 'candidate', candidateId } }, [
      {
        action: 'data-export.fetched',
        subjectType: 'Candidate',
        subjectId: candidateId,
        facts: { exportId: ready.id },
      },
    ]),
  );
  const content = await store.getStream(ready.storageKey).catch((error: unknown) => {
    throw filesUnavailable(error);
  });
  const name = ready.language === 'nl' ? 'mijn-gegevens' : 'my-data';
  return {
    name: `${name}-${localDate(ready.readyAt)}.zip`,
    mimeType: 'application/zip',
    content,
  };
}

/** When he signed in, or said again since then who he is; in milliseconds. */
async function lastGaveHisPassword({ em }: Work, { sessionId, confirmedAt }: SignedInAccount): Promise<number> {
  const [session] = await rows<{ started_at: Date | string }>(
    em,
    sql`select started_at from portal_session where id = ${sessionId}`,
  );
  const startedAt = session ? new Date(session.started_at).getTime() : 0;
  return Math.max(startedAt, confirmedAt?.getTime() ?? 0);
}
