import { affected, outsideRowScope, sql } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';

/** @throws DomainError NOT_FOUND */
export async function removeJobAlert(work: Work, accountId: string, id: string): Promise<void> {
  const removed = await outsideRowScope(() =>
    affected(work.em, sql`delete from job_alert where id = ${id} and account_id = ${accountId}`),
  );
  if (removed === 0) throw notFound();
}
