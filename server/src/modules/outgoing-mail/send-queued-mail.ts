import { affected, inTransaction, rows, sql } from '../../platform/database/index.ts';
import { letterHtml, type Delivery, type Letter, type Post } from '../../platform/mail/index.ts';
import type { Work } from '../permissions/index.ts';

const BATCH = 20;
/** A row that is still `SENDING` after this long belongs to a process that died. */
const LEASE_MINUTES = 10;
/** Minutes before each next attempt, five days in all; after the last, the mail has failed. */
const BACK_OFF = [1, 5, 15, 60, 240, 720, 1_440, 1_440, 1_440, 1_440];

interface Claimed {
  id: string;
  candidate_id: string | null;
  to: string | null;
  to_sealed: Buffer | null;
  subject: string;
  text: string;
  link_sealed: Buffer | null;
  message_id: string;
  attempts: number;
  agency_name: string;
  agency_email: string;
}

/**
 * Sends what is queued, and nothing twice. Each mail is marked `SENDING`, and that is committed, before a word is said to
 * the server; whatever is found in that state later may have arrived, and goes to a person (`REVIEW`).
 * @param linkBase what comes before the secret in a mailed link: `https://portal.example/bewaren#`.
 * @returns how many left.
 */
export async function sendQueuedMail(
  work: Work,
  post: Post,
  linkBase: string,
  onMail: () => void | Promise<void> = () => undefined,
): Promise<number> {
  await reviewAbandoned(work);
  let sent = 0;
  for (;;) {
    const claimed = await claim(work);
    if (claimed.length === 0) return sent;
    for (const mail of claimed) {
      if (!(await renewLease(work, mail))) continue;
      const delivery = await deliver(work, post, mail, linkBase);
      await settle(work, mail, delivery);
      if (delivery.outcome === 'SENT') sent += 1;
      await onMail();
    }
  }
}

const inMinutes = (work: Work, minutes: number) =>
  new Date(work.clock.now().getTime() + minutes * 60_000).toISOString();

/** A confirmation that may have left is not kept for review: its address may not stay (C75). */
async function reviewAbandoned(work: Work): Promise<void> {
  const now = work.clock.now().toISOString();
  await affected(
    work.em,
    sql`delete from outgoing_mail where state = 'SENDING' and next_attempt_at < ${now}::timestamptz and candidate_id is null`,
  );
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
          returning m.id, m.candidate_id, m."to", m.to_sealed, m.subject, m.text, m.link_sealed, m.message_id, m.attempts,
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
async function deliver(work: Work, post: Post, mail: Claimed, linkBase: string): Promise<Delivery> {
  let letter: Letter;
  try {
    letter = letterOf(work, mail, linkBase);
  } catch {
    return { outcome: 'REFUSED', problem: 'SEAL_BROKEN' };
  }
  return post.deliver(letter);
}

function letterOf(work: Work, mail: Claimed, linkBase: string): Letter {
  const open = (column: string, sealed: Buffer | null) =>
    sealed === null ? undefined : work.secrets.open(sealed, { table: 'outgoing_mail', row: mail.id, column });
  const token = open('link_sealed', mail.link_sealed);
  const link = token === undefined ? undefined : `${linkBase}${token}`;
  const text = link === undefined ? mail.text : mail.text.replaceAll('{anonimiseringLink}', link);
  return {
    from: { name: mail.agency_name, address: mail.agency_email },
    to: mail.to ?? open('to_sealed', mail.to_sealed)!,
    subject: mail.subject,
    text,
    html: letterHtml(text, link),
    messageId: mail.message_id,
  };
}

async function settle(work: Work, mail: Claimed, delivery: Delivery): Promise<void> {
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
    await affected(work.em, sql`delete from outgoing_mail where ${ours}`);
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
