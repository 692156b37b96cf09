import { affected, sql } from '../../../platform/database/index.ts';
import { newId } from '../../../platform/ids.ts';
import { hashToken, newToken } from '../../../platform/secrets.ts';
import type { Work } from '../../permissions/index.ts';
import { hoursAfter } from '../sessions/session-times.ts';
import { AccountLinkSchema, LINK_HOURS, type LinkKind } from './account-link.ts';
import { queueStaffMail } from './queue-staff-mail.ts';

const MAIL_OF = {
  INVITATION: 'STAFF_INVITATION',
  PASSWORD_RESET: 'STAFF_PASSWORD_RESET',
  EMAIL_CHANGE: 'STAFF_EMAIL_CHANGE',
} as const;

/**
 * Mails a link, in the caller's transaction. An earlier invitation that was not used is worth nothing any more; an earlier
 * reset stays good for its hour, else a stranger who asks and asks would take the owner's link from under his hands.
 */
export async function sendLink(
  work: Work,
  link: { staffId: string; kind: LinkKind; newEmail?: string },
): Promise<void> {
  const { staffId, kind, newEmail = null } = link;
  const [id, token, now] = [newId(), newToken(), work.clock.now()];
  if (kind !== 'PASSWORD_RESET') await withdrawLinks(work, staffId, [kind]);
  await work.em.insert(AccountLinkSchema, {
    id,
    staffId,
    kind,
    tokenHash: hashToken(token),
    newEmail,
    sentAt: now,
    expiresAt: hoursAfter(now, LINK_HOURS[kind]),
  });
  await queueStaffMail(work, {
    staffId,
    kind: MAIL_OF[kind],
    occasion: id,
    linkToken: token,
    ...(newEmail === null ? {} : { to: newEmail }),
  });
}

/** Takes away the links that were not used yet. */
export async function withdrawLinks(work: Work, staffId: string, kinds: readonly LinkKind[]): Promise<void> {
  await affected(
    work.em,
    sql`delete from account_link where staff_id = ${staffId} and kind = any(${kinds}) and used_at is null`,
  );
}
