import { affected, sql, sqlStateOf, type EntityManager } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { recordAudit } from '../../audit/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { accountTransaction } from '../account-transaction.ts';
import { asHimself } from '../as-himself.ts';
import { openLink, takeLink } from '../links/find-link.ts';
import { withdrawLinks } from '../links/send-link.ts';
import { queueStaffMail } from '../links/queue-staff-mail.ts';
import type { RequestBrowser } from '../request-browser.ts';

/** PostgreSQL’s name for a value that is there already. */
const UNIQUE_VIOLATION = '23505';

/**
 * Signs in with another address from now on; the old one is told. Needs no session: who has the link has the new mailbox.
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED, RATE_LIMITED, ADDRESS_IN_USE: only who reads that mailbox is told
 */
export async function confirmEmailChange(
  context: RequestBrowser & Pick<RequestContext, 'work'>,
  token: string,
): Promise<void> {
  const { work } = context;
  await context.signInThrottle.countAddress(context.address);
  const link = await openLink(work, token, ['EMAIL_CHANGE']);
  await accountTransaction(work, async (em) => {
    const inside = asHimself({ ...work, em }, link.staffId);
    await takeLink(inside, link);
    await queueStaffMail(inside, { staffId: link.staffId, kind: 'STAFF_EMAIL_CHANGED', occasion: link.id });
    await changeAddress(em, link);
    // One that went to the old mailbox lets nobody in any more.
    await withdrawLinks(inside, link.staffId, ['PASSWORD_RESET']);
    await recordAudit(inside, [{ action: 'staff.email-changed', subjectType: 'StaffUser', subjectId: link.staffId }]);
  });
}

/** Of two who come at once with one address, the database lets one have it. */
async function changeAddress(em: EntityManager, link: { staffId: string; newEmail: string | null }): Promise<void> {
  try {
    await affected(em, sql`update staff_user set email = ${link.newEmail} where id = ${link.staffId}`);
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
    throw new DomainError('ADDRESS_IN_USE', 'Somebody signs in with this mail address already.', ['token']);
  }
}
