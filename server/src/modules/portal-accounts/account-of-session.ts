import { outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import { minutesAfter } from '../accounts/index.ts';
import type { SignedInAccount, Work } from '../permissions/index.ts';
import { coarse, COARSE_MINUTES } from './coarse-moment.ts';

/** Which cookie a browser has that is signed in to the portal. */
export const PORTAL_COOKIE = 'wisbaar_portal';
/** A session lasts half a day at the most, and ends earlier when nobody uses it. */
export const PORTAL_SESSION_HOURS = 12;
const IDLE_MINUTES = 60;

/** A session that was used last at this moment or before has ended: what is stored may lie five minutes too early. */
export const idleSince = (now: Date): Date => minutesAfter(now, -IDLE_MINUTES - COARSE_MINUTES);

interface FoundAccount {
  session_id: string;
  account_id: string;
  agency_id: string;
  label_id: string | null;
  candidate_id: string | null;
  last_used_at: string;
  confirmed_at: string | null;
}

/**
 * Whose cookie this is, read anew for each request, so that an ended session counts at once (S12). Once the person is erased the
 * account is still there, and stands for nobody.
 */
export async function accountOfSession(
  work: Pick<Work, 'em' | 'clock'>,
  token: string,
): Promise<SignedInAccount | undefined> {
  const now = work.clock.now();
  const lately = coarse(now);
  const [found] = await outsideRowScope(() =>
    rows<FoundAccount>(
      work.em,
      sql`select s.id as session_id, a.id as account_id, a.agency_id, a.label_id, p.candidate_id, s.last_used_at, s.confirmed_at
          from portal_session s join portal_account a on a.id = s.account_id
          left join (portal_account_person p join candidate c on c.id = p.candidate_id and not c.anonymised)
            on p.account_id = a.id
          where s.token_hash = ${hashToken(token)} and s.expires_at > ${now.toISOString()}::timestamptz
            and s.last_used_at > ${idleSince(now).toISOString()}::timestamptz`,
    ),
  );
  if (!found) return undefined;
  // Once in a while is enough to know whether somebody is there, and costs no write for every request.
  if (new Date(found.last_used_at) < lately)
    await outsideRowScope(() =>
      rows(
        work.em,
        sql`update portal_session set last_used_at = ${lately.toISOString()}::timestamptz where id = ${found.session_id}`,
      ),
    );
  return {
    sessionId: found.session_id,
    accountId: found.account_id,
    agencyId: found.agency_id,
    labelId: found.label_id,
    candidateId: found.candidate_id,
    confirmedAt: found.confirmed_at === null ? null : new Date(found.confirmed_at),
  };
}
