import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { hoursAfter, IDLE_HOURS } from './sessions/session-times.ts';

/** Days that a mailed link is remembered after its end, so that who comes late is told why it does nothing. */
const LINK_DAYS = 30;

/** Takes away what has expired: nobody needs to know when somebody worked. */
export async function forgetExpired(work: Pick<Work, 'em' | 'clock'>): Promise<void> {
  const now = work.clock.now();
  const at = sql`${now.toISOString()}::timestamptz`;
  const idleSince = hoursAfter(now, -IDLE_HOURS).toISOString();
  await rows(
    work.em,
    sql`delete from staff_session where expires_at <= ${at} or last_used_at <= ${idleSince}::timestamptz`,
  );
  await rows(work.em, sql`delete from pending_sign_in where expires_at <= ${at}`);
  await rows(
    work.em,
    sql`delete from account_link where expires_at <= ${hoursAfter(now, -24 * LINK_DAYS).toISOString()}::timestamptz`,
  );
  await rows(work.em, sql`delete from sign_in_attempt where expire <= ${now.getTime()}`);
}
