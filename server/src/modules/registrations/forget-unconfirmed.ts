import { affected, rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';

const CV_KEPT_FOR_MS = 60 * 60 * 1000;
/** For how long it is told what became of an invitation. */
const INVITATION_TOLD_FOR_MS = 183 * 24 * 60 * 60 * 1000;

/**
 * Takes away forms that nobody confirmed, CVs without a form, and the addresses of invitations that were used, withdrawn or have expired; those themselves half a year later.
 * @returns how many forms went.
 */
export async function forgetUnconfirmed({ em, clock }: Pick<Work, 'em' | 'clock'>): Promise<number> {
  const now = clock.now().toISOString();
  const hourAgo = new Date(clock.now().getTime() - CV_KEPT_FOR_MS).toISOString();
  const halfYearAgo = new Date(clock.now().getTime() - INVITATION_TOLD_FOR_MS).toISOString();
  await rows(
    em,
    sql`delete from sent_cv s using registration_request r where r.id = s.request_id and r.expires_at <= ${now}::timestamptz`,
  );
  const gone = await affected(em, sql`delete from registration_request where expires_at <= ${now}::timestamptz`);
  await rows(
    em,
    sql`delete from sent_cv where request_id is null and candidate_id is null and sent_at < ${hourAgo}::timestamptz`,
  );
  await rows(
    em,
    sql`update checkin_invitation set email_sealed = null
        where email_sealed is not null and (used_at is not null or withdrawn_at is not null or expires_at <= ${now}::timestamptz)`,
  );
  await rows(
    em,
    sql`delete from checkin_invitation where greatest(expires_at, used_at, withdrawn_at) < ${halfYearAgo}::timestamptz`,
  );
  return gone;
}
