import { affected, inTransaction, rows, sql, type Sql } from '../../platform/database/index.ts';
import { letterHtml, type Delivery, type Letter, type Post } from '../../platform/mail/index.ts';
import type { Work } from '../permissions/index.ts';
import type { MailKind } from './outgoing-mail.entity.ts';

const BATCH = 20;
/** A row that is still `SENDING` after this long belongs to a process that died. */
const LEASE_MINUTES = 10;
/** Minutes before each next attempt, five days in all; after the last, the mail has failed. */
const BACK_OFF = [1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440, 1_440];

/** Whose texts lead to pages of the portal: `{portal}/inloggen`. */
const WITH_PAGES: ReadonlySet<MailKind> = new Set<MailKind>(['JOB_ALERT', 'PORTAL_UNUSED']);
/** Sent again and again, until the reader stops it: by the page of the link, or without a page by his mail program. */
const SERIES: ReadonlySet<MailKind> = new Set<MailKind>(['JOB_ALERT']);

const stopAddress = (page: string, token: string): string => `${page.replace(/#$/, '')}/stop/${token}`;

/** What comes before the secret in a mailed link: `https://portal.example/bewaren#`. */
export type MailLinks = (kind: MailKind) => string;

interface Claimed {
  id: string;
  kind: MailKind;
  candidate_id: string | null;
  to: string | null;
  to_sealed: Buffer | null;
  subject: string;
  text: string;
  text_sealed: Buffer | null;
  link_sealed: Buffer | null;
  message_id: string;
  attempts: number;
  agency_name: string;
  agency_email: string;
}

/** A sealed letter whose row goes: nothing else will remember what became of it. */
export interface SettledLetter {
  readonly agencyId: string;
  readonly kind: MailKind;
  /** As it was queued. */
  readonly occasion: string;
  /** `FAILED`: refused, or tried too often; `UNCLEAR`: it may have arrived. */
  readonly outcome: 'SENT' | 'FAILED' | 'UNCLEAR';
}

export interface Sending {
  readonly onMail?: () => void | Promise<void>;
  /** Aborted: those that were claimed still leave, and no others (F7). */
  readonly signal?: AbortSignal;
  /** In the transaction in which the letter's row goes. */
  readonly onLetterSettled?: (work: Work, letter: SettledLetter) => Promise<void>;
}

/**
 * Sends what is queued, and nothing twice. Each mail is marked `SENDING`, and that is committed, before a word is said to
 * the server; whatever is found in that state later may have arrived, and goes to a person (`REVIEW`).
 * @returns how many left.
 */
export async function sendQueuedMail(work: Work, post: Post, links: MailLinks, sending: Sending = {}): Promise<number> {
  const { onMail, signal } = sending;
  await reviewAbandoned(work, sending);
  let sent = 0;
  while (!signal?.aborted) {
    const claimed = await claim(work);
    if (claimed.length === 0) break;
    for (const mail of claimed) {
      if (!(await renewLease(work, mail))) continue;
      const delivery = await deliver(work, post, mail, links);
      await settle(work, mail, delivery, sending);
      if (delivery.outcome === 'SENT') sent += 1;
      await onMail?.();
    }
  }
  return sent;
}

const inMinutes = (work: Work, minutes: number) =>
  new Date(work.clock.now().getTime() + minutes * 60_000).toISOString();

/** A confirmation that may have left is not kept for review: its address may not stay (C75). */
async function reviewAbandoned(work: Work, sending: Sending): Promise<void> {
  const now = work.clock.now().toISOString();
  const abandoned = sql`state = 'SENDING' and next_attempt_at < ${now}::timestamptz and candidate_id is null`;
  await removeLetters(work, abandoned, 'UNCLEAR', sending);
  await affected(
    work.em,
    sql`update outgoing_mail set state = 'REVIEW', problem = 'INTERRUPTED', link_sealed = null
        where state = 'SENDING' and next_attempt_at < ${now}::timestamptz`,
  );
}

function claim(work: Work): Promise<Claimed[]> {
  return inTransaction(work.em, (em) =>
    rows<Claimed>(
      em,
      sql`update outgoing_mail m
          set state = 'SENDING', attempts = m.attempts + 1, next_attempt_at = ${inMinutes(work, LEASE_MINUTES)}::timestamptz
          from agency g
          where g.id = m.agency_id and m.id in (
            select id from outgoing_mail
            where state = 'QUEUED' and next_attempt_at <= ${work.clock.now().toISOString()}::timestamptz
            order by next_attempt_at limit ${BATCH} for update skip locked)
          returning m.id, m.kind, m.candidate_id, m."to", m.to_sealed, m.subject, m.text, m.text_sealed, m.link_sealed, m.message_id, m.attempts,
            g.name as agency_name, g.contact_email as agency_email`,
    ),
  );
}

/** Before each mail: the ones before it may have taken long, and who is erased meanwhile gets none. */
async function renewLease(work: Work, mail: Claimed): Promise<boolean> {
  const until = inMinutes(work, LEASE_MINUTES);
  const ours = sql`update outgoing_mail set next_attempt_at = ${until}::timestamptz where id = ${mail.id} and state = 'SENDING'`;
  return (await affected(work.em, ours)) === 1;
}

/** A mail that can't be put together, since its seal does not open, keeps no other one from leaving. */
async function deliver(work: Work, post: Post, mail: Claimed, links: MailLinks): Promise<Delivery> {
  let letter: Letter;
  try {
    letter = letterOf(work, mail, links);
  } catch {
    return { outcome: 'REFUSED', problem: 'SEAL_BROKEN' };
  }
  return post.deliver(letter);
}

function letterOf(work: Work, mail: Claimed, links: MailLinks): Letter {
  const open = (column: string, sealed: Buffer | null) =>
    sealed === null ? undefined : work.secrets.open(sealed, { table: 'outgoing_mail', row: mail.id, column });
  const token = open('link_sealed', mail.link_sealed);
  const link = token === undefined ? undefined : `${links(mail.kind)}${token}`;
  const written = open('text_sealed', mail.text_sealed) ?? mail.text;
  const inText: string[] = link === undefined ? [] : [link];
  let text = link === undefined ? written : written.replace(/\{(anonimiseringLink|link)\}/g, () => link);
  if (WITH_PAGES.has(mail.kind))
    text = text.replace(/\{portal\}(\S*)/g, (_, path: string) => {
      const address = `${new URL(links(mail.kind)).origin}${path}`;
      inText.push(address);
      return address;
    });
  return {
    from: { name: mail.agency_name, address: mail.agency_email },
    to: mail.to ?? open('to_sealed', mail.to_sealed)!,
    subject: mail.subject,
    text,
    html: letterHtml(text, inText),
    messageId: mail.message_id,
    ...(token !== undefined && SERIES.has(mail.kind) ? { stopAt: stopAddress(links(mail.kind), token) } : {}),
  };
}

async function settle(work: Work, mail: Claimed, delivery: Delivery, sending: Sending): Promise<void> {
  const ours = sql`id = ${mail.id} and state = 'SENDING'`;
  const delay = BACK_OFF[mail.attempts - 1];
  if (delivery.outcome === 'LATER' && delay !== undefined) {
    await affected(
      work.em,
      sql`update outgoing_mail set state = 'QUEUED', problem = ${delivery.problem}, next_attempt_at = ${inMinutes(work, delay)}::timestamptz where ${ours}`,
    );
    return;
  }
  if (mail.candidate_id === null) {
    const { outcome } = delivery;
    await removeLetters(work, ours, outcome === 'SENT' || outcome === 'UNCLEAR' ? outcome : 'FAILED', sending);
    return;
  }
  const state = delivery.outcome === 'SENT' ? 'SENT' : delivery.outcome === 'UNCLEAR' ? 'REVIEW' : 'FAILED';
  await affected(
    work.em,
    sql`update outgoing_mail
        set state = ${state}, link_sealed = null, problem = ${delivery.outcome === 'SENT' ? null : delivery.problem},
          sent_at = case when ${state} = 'SENT' then ${work.clock.now().toISOString()}::timestamptz end
        where ${ours}`,
  );
}

/** The address of a sealed letter may not stay, whatever became of it (C75); who must know is told in the same transaction. */
async function removeLetters(
  work: Work,
  which: Sql,
  outcome: SettledLetter['outcome'],
  { onLetterSettled }: Sending,
): Promise<void> {
  await inTransaction(work.em, async (em) => {
    const removed = await rows<{ agency_id: string; kind: MailKind; dedupe_key: string }>(
      em,
      sql`delete from outgoing_mail where ${which} returning agency_id, kind, dedupe_key`,
    );
    for (const { agency_id, kind, dedupe_key } of removed) {
      const occasion = dedupe_key.startsWith(`${kind}:`) ? dedupe_key.slice(kind.length + 1) : dedupe_key;
      await onLetterSettled?.({ ...work, em }, { agencyId: agency_id, kind, occasion, outcome });
    }
  });
}
