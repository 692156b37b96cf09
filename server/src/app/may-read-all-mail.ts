import type { Permission, Work } from '../modules/permissions/index.ts';
import { worksEverywhere } from '../modules/roles/index.ts';

const NEEDED: readonly Permission[] = ['mail:read', 'role:manage', 'staff:manage'];

/**
 * Who reads all sent mail, and gives roles and accounts himself, in every agency. The letters of the built-in mailbox hold links
 * to sign in by, as anybody of any agency: whoever reads them could do what each of those may.
 */
export async function mayReadAllMail(work: Work): Promise<boolean> {
  const { actor } = work;
  if (actor.kind !== 'staff' || !NEEDED.every((permission) => actor.rights.permissions.has(permission))) return false;
  return actor.unitIds === undefined && (await worksEverywhere(work));
}
