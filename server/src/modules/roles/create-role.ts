import { inTransaction } from '../../platform/database/index.ts';
import { notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit } from '../audit/index.ts';
import { hasRight, type RightName, type Work } from '../permissions/index.ts';
import { mayCopyRole, mustReach } from './may-grant-role.ts';
import { allRights } from './right-lines.ts';
import type { RoleBook } from './role-book.ts';
import { mustBeNew, soundName, soundReason, soundScope, type RoleScope } from './role-input.ts';
import { writeChange } from './role-rights.ts';
import { RoleSchema, type Role } from './role.entity.ts';
import { findManagedRole } from './visible-roles.ts';
import { worksEverywhere } from './works-everywhere.ts';

/**
 * Makes a role of an agency's own: with no rights at all, or with those of another role as they are now; a copy of one that asks
 * for a second factor asks for it too.
 * @throws DomainError FORBIDDEN for a copy that may do more than the actor, NOT_FOUND, BAD_USER_INPUT
 */
export async function createRole(
  work: Work,
  book: RoleBook,
  input: { name: string; copyOfId?: string | null; reason: string } & RoleScope,
): Promise<Role> {
  const name = soundName(input.name);
  const reason = soundReason(input.reason);
  const everywhere = await worksEverywhere(work);
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    const role = { id: newId(), name, builtIn: null, version: 1, ...(await soundScope(inside, everywhere, input)) };
    mustReach(work.actor, role);
    await mustBeNew(em, name, role);
    const made = em.create(RoleSchema, role);
    await em.flush();
    const source = await roleToCopy(inside, book, input.copyOfId);
    if (source?.asksSecondFactor) made.asksSecondFactor = true;
    await em.flush();
    const rights = source ? await rightsOfRole(inside, book, source) : [];
    await writeChange(inside, made, new Map(rights.map((right) => [right, true])), reason);
    await recordAudit(inside, [
      { action: 'role.created', subjectType: 'Role', subjectId: role.id, facts: { rights: rights.length } },
    ]);
    return made;
  });
}

async function roleToCopy(work: Work, book: RoleBook, id: string | null | undefined): Promise<Role | undefined> {
  if (id == null) return undefined;
  const source = await findManagedRole(work.em, work.actor, id);
  if (!source) throw notFound();
  await mayCopyRole(work.em, work.actor, book, source);
  return source;
}

async function rightsOfRole(work: Work, book: RoleBook, source: Role): Promise<RightName[]> {
  const rights = await book.rights(work.em, source);
  return (await allRights(work)).map(({ right }) => right).filter((right) => hasRight(rights, right));
}
