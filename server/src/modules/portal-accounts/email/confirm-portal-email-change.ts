import { affected, sql, sqlStateOf } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { accountTransaction, type RequestBrowser } from '../../accounts/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { accountPlace, mailFingerprint } from '../account/sealed-names.ts';
import { openPortalLink, takePortalLink, withdrawPortalLinks, type OpenPortalLink } from '../links/portal-links.ts';
import { queuePortalMail } from '../links/queue-portal-mail.ts';
import { countVisitor } from '../sign-in/count-visitor.ts';

/** PostgreSQL’s name for a value that is there already. */
export const UNIQUE_VIOLATION = '23505';

/**
 * Takes the new address into use; the old one is told. Needs no session: who has the link has the new mailbox.
 * @throws DomainError LINK_UNKNOWN, LINK_EXPIRED, RATE_LIMITED, ADDRESS_IN_USE: only who reads that mailbox is told
 */
export async function confirmPortalEmailChange(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'visitorAddress'>,
  token: string,
): Promise<void> {
  const { work } = context;
  await countVisitor(context);
  const link = await openPortalLink(work, token, 'EMAIL_CHANGE');
  const { accountId } = link;
  await accountTransaction(work, async (em) => {
    const inside = { ...work, em };
    await takePortalLink(inside, link);
    await queuePortalMail(inside, { accountId, kind: 'PORTAL_EMAIL_CHANGED', occasion: link.id });
    await changeAddress(inside, link);
    // One that went to the old mailbox lets nobody in any more.
    await withdrawPortalLinks(inside, accountId, ['PASSWORD_RESET']);
  });
}

/** Of two who come at once with one address, the database lets one have it. */
async function changeAddress({ em, secrets }: Work, { accountId, newEmail }: OpenPortalLink): Promise<void> {
  try {
    const sealed = secrets.seal(newEmail!, accountPlace(accountId, 'email_sealed'));
    await affected(
      em,
      sql`update portal_account set email_sealed = ${sealed}, email_hash = ${mailFingerprint(secrets, newEmail!)}
          where id = ${accountId}`,
    );
  } catch (error) {
    if (sqlStateOf(error) !== UNIQUE_VIOLATION) throw error;
    throw new DomainError('ADDRESS_IN_USE', 'Somebody signs in with this mail address already.', ['token']);
  }
}
