import { writtenDate } from '../../platform/clock.ts';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { hashToken, newToken } from '../../platform/secrets.ts';
import { recordAudit } from '../audit/index.ts';
import { queueMail, type MailToQueue } from '../outgoing-mail/index.ts';
import type { Work } from '../permissions/index.ts';
import { comesByItself, endingOfPlan } from '../anonymisation/index.ts';
import { erasureRefusal, type Ending } from '../retention/index.ts';
import { fillPlaceholders } from './placeholders.ts';

const BATCH = 500;

interface DueNotice {
  plan_id: string;
  candidate_id: string;
  moment_id: string;
  agency_name: string;
  email: string | null;
  language: 'nl' | 'en';
  greeting: string | null;
  ending: Ending;
  /** Whether it comes on that day by itself; else on it or later, when somebody clicks (D13). */
  by_itself: boolean;
  due_on: string;
  subject: string;
  body: string;
}

/**
 * Mails one agency's people whose contact moment has come (C65–C71): the first as soon as there is a plan, later ones so
 * many days after it. Each takes place once for a plan, whatever runs twice; the unique key of `notice` sees to that.
 * Whom a set of rules selects has that set's contact moments, and none when it is without notice (C22); whom a survey asks, the
 * survey's, its question and its reminders (H43); everybody else the
 * agency's own. The date of anonymisation is never less than the days of either after the first one (C70, C71).
 * @param options.signal aborted: no other batch is begun.
 * @returns how many notices were queued.
 */
export async function sendNotices(
  work: Work,
  agencyId: string,
  { onBatch, signal }: { onBatch?: () => void | Promise<void>; signal?: AbortSignal } = {},
): Promise<number> {
  let queued = 0;
  while (!signal?.aborted) {
    const batch = await inTransaction(work.em, async (em) => noticeBatch({ ...work, em }, agencyId));
    queued += batch.queued;
    if (batch.seen === 0) break;
    await onBatch?.();
  }
  return queued;
}

/** SQL over `erasure_plan p`: who has asked to be erased is asked nothing more, and a survey that is off reminds nobody. */
const stillAsks = sql<boolean>`(p.requested_at is null
  and (p.survey_id is null or exists (select from survey s where s.id = p.survey_id and s.active)))`;

async function noticeBatch(work: Work, agencyId: string): Promise<{ seen: number; queued: number }> {
  const { em, clock } = work;
  const today = clock.today();
  const now = clock.now().toISOString();
  // Plans are locked, and skipped when another worker has them. Whom rules took over from a term has been told so far already, and
  // so has whoever had a mail that another has since taken the place of. On his day itself nobody is reminded any more.
  const claimed = await rows<{ plan_id: string; moment_id: string }>(
    em,
    sql`select p.id as plan_id, m.id as moment_id
        from erasure_plan p
        join candidate c on c.id = p.candidate_id
        join contact_moment m on m.agency_id = c.agency_id and m.active and (m.rule_set_id, m.survey_id) is not distinct from (p.rule_set_id, p.survey_id)
        where c.agency_id = ${agencyId} and p.state = 'PLANNED' and ${erasureRefusal(today)} is null and ${stillAsks}
          and (case when p.first_notice_at is null then m.days_after_first = 0
            else (p.first_notice_at at time zone 'Europe/Amsterdam')::date + m.days_after_first <= ${today}::date and p.due_on > ${today}::date end)
          and (p.notice_problem is null or p.notice_problem <> 'NO_ADDRESS')
          and not exists (select from notice n where n.plan_id = p.id and n.contact_moment_id = m.id)
          and not exists (select from notice n join contact_moment o on o.id = n.contact_moment_id
            where n.plan_id = p.id and ((o.rule_set_id, o.survey_id) is distinct from (m.rule_set_id, m.survey_id) or not o.active)
              and o.days_after_first >= m.days_after_first)
        order by p.id, m.days_after_first
        limit ${BATCH}
        for update of p skip locked`,
  );
  if (claimed.length === 0) return { seen: 0, queued: 0 };
  const planIds = claimed.map((one) => one.plan_id);
  const momentIds = claimed.map((one) => one.moment_id);

  // The date in the mail is the date that counts: moved first, rendered afterwards.
  await rows(
    em,
    sql`update erasure_plan p
        set first_notice_at = case when coalesce(c.email_private, c.email_work) is null then p.first_notice_at else coalesce(p.first_notice_at, ${now}::timestamptz) end,
          notice_problem = case when coalesce(c.email_private, c.email_work) is null then 'NO_ADDRESS' end,
          due_on = case when p.first_notice_at is null then greatest(p.due_on, ${today}::date + coalesce((r.content->>'daysToErasure')::int, policy.days_from_notice_to_erasure)) else p.due_on end
        from erasure_plan own left join rule_set r on r.id = own.rule_set_id, candidate c join retention_policy policy on policy.agency_id = c.agency_id
        where p.id = any(${planIds}) and own.id = p.id and c.id = p.candidate_id`,
  );
  const notices = await rows<DueNotice>(
    em,
    sql`select p.id as plan_id, c.id as candidate_id, m.id as moment_id, g.name as agency_name, c.language, p.due_on::text,
          coalesce(c.email_private, c.email_work) as email,
          coalesce(c.call_name, c.first_names, nullif(concat_ws(' ', c.name_prefix, c.last_name), '')) as greeting, ${endingOfPlan} as ending, ${comesByItself} as by_itself,
          case c.language when 'nl' then m.subject_nl else m.subject_en end as subject,
          case c.language when 'nl' then m.body_nl else m.body_en end as body
        from unnest(${planIds}::uuid[], ${momentIds}::uuid[]) as due (plan_id, moment_id)
        join erasure_plan p on p.id = due.plan_id
        join contact_moment m on m.id = due.moment_id
        join candidate c on c.id = p.candidate_id
        join agency g on g.id = c.agency_id
        join retention_policy policy on policy.agency_id = c.agency_id`,
  );
  const mails: MailToQueue[] = [];
  // Whoever can't be reached has had no notice; he gets one when there is an address.
  const reachable = notices.filter((notice) => notice.email !== null);
  const records = reachable.map((notice) => {
    const token = newToken();
    mails.push(renderNotice(notice, agencyId, token));
    return {
      id: newId(),
      plan_id: notice.plan_id,
      contact_moment_id: notice.moment_id,
      sent_on: today,
      link_hash: `\\x${hashToken(token).toString('hex')}`,
    };
  });
  await rows(
    em,
    sql`insert into notice select * from jsonb_populate_recordset(null::notice, ${JSON.stringify(records)}::jsonb)`,
  );
  const queued = await queueMail(work, mails);
  await recordAudit(work, [
    {
      action: 'notice.queued',
      subjectType: 'Agency',
      subjectId: agencyId,
      facts: { queued, withoutAddress: notices.length - mails.length },
    },
  ]);
  return { seen: claimed.length, queued };
}

const WHAT_HAPPENS: Readonly<Record<Ending, { nl: string; en: string }>> = {
  ANONYMISE: { nl: 'anoniem gemaakt', en: 'made anonymous' },
  DELETE: { nl: 'verwijderd', en: 'deleted' },
};

const ON_THE_DAY = {
  nl: { byItself: (day: string) => `op ${day}`, byHand: (day: string) => `op of na ${day}` },
  en: { byItself: (day: string) => `on ${day}`, byHand: (day: string) => `on or after ${day}` },
};

function renderNotice(notice: DueNotice, agencyId: string, token: string): MailToQueue {
  const day = writtenDate(notice.due_on, notice.language);
  const values = {
    naam: notice.greeting ?? (notice.language === 'nl' ? 'sollicitant' : 'applicant'),
    anonimiseringDatum: day,
    opDatum: ON_THE_DAY[notice.language][notice.by_itself ? 'byItself' : 'byHand'](day),
    bureau: notice.agency_name,
    watErGebeurt: WHAT_HAPPENS[notice.ending][notice.language],
  };
  return {
    agencyId,
    candidateId: notice.candidate_id,
    kind: 'ERASURE_NOTICE',
    to: notice.email!,
    subject: fillPlaceholders(notice.subject, values),
    text: fillPlaceholders(notice.body, values),
    linkToken: token,
    dedupeKey: `notice:${notice.plan_id}:${notice.moment_id}`,
  };
}
