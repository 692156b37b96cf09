import { DomainError } from '../../platform/errors.ts';
import type { Work } from '../permissions/index.ts';
import { mayGrantRole } from './may-grant-role.ts';
import type { RoleBook } from './role-book.ts';
import type { Role } from './role.entity.ts';
import { managedRoles } from './visible-roles.ts';

/** The roles that somebody may give away, to people or to programs, the built-in ones first. */
export async function grantableRoles(work: Work, book: RoleBook): Promise<Role[]> {
  const grantable: Role[] = [];
  for (const role of await managedRoles(work)) {
    try {
      await mayGrantRole(work.em, work.actor, book, role);
      grantable.push(role);
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
    }
  }
  return grantable;
}
