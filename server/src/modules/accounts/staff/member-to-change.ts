import { rows, sql } from '../../../platform/database/index.ts';
import { DomainError, forbidden, notFound } from '../../../platform/errors.ts';
import { agenciesOf, visibleTo, type Work } from '../../permissions/index.ts';
import { mayGrantRole, RoleSchema, type RoleBook } from '../../roles/index.ts';
import { isInvited } from './staff-state.ts';

export interface Member {
  id: string;
  name: string;
  email: string;
  roleId: string;
  disabled: boolean;
  /** Has not chosen a password yet. */
  invited: boolean;
  agencyIds: readonly string[];
}

/**
 * An employee whom the actor may manage, locked in the caller's transaction: he works for the same agencies and no others,
 * and may do nothing that the actor may not. Else whoever manages staff could shut out, or become, somebody who may do more.
 * @throws DomainError NOT_FOUND where they share no agency, FORBIDDEN
 */
export async function memberToChange(work: Work, book: RoleBook, staffId: string): Promise<Member> {
  const member = await ownMember(work, staffId);
  await mayManageRole(work, book, member.roleId);
  return member;
}

async function ownMember(work: Work, staffId: string): Promise<Member> {
  const member = await visibleMember(work, staffId);
  const agencies = agenciesOf(work.actor);
  if (agencies && member.agencyIds.some((id) => !agencies.includes(id)))
    throw forbidden('This person also works for agencies that you don’t work for.');
  return member;
}

/** The same, for what nobody does to himself. */
export async function otherMemberToChange(work: Work, book: RoleBook, staffId: string): Promise<Member> {
  mustBeAnother(work, staffId);
  return memberToChange(work, book, staffId);
}

/** The same, for shutting somebody out, by which nobody gains a right: who manages roles too may do it to who may do more. */
export async function memberToClose(work: Work, book: RoleBook, staffId: string): Promise<Member> {
  mustBeAnother(work, staffId);
  const { actor } = work;
  const managesRoles = actor.kind === 'staff' && actor.rights.permissions.has('role:manage');
  return managesRoles ? ownMember(work, staffId) : memberToChange(work, book, staffId);
}

function mustBeAnother({ actor }: Work, staffId: string): void {
  if (actor.kind === 'staff' && actor.id === staffId)
    throw new DomainError('FORBIDDEN', 'You can’t do this to your own account.');
}

/** An invitation that was not taken up yet. @throws DomainError NOT_FOUND, FORBIDDEN, CONFLICT when it was */
export async function invitedMember(work: Work, book: RoleBook, staffId: string): Promise<Member> {
  const member = await otherMemberToChange(work, book, staffId);
  if (!member.invited) throw new DomainError('CONFLICT', 'This person has taken up the invitation already.');
  return member;
}

async function visibleMember({ em, actor }: Work, staffId: string): Promise<Member> {
  const [found] = await rows<{
    id: string;
    name: string;
    email: string;
    role_id: string;
    disabled: boolean;
    invited: boolean;
  }>(
    em,
    sql`select u.id, u.name, u.email, u.role_id, u.disabled_at is not null as disabled, ${isInvited} as invited
        from staff_user u
        where u.id = ${staffId}
          and exists (select from staff_agency a where a.staff_id = u.id and ${visibleTo(actor, sql`a.agency_id`)})
        for update of u`,
  );
  if (!found) throw notFound();
  const agencies = await rows<{ id: string }>(
    em,
    sql`select agency_id as id from staff_agency where staff_id = ${staffId}`,
  );
  return { ...found, roleId: found.role_id, agencyIds: agencies.map(({ id }) => id) };
}

async function mayManageRole({ em, actor }: Work, book: RoleBook, roleId: string): Promise<void> {
  const role = await em.findOneOrFail(RoleSchema, { id: roleId });
  await mayGrantRole(em, actor, book, role);
}
