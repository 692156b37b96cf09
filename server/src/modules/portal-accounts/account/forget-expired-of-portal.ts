import { rows, sql } from '../../../platform/database/index.ts';
import { hoursAfter } from '../../accounts/index.ts';
import type { Work } from '../../permissions/index.ts';
import { idleSince } from '../account-of-session.ts';

/** Days that a mailed link is remembered after its end, so that who comes late is told why it does nothing. */
const LINK_DAYS = 30;

/** Takes away what has expired: nobody needs to know when somebody signed in, or that he once wanted to (D6). */
export async function forgetExpiredOfPortal({ em, clock }: Pick<Work, 'em' | 'clock'>): Promise<void> {
  const now = clock.now();
  const longAgo = hoursAfter(now, -24 * LINK_DAYS).toISOString();
  await rows(
    em,
    sql`delete from portal_session
        where expires_at <= ${now.toISOString()}::timestamptz or last_used_at <= ${idleSince(now).toISOString()}::timestamptz`,
  );
  await rows(em, sql`delete from portal_registration where expires_at <= ${now.toISOString()}::timestamptz`);
  await rows(em, sql`delete from portal_account_link where expires_at <= ${longAgo}::timestamptz`);
}
