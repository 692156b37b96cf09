import { forbidden } from '../../platform/errors.ts';
import type { EntityManager } from '../../platform/database/index.ts';
import { within, worksForAgency, type Actor } from '../permissions/index.ts';
import type { RoleBook } from './role-book.ts';
import type { Role } from './role.entity.ts';
import { findManagedRole } from './visible-roles.ts';

/**
 * Whether somebody may give this role away: only rights that he has himself, and only where he works himself. Else anybody
 * who manages staff could make himself a second account that may do more.
 * @throws DomainError FORBIDDEN
 */
export async function mayGrantRole(em: EntityManager, actor: Actor, book: RoleBook, role: Role): Promise<void> {
  if (actor.kind === 'system') return;
  await mayCopyRole(em, actor, book, role);
  mustReach(actor, role);
}

/** Its rights alone; where a copy holds is up to who makes it. @throws DomainError FORBIDDEN */
export async function mayCopyRole(em: EntityManager, actor: Actor, book: RoleBook, role: Role): Promise<void> {
  if (actor.kind === 'system') return;
  if (!worksForAgency(actor)) throw forbidden();
  if (!within(await book.rights(em, role), actor.rights))
    throw forbidden('This role may do more than you may, so you can’t give it to anybody.');
}

/** Whether the actor works wherever the role is held to. */
export function reaches(actor: Actor, role: Pick<Role, 'agencyIds' | 'unitIds'>): boolean {
  if (!worksForAgency(actor)) return actor.kind === 'system';
  const agencies = (role.agencyIds ?? []).every((id) => actor.agencyIds.includes(id));
  const units = !actor.unitIds || (role.unitIds != null && role.unitIds.every((id) => actor.unitIds!.includes(id)));
  return agencies && units;
}

/** @throws DomainError FORBIDDEN where the role is held to agencies or units that are not the actor's. */
export function mustReach(actor: Actor, role: Pick<Role, 'agencyIds' | 'unitIds'>): void {
  if (!reaches(actor, role)) throw forbidden('This role reaches further than you do.');
}

/** The role that somebody is about to be given; `null` where there is none that he knows. @throws DomainError FORBIDDEN */
export async function roleToGrant(em: EntityManager, actor: Actor, book: RoleBook, id: string): Promise<Role | null> {
  const role = await findManagedRole(em, actor, id);
  if (role) await mayGrantRole(em, actor, book, role);
  return role;
}
