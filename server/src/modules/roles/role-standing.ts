import { rows, sql } from '../../platform/database/index.ts';
import { within, worksForAgency, type Work } from '../permissions/index.ts';
import { reaches } from './may-grant-role.ts';
import type { RoleBook } from './role-book.ts';
import { RoleSchema } from './role.entity.ts';
import { worksEverywhere } from './works-everywhere.ts';

/** What somebody may do with a role, so that a client knows before it asks. */
export interface RoleStanding {
  readonly change: boolean;
  readonly copy: boolean;
  readonly give: boolean;
  readonly delete: boolean;
}

/** By role, in as many statements however many roles; use cases decide again by the same rules. */
export async function roleStandings(
  work: Work,
  book: RoleBook,
  ids: readonly string[],
): Promise<Map<string, RoleStanding>> {
  const { em, actor } = work;
  if (!worksForAgency(actor)) return new Map();
  const roles = await em.find(RoleSchema, { id: { $in: [...ids] } });
  const everywhere = await worksEverywhere(work);
  const used = await rows<{ id: string }>(
    em,
    sql`select role_id as id from staff_user where role_id = any(${[...ids]}::uuid[])
        union select role_id from api_client where role_id = any(${[...ids]}::uuid[])`,
  );
  const inUse = new Set(used.map(({ id }) => id));
  const standings = roles.map(async (role): Promise<[string, RoleStanding]> => {
    const has = within(await book.rights(em, role), actor.rights);
    const change = reaches(actor, role) && (role.agencyIds != null || everywhere);
    const free = role.builtIn == null && !inUse.has(role.id);
    return [role.id, { change, copy: has, give: has && reaches(actor, role), delete: change && free }];
  });
  return new Map(await Promise.all(standings));
}
