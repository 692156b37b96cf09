import { affected, insertRecords, rows, sql } from '../../../platform/database/index.ts';
import { notFound } from '../../../platform/errors.ts';
import { type AuditFact, recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { roleToGrant, type RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { StaffAgencySchema } from '../staff.ts';
import { checkAgencies } from './check-agencies.ts';
import { checkName } from './invite-staff.ts';
import { keepingAnAdmin } from './keeping-an-admin.ts';
import { type Member, memberToChange } from './member-to-change.ts';

export interface StaffChange {
  name?: string | undefined;
  roleId?: string | undefined;
  agencyIds?: readonly string[] | undefined;
}

/**
 * Gives an employee another name, role or other agencies. It holds from his next request on, in every process.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LAST_ADMIN
 */
export async function updateStaff(work: Work, book: RoleBook, staffId: string, change: StaffChange): Promise<void> {
  const name = change.name === undefined ? undefined : checkName(change.name);
  const agencyIds = change.agencyIds && checkAgencies(work, change.agencyIds);
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const member = await memberToChange(inside, book, staffId);
    const facts = await keepingAnAdmin(em, member.agencyIds, async () => [
      ...(change.roleId === undefined ? [] : await giveRole(inside, book, member, change.roleId)),
      ...(agencyIds === undefined ? [] : await giveAgencies(inside, member, agencyIds)),
    ]);
    if (name !== undefined && name !== member.name) {
      await affected(em, sql`update staff_user set name = ${name} where id = ${staffId}`);
      facts.push({ action: 'staff.renamed', subjectType: 'StaffUser', subjectId: staffId });
    }
    await recordAudit(inside, facts);
  });
}

async function giveRole(work: Work, book: RoleBook, member: Member, roleId: string): Promise<AuditFact[]> {
  if (roleId === member.roleId) return [];
  const role = await roleToGrant(work.em, work.actor, book, roleId);
  if (!role) throw notFound();
  await affected(work.em, sql`update staff_user set role_id = ${roleId} where id = ${member.id}`);
  const facts = { from: member.roleId, to: roleId };
  return [{ action: 'staff.role-changed', subjectType: 'StaffUser', subjectId: member.id, facts }];
}

async function giveAgencies(work: Work, member: Member, agencyIds: readonly string[]): Promise<AuditFact[]> {
  const from = member.agencyIds.toSorted().join(' ');
  const to = agencyIds.toSorted().join(' ');
  if (from === to) return [];
  await rows(work.em, sql`delete from staff_agency where staff_id = ${member.id}`);
  await insertRecords(
    work.em,
    StaffAgencySchema,
    agencyIds.map((agencyId) => ({ staffId: member.id, agencyId })),
  );
  return [{ action: 'staff.agencies-changed', subjectType: 'StaffUser', subjectId: member.id, facts: { from, to } }];
}
