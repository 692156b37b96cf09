import { randomUUID } from 'node:crypto';
import { affected, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import type { MailKind } from './outgoing-mail.entity.ts';

export interface MailToQueue {
  agencyId: string;
  /** `null`: a mail to somebody who is no longer known; its address is sealed and the row goes when the mail has left. */
  candidateId: string | null;
  kind: MailKind;
  to: string;
  subject: string;
  /** With `{anonimiseringLink}` where the link comes. */
  text: string;
  /** The mailed link's secret; sealed until the mail has left. */
  linkToken?: string;
  dedupeKey: string;
}

/**
 * Stores mails for the sender, in the caller's transaction: the deed and its mail happen together or not at all.
 * A mail with a `dedupeKey` that is known already is not stored again.
 * @returns how many were new.
 */
export async function queueMail(work: Work, mails: readonly MailToQueue[]): Promise<number> {
  if (mails.length === 0) return 0;
  const now = work.clock.now().toISOString();
  const seal = (id: string, column: string, text: string | undefined) =>
    text === undefined
      ? null
      : `\\x${work.secrets.seal(text, { table: 'outgoing_mail', row: id, column }).toString('hex')}`;
  const records = mails.map((mail) => {
    const id = newId();
    const known = mail.candidateId !== null;
    return {
      id,
      agency_id: mail.agencyId,
      candidate_id: mail.candidateId,
      kind: mail.kind,
      to: known ? mail.to : null,
      to_sealed: known ? null : seal(id, 'to_sealed', mail.to),
      subject: mail.subject,
      text: mail.text,
      link_sealed: seal(id, 'link_sealed', mail.linkToken),
      message_id: `<${randomUUID()}@wisbaar>`,
      dedupe_key: mail.dedupeKey,
      state: 'QUEUED',
      attempts: 0,
      queued_at: now,
      next_attempt_at: now,
    };
  });
  return affected(
    work.em,
    sql`insert into outgoing_mail
        select * from jsonb_populate_recordset(null::outgoing_mail, ${JSON.stringify(records)}::jsonb)
        on conflict (dedupe_key) do nothing`,
  );
}

/** Keeps back the notices that have not left yet, of people whose plan was answered or cancelled. */
export async function withdrawNotices(em: EntityManager, candidateIds: readonly string[]): Promise<void> {
  if (candidateIds.length === 0) return;
  await rows(
    em,
    sql`update outgoing_mail set state = 'WITHDRAWN', link_sealed = null
        where candidate_id = any(${candidateIds}) and kind = 'ERASURE_NOTICE' and state = 'QUEUED'`,
  );
}
