import { forbidden } from '../../platform/errors.ts';
import type { Actor } from './actor.ts';

/**
 * An account of the portal is one of a whole agency, and so is what its owner may do. A program whose role is held to
 * organisation units would reach people beyond them through their own sessions and links: it is nobody's portal.
 * @throws DomainError FORBIDDEN
 */
export function mustBePortal(actor: Actor): void {
  if (actor.kind === 'api-client' && actor.unitIds !== undefined)
    throw forbidden('The role of this key is held to organisation units: with it nobody can act for a candidate.');
}
