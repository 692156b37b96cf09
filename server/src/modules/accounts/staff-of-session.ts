import { rows, sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import type { Role, StaffActor, Work } from '../permissions/index.ts';

/**
 * Who this cookie belongs to, read anew for each request: a role that was taken away, a disabled account and an ended
 * session count from the next request on, in every process.
 */
export async function staffOfSession(work: Pick<Work, 'em' | 'clock'>, token: string): Promise<StaffActor | undefined> {
  const [found] = await rows<{ id: string; role: Role; agency_ids: string[] }>(
    work.em,
    sql`select u.id, u.role, array(select a.agency_id::text from staff_agency a where a.staff_id = u.id) as agency_ids
        from staff_session s join staff_user u on u.id = s.staff_id
        where s.token_hash = ${hashToken(token)} and s.expires_at > ${work.clock.now().toISOString()}::timestamptz and u.disabled_at is null`,
  );
  return found && { kind: 'staff', id: found.id, role: found.role, agencyIds: found.agency_ids };
}
