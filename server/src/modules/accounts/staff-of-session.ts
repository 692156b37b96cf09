import { outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { hashToken } from '../../platform/secrets.ts';
import { AWAITING_FACTOR, type StaffActor, type Work } from '../permissions/index.ts';
import type { RoleBook } from '../roles/index.ts';
import { hoursAfter, IDLE_HOURS, minutesAfter } from './sessions/session-times.ts';

interface FoundStaff {
  id: string;
  session_id: string;
  last_used_at: string;
  role_id: string;
  version: number;
  agency_ids: string[];
  unit_ids: string[] | null;
  factor_missing: boolean;
  looking_id: string | null;
  looking_version: number | null;
  looking_agency_ids: string[] | null;
  looking_unit_ids: string[] | null;
}

/**
 * Who this cookie belongs to, read anew for each request: a role that was changed or taken away, a disabled account and an
 * ended session count from the next request on, in every process. Each use keeps the session from ending by itself.
 */
export async function staffOfSession(
  work: Pick<Work, 'em' | 'clock'>,
  roles: RoleBook,
  token: string,
): Promise<StaffActor | undefined> {
  const now = work.clock.now();
  const idleSince = hoursAfter(now, -IDLE_HOURS).toISOString();
  // Who somebody is, is looked up before he is held to anything, and whoever signed in before him.
  const query = sql<FoundStaff>`select u.id, s.id as session_id, s.last_used_at, r.id as role_id, r.version, r.unit_ids::text[] as unit_ids,
          r.asks_second_factor and not exists (
            select from second_factor f where f.staff_id = u.id and f.confirmed_at is not null) as factor_missing,
          array(select a.agency_id::text from staff_agency a
                where a.staff_id = u.id and (r.agency_ids is null or a.agency_id = any(r.agency_ids))) as agency_ids,
          l.id as looking_id, l.version as looking_version,
          l.agency_ids::text[] as looking_agency_ids, l.unit_ids::text[] as looking_unit_ids
        from staff_session s
        join staff_user u on u.id = s.staff_id
        join role r on r.id = u.role_id
        left join role l on l.id = s.looking_as_role_id
        where s.token_hash = ${hashToken(token)} and s.expires_at > ${now.toISOString()}::timestamptz
          and s.last_used_at > ${idleSince}::timestamptz and u.disabled_at is null`;
  const [found] = await outsideRowScope(() => rows(work.em, query));
  if (!found) return undefined;
  await noteUse(work, found, now);
  const own = { id: found.role_id, version: found.version };
  const { looking_id: lookingAs } = found;
  const where = {
    agencyIds: both(found.agency_ids, found.looking_agency_ids) ?? [],
    unitIds: both(found.unit_ids, found.looking_unit_ids),
  };
  if (found.factor_missing)
    return { kind: 'staff', id: found.id, rights: AWAITING_FACTOR, ...where, secondFactorMissing: true };
  return {
    kind: 'staff',
    id: found.id,
    rights:
      lookingAs === null
        ? await roles.rights(work.em, own)
        : await roles.rightsLookingAs(work.em, own, { id: lookingAs, version: found.looking_version! }),
    ...where,
    ...(lookingAs === null ? {} : { lookingAs }),
  };
}

/** Once a minute is enough to know whether somebody is there, and costs no write for every request. */
async function noteUse({ em }: Pick<Work, 'em'>, found: FoundStaff, now: Date): Promise<void> {
  if (minutesAfter(new Date(found.last_used_at), 1) > now) return;
  await rows(
    em,
    sql`update staff_session set last_used_at = ${now.toISOString()}::timestamptz where id = ${found.session_id}`,
  );
}

/** What is in both lists, where a list that isn't there holds everything. */
function both(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | undefined {
  if (!one || !other) return one ?? other ?? undefined;
  return one.filter((id) => other.includes(id));
}
