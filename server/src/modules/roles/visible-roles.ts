import type { EntityManager } from '../../platform/database/index.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { BUILT_IN_ROLES, worksForAgency, type Actor, type Work } from '../permissions/index.ts';
import { RoleSchema, type Role } from './role.entity.ts';

/** Whether a role exists for somebody who manages roles: it holds, or could hold, where he works himself. */
export function holdsWhere(actor: Actor, role: Pick<Role, 'agencyIds' | 'unitIds'>): boolean {
  if (!worksForAgency(actor)) return actor.kind === 'system';
  const meets = (held: readonly string[] | null | undefined, own: readonly string[] | undefined) =>
    held == null || own === undefined || held.some((id) => own.includes(id));
  return meets(role.agencyIds, actor.agencyIds) && meets(role.unitIds, actor.unitIds);
}

/** The roles that exist for whoever manages them, the built-in ones first. */
export async function managedRoles({ em, actor }: Work): Promise<Role[]> {
  const all = await em.find(RoleSchema, {}, { orderBy: { name: 'asc' } });
  const place = ({ builtIn }: Role) => (builtIn == null ? BUILT_IN_ROLES.length : BUILT_IN_ROLES.indexOf(builtIn));
  return all.filter((role) => holdsWhere(actor, role)).toSorted((one, other) => place(one) - place(other));
}

/** A role that is to be worked on; `null` also for one that holds elsewhere alone. */
export async function findManagedRole(em: EntityManager, actor: Actor, id: string): Promise<Role | null> {
  const role = await em.findOne(RoleSchema, { id });
  return role && holdsWhere(actor, role) ? role : null;
}

/** A role by its id: for everybody his own and the one that he looks as, for who manages roles those that he manages. */
export async function loadRole(work: Work, id: string): Promise<Role | null> {
  const { em, actor } = work;
  if ((await ownRoleIds(work)).includes(id)) return em.findOne(RoleSchema, { id });
  return worksForAgency(actor) && actor.rights.permissions.has('role:manage') ? findManagedRole(em, actor, id) : null;
}

/** The role that an employee has, and the one that he looks as. */
export async function ownRoleIds({ em, actor }: Work): Promise<string[]> {
  if (actor.kind !== 'staff') return [];
  const [own] = await rows<{ role_id: string }>(em, sql`select role_id from staff_user where id = ${actor.id}`);
  return [own?.role_id, actor.lookingAs].filter((id) => id !== undefined);
}
