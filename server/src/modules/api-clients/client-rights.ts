import type { Permission, Rights } from '../permissions/index.ts';

/**
 * What no program may do, whatever its role: hand out rights, by which a stolen key could outlive its revoking, and look at
 * whole BSNs, before which a person confirms his password (D18).
 */
const FOR_PEOPLE_ONLY: ReadonlySet<Permission> = new Set([
  'role:manage',
  'staff:manage',
  'api-client:manage',
  'bsn:reveal',
]);

const made = new WeakMap<Rights, Rights>();

/** The rights of a role as a program has them; the same object each time, by which the schema of a role is kept. */
export function clientRights(rights: Rights): Rights {
  const known = made.get(rights);
  if (known) return known;
  const own: Rights = { ...rights, permissions: rights.permissions.difference(FOR_PEOPLE_ONLY) };
  made.set(rights, own);
  return own;
}
