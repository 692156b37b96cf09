import { affected, insertRecords, sql } from '../../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { isMailAddress } from '../../../platform/mail-address.ts';
import { recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { roleToGrant, type RoleBook } from '../../roles/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { sendLink } from '../links/send-link.ts';
import { StaffAgencySchema, type StaffLanguage } from '../staff.ts';
import { checkAgencies } from './check-agencies.ts';

const LONGEST_NAME = 200;

export interface Invitation {
  name: string;
  email: string;
  roleId: string;
  agencyIds: readonly string[];
  language: StaffLanguage;
}

/**
 * Makes an account without a password, and mails its owner a link to choose one.
 * @returns its id.
 * @throws DomainError BAD_USER_INPUT, ADDRESS_IN_USE, FORBIDDEN for a role that may do more than the actor
 */
export async function inviteStaff(work: Work, book: RoleBook, invitation: Invitation): Promise<string> {
  const name = checkName(invitation.name);
  const email = invitation.email.trim().toLowerCase();
  if (!isMailAddress(email)) throw badInput('email', 'This is not a mail address.');
  const agencyIds = checkAgencies(work, invitation.agencyIds);
  const staffId = newId();
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const role = await roleToGrant(em, work.actor, book, invitation.roleId);
    if (!role) throw notFound();
    const made = await affected(
      em,
      sql`insert into staff_user (id, name, email, role_id, language)
          values (${staffId}, ${name}, ${email}, ${role.id}, ${invitation.language})
          on conflict (email) do nothing`,
    );
    if (made === 0)
      throw new DomainError('ADDRESS_IN_USE', 'Somebody signs in with this mail address already.', ['email']);
    await insertRecords(
      em,
      StaffAgencySchema,
      agencyIds.map((agencyId) => ({ staffId, agencyId })),
    );
    await sendLink(inside, { staffId, kind: 'INVITATION' });
    await recordAudit(inside, [
      {
        action: 'staff.invited',
        subjectType: 'StaffUser',
        subjectId: staffId,
        facts: { role: role.id, agencies: agencyIds.toSorted().join(' ') },
      },
    ]);
  });
  return staffId;
}

/** @throws DomainError BAD_USER_INPUT */
export function checkName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name))
    throw badInput('name', `Give a name of 1 to ${LONGEST_NAME} characters.`);
  return name;
}
