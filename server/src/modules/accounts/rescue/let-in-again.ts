import { affected, rows, sql } from '../../../platform/database/index.ts';
import { badInput } from '../../../platform/errors.ts';
import { type AuditFact, recordAudit } from '../../audit/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { LINK_KINDS } from '../links/account-link.ts';
import { sendLink, withdrawLinks } from '../links/send-link.ts';
import { removeSecondFactorOf } from '../second-factor/turn-off-second-factor.ts';
import { endSessionsOf } from '../sessions/start-session.ts';

/**
 * Mails an employee a link to choose a password, also when he never had one: for who runs the product, when nobody is left in
 * the admin who can. A closed account is opened.
 * @param secondFactor whether it is taken away too.
 * @throws DomainError BAD_USER_INPUT where nobody of this agency has this address
 */
export async function letInAgain(
  work: Work,
  who: { agencyId: string; email: string; secondFactor: boolean },
): Promise<void> {
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const [staff] = await rows<{ id: string; disabled: boolean }>(
      em,
      sql`select u.id, u.disabled_at is not null as disabled from staff_user u
          where u.email = ${who.email.trim().toLowerCase()}
            and exists (select from staff_agency a where a.staff_id = u.id and a.agency_id = ${who.agencyId})
          for update`,
    );
    if (!staff) throw badInput('email', 'Nobody of this agency signs in with this mail address.');
    const facts: AuditFact[] = [
      { action: 'staff.password-reset-mailed', subjectType: 'StaffUser', subjectId: staff.id },
    ];
    if (staff.disabled) {
      await affected(em, sql`update staff_user set disabled_at = null where id = ${staff.id}`);
      facts.push({ action: 'staff.enabled', subjectType: 'StaffUser', subjectId: staff.id });
    }
    if (who.secondFactor && (await removeSecondFactorOf(em, staff.id)) > 0) {
      await endSessionsOf(inside, staff.id);
      facts.push({
        action: 'staff.second-factor-off',
        subjectType: 'StaffUser',
        subjectId: staff.id,
        facts: { by: 'COMMAND' },
      });
    }
    await withdrawLinks(inside, staff.id, LINK_KINDS);
    await sendLink(inside, { staffId: staff.id, kind: 'PASSWORD_RESET' });
    await recordAudit(inside, facts);
  });
}
