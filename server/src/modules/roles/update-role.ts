import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { within, worksForAgency, type Actor, type Rights, type Work } from '../permissions/index.ts';
import { mustReach } from './may-grant-role.ts';
import { mustOwnRole } from './must-own-role.ts';
import type { RoleBook } from './role-book.ts';
import { mustBeNew, sameReach, soundName, soundReason, soundScope, type RoleScope } from './role-input.ts';
import { namedRights, soundChanges, writeChange, type RightChange } from './role-rights.ts';
import type { Role } from './role.entity.ts';
import { findManagedRole } from './visible-roles.ts';
import { worksEverywhere } from './works-everywhere.ts';

export interface RoleUpdate extends RoleScope {
  id: string;
  /** As it was read; somebody else's change in between is a CONFLICT. */
  version: number;
  name?: string | null;
  /** Granting to change grants to see, and taking away to see takes away to change. */
  changes: readonly RightChange[];
  /** Whether whoever has it must have a second factor; left out: as it is. */
  asksSecondFactor?: boolean | null;
  reason: string;
}

/**
 * Changes a role: its name, its reach, single rights (H4–H6). It holds from everybody's next request on.
 * @throws DomainError FORBIDDEN for rights that the actor lacks himself, CONFLICT, NOT_FOUND, BAD_USER_INPUT
 */
export async function updateRole(work: Work, book: RoleBook, input: RoleUpdate): Promise<Role> {
  const reason = soundReason(input.reason);
  const everywhere = await worksEverywhere(work);
  return inTransaction(work.em, async (em) => {
    const inside = { ...work, em };
    await rows(em, sql`select 1 from role where id = ${input.id} for update`);
    const role = await findManagedRole(em, work.actor, input.id);
    if (!role) throw notFound();
    if (role.version !== input.version)
      throw new DomainError('CONFLICT', 'Somebody changed this role in the meantime. Load it again.', ['version']);
    mustOwnRole(work.actor, everywhere, role);
    const current = await book.rights(em, role);
    const changes = await soundChanges(inside, role, current, input.changes);
    const moved = await move(inside, everywhere, role, input);
    const renamed = rename(role, input.name);
    if (moved || renamed) await mustBeNew(em, role.name, role);
    const secondFactor = askForFactor(role, input.asksSecondFactor);
    if (moved || renamed || secondFactor !== null) mustHaveAllOf(work.actor, current);
    if (changes.size === 0 && !moved && !renamed && secondFactor === null)
      throw badInput('changes', 'Nothing about this role would be different.');
    role.version += 1;
    await em.flush();
    await writeChange(inside, role, changes, reason, { moved, renamed, asksSecondFactor: secondFactor });
    await recordAudit(inside, [
      {
        action: 'role.changed',
        subjectType: 'Role',
        subjectId: role.id,
        facts: {
          version: role.version,
          granted: namedRights(changes, true).join(' '),
          revoked: namedRights(changes, false).join(' '),
          agencies: role.agencyIds?.length ?? null,
          units: role.unitIds?.length ?? null,
          ...(secondFactor === null ? {} : { secondFactor }),
        },
      },
    ]);
    return role;
  });
}

/** Where a role reaches, what it is called and how its people sign in is for who may himself do all that it may. */
function mustHaveAllOf(actor: Actor, rights: Rights): void {
  if (worksForAgency(actor) && !within(rights, actor.rights))
    throw new DomainError(
      'FORBIDDEN',
      'This role may do more than you: only its rights that you have yourself are yours to change.',
    );
}

async function move(work: Work, everywhere: boolean, role: Role, input: RoleScope): Promise<boolean> {
  if (input.agencyIds === undefined && input.unitIds === undefined) return false;
  // What isn't given stays: a role that is held to units doesn't come loose when its agencies change.
  const { agencyIds = role.agencyIds ?? null, unitIds = role.unitIds ?? null } = input;
  const reach = await soundScope(work, everywhere, { agencyIds, unitIds });
  if (sameReach(reach, role)) return false;
  if (role.builtIn != null) throw badInput('agencyIds', 'A built-in role is not held to agencies; copy it first.');
  mustReach(work.actor, reach);
  Object.assign(role, reach);
  return true;
}

/** @returns what it is from now on; `null`: what it was. */
function askForFactor(role: Role, asked: boolean | null | undefined): boolean | null {
  if (asked == null || asked === role.asksSecondFactor) return null;
  role.asksSecondFactor = asked;
  return asked;
}

function rename(role: Role, text: string | null | undefined): boolean {
  if (text == null || text.trim() === role.name) return false;
  if (role.builtIn != null) throw badInput('name', 'A built-in role keeps its name.');
  role.name = soundName(text);
  return true;
}
