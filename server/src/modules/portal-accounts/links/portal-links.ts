import { randomUUID } from 'node:crypto';
import { affected, outsideRowScope, rows, sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { hashToken, newToken } from '../../../platform/secrets.ts';
import { hoursAfter } from '../../accounts/index.ts';
import type { Work } from '../../permissions/index.ts';
import { accountPlace, linkPlace } from '../account/sealed-names.ts';
import { coarse, coarseEnd } from '../coarse-moment.ts';
import { PORTAL_LINK_HOURS, PortalAccountLinkSchema, type PortalLinkKind } from '../portal-account-link.ts';
import { queuePortalMail } from './queue-portal-mail.ts';

const MAIL_OF = { PASSWORD_RESET: 'PORTAL_PASSWORD_RESET', EMAIL_CHANGE: 'PORTAL_EMAIL_CHANGE' } as const;

/**
 * Mails a link, in the caller's transaction. An earlier change of address is for the caller to withdraw; an earlier reset stays good for its hour, else a stranger who asks and asks would take the owner's link from under his hands.
 */
export async function sendPortalLink(
  work: Work,
  link: { accountId: string; kind: PortalLinkKind; newEmail?: string },
): Promise<void> {
  const { accountId, kind, newEmail } = link;
  const [id, token, now] = [randomUUID(), newToken(), work.clock.now()];
  await work.em.insert(PortalAccountLinkSchema, {
    id,
    accountId,
    kind,
    tokenHash: hashToken(token),
    newEmailSealed: newEmail === undefined ? null : work.secrets.seal(newEmail, linkPlace(id)),
    sentAt: coarse(now),
    expiresAt: hoursAfter(coarseEnd(now), PORTAL_LINK_HOURS[kind]),
  });
  await queuePortalMail(work, {
    accountId,
    kind: MAIL_OF[kind],
    occasion: id,
    linkToken: token,
    ...(newEmail === undefined ? {} : { to: newEmail }),
  });
}

/** Takes away the links that were not used yet. */
export async function withdrawPortalLinks(
  work: Work,
  accountId: string,
  kinds: readonly PortalLinkKind[],
): Promise<void> {
  await affected(
    work.em,
    sql`delete from portal_account_link where account_id = ${accountId} and kind = any(${kinds}) and used_at is null`,
  );
}

export interface OpenPortalLink {
  id: string;
  kind: PortalLinkKind;
  accountId: string;
  userName: string;
  email: string;
  newEmail: string | null;
}
export type FoundPortalLink = { state: 'UNKNOWN' | 'USED' | 'EXPIRED' } | ({ state: 'OPEN' } & OpenPortalLink);

/** Looks at a mailed link, and changes nothing (S9). Who holds it reads the mailbox, and may know whose account it is. */
export async function findPortalLink(work: Work, token: string): Promise<FoundPortalLink> {
  const [link] = await outsideRowScope(() =>
    rows<{
      id: string;
      kind: PortalLinkKind;
      account_id: string;
      user_name_sealed: Buffer;
      email_sealed: Buffer;
      new_email_sealed: Buffer | null;
      used: boolean;
      expired: boolean;
    }>(
      work.em,
      sql`select l.id, l.kind, l.account_id, a.user_name_sealed, a.email_sealed, l.new_email_sealed,
            l.used_at is not null as used, l.expires_at <= ${work.clock.now().toISOString()}::timestamptz as expired
          from portal_account_link l join portal_account a on a.id = l.account_id
          where l.token_hash = ${hashToken(token)}`,
    ),
  );
  if (!link) return { state: 'UNKNOWN' };
  if (link.used) return { state: 'USED' };
  if (link.expired) return { state: 'EXPIRED' };
  const own = (column: 'user_name_sealed' | 'email_sealed') =>
    work.secrets.open(link[column], accountPlace(link.account_id, column));
  return {
    state: 'OPEN',
    id: link.id,
    kind: link.kind,
    accountId: link.account_id,
    userName: own('user_name_sealed'),
    email: own('email_sealed'),
    newEmail: link.new_email_sealed && work.secrets.open(link.new_email_sealed, linkPlace(link.id)),
  };
}

/** The same, for who is about to use it. @throws DomainError LINK_UNKNOWN, LINK_EXPIRED */
export async function openPortalLink(work: Work, token: string, kind: PortalLinkKind): Promise<OpenPortalLink> {
  const link = await findPortalLink(work, token);
  if (link.state === 'OPEN' && link.kind === kind) return link;
  if (link.state === 'EXPIRED' || link.state === 'USED') throw linkHasGone();
  throw new DomainError('LINK_UNKNOWN', 'This link is not known.', ['token']);
}

/** Uses it up, in the caller's transaction: of two that come at once, one has it (S10). @throws DomainError LINK_EXPIRED */
export async function takePortalLink(work: Work, link: OpenPortalLink): Promise<void> {
  const now = work.clock.now().toISOString();
  const taken = await affected(
    work.em,
    sql`update portal_account_link set used_at = ${coarse(work.clock.now()).toISOString()}::timestamptz
        where id = ${link.id} and used_at is null and expires_at > ${now}::timestamptz`,
  );
  if (taken === 0) throw linkHasGone();
}

export const linkHasGone = () =>
  new DomainError('LINK_EXPIRED', 'This link has expired, or was used already.', ['token']);
