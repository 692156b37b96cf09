import { outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { accountOfToken } from './alerts-link.ts';

/**
 * Holds all alerts of the account to which a mail's link belongs, without anybody signing in. Twice is as once, and a link that
 * is not known is told nothing.
 */
export async function stopJobAlerts(work: Work, token: string): Promise<void> {
  const accountId = accountOfToken(work.secrets, token);
  if (accountId === undefined) return;
  await outsideRowScope(() =>
    rows(work.em, sql`update job_alert set paused = true where account_id = ${accountId} and not paused`),
  );
}
