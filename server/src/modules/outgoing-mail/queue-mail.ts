import { randomUUID } from 'node:crypto';
import { affected, arrayOf, rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../permissions/index.ts';
import type { MailKind } from './outgoing-mail.entity.ts';

export interface MailToQueue {
  agencyId: string;
  candidateId: string;
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
  const records = mails.map((mail) => {
    const id = newId();
    return {
      id,
      agency_id: mail.agencyId,
      candidate_id: mail.candidateId,
      kind: mail.kind,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      link_sealed: mail.linkToken === undefined ? null : `\\x${seal(work, id, 'link_sealed', mail.linkToken)}`,
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

/** The same letter to people who are no longer known. */
export interface SealedMails {
  agencyId: string;
  kind: MailKind;
  subject: string;
  text: string;
  to: readonly string[];
}

/**
 * Stores a letter for each of these addresses, in the caller's transaction. The address stands sealed in a row that
 * nothing joins to the person, and that goes when the mail has left. What is the same in all of them goes to the database
 * once, so that a batch of thousands is a small statement.
 */
export async function queueSealedMails(work: Work, letter: SealedMails): Promise<void> {
  if (letter.to.length === 0) return;
  const now = work.clock.now().toISOString();
  const ids: string[] = [];
  const sealed: string[] = [];
  for (const address of letter.to) {
    const id = newId();
    ids.push(id);
    sealed.push(seal(work, id, 'to_sealed', address));
  }
  await rows(
    work.em,
    sql`insert into outgoing_mail (id, agency_id, kind, to_sealed, subject, text, message_id, dedupe_key, state, attempts, queued_at, next_attempt_at)
        select id, ${letter.agencyId}::uuid, ${letter.kind}, decode(sealed, 'hex'), ${letter.subject}, ${letter.text},
          '<' || gen_random_uuid() || '@wisbaar>', 'sealed:' || id, 'QUEUED', 0, ${now}::timestamptz, ${now}::timestamptz
        from unnest(${arrayOf(ids)}::uuid[], ${arrayOf(sealed)}::text[]) as addressee (id, sealed)`,
  );
}

/** In hexadecimal. */
const seal = ({ secrets }: Work, id: string, column: string, text: string) =>
  secrets.seal(text, { table: 'outgoing_mail', row: id, column }).toString('hex');

/** Keeps back the notices that have not left yet, of people whose plan was answered or cancelled. */
export async function withdrawNotices(em: EntityManager, candidateIds: readonly string[]): Promise<void> {
  if (candidateIds.length === 0) return;
  await rows(
    em,
    sql`update outgoing_mail set state = 'WITHDRAWN', link_sealed = null
        where candidate_id = any(${candidateIds}) and kind = 'ERASURE_NOTICE' and state = 'QUEUED'`,
  );
}
