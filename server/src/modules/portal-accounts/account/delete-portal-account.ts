import { affected, sql } from '../../../platform/database/index.ts';
import { accountTransaction } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { mustBeFreshInPortal } from '../sessions/must-be-fresh-in-portal.ts';

/**
 * Removes one's own account, with its sessions, links and whose it is. What the agency holds of the person stays: for that there is
 * “make me anonymous”.
 * @throws DomainError UNAUTHENTICATED, REAUTHENTICATION_REQUIRED
 */
export async function deletePortalAccount(context: Pick<RequestContext, 'work' | 'portal'>): Promise<void> {
  const { accountId } = await mustBeFreshInPortal(context);
  await accountTransaction(context.work, (em) => affected(em, sql`delete from portal_account where id = ${accountId}`));
}
