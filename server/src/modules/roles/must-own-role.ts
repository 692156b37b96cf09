import { forbidden } from '../../platform/errors.ts';
import type { Actor } from '../permissions/index.ts';
import { mustReach } from './may-grant-role.ts';
import type { Role } from './role.entity.ts';

/**
 * A role that is held to no agency holds in all, so whoever changes it must work for all.
 * @param everywhere whether the actor does.
 * @throws DomainError FORBIDDEN
 */
export function mustOwnRole(actor: Actor, everywhere: boolean, role: Role): void {
  mustReach(actor, role);
  if (role.agencyIds == null && !everywhere)
    throw forbidden('This role holds in agencies that you don’t work for. Copy it, and change the copy.');
}
