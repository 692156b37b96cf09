import type { Faker } from '@faker-js/faker';
import { createStoppedClock, plus, type LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import {
  anonymiseCandidate,
  carryOutDueErasures,
  carryOutRun,
  openRun,
  planBySurvey,
  planErasures,
} from '../anonymisation/index.ts';
import { anonymiseMyData, keepMyData, sendNotices } from '../contact-moments/index.ts';
import type { StaffActor, Work } from '../permissions/index.ts';
import { deleteSome } from './delete-some.ts';
import type { SettledAgency } from './invent-candidates.ts';

const WEEKS = 9;
/** Weeks in which staff have not come round to clicking, so that there is something to do. */
const BACKLOG_WEEKS = 2;
const DELETING_WEEK = 1;

interface MailedLink {
  mail_id: string;
  link_sealed: Buffer;
}

/**
 * Lets the last weeks happen, with the product's own deeds at the days on which they would have been done: plans, notices,
 * answers, erasures by the sweep and by staff. What is queued today stays queued: the running product sends it.
 */
export async function liveThrough(
  work: Work,
  faker: Faker,
  agencies: readonly SettledAgency[],
  staff: { recruiter: StaffActor; officer: StaffActor },
): Promise<void> {
  const today = work.clock.today();
  let asked: string[] = [];
  for (let week = WEEKS; week >= 0; week -= 1) {
    const then = week === 0 ? work : onDay(work, plus(today, { days: -7 * week }));
    const asStaff: Work = { ...then, actor: staff.recruiter };
    await answer(then, faker, asked);
    for (const agency of agencies) {
      await planBySurvey(then, agency.id);
      await planErasures(then, agency.id);
      await carryOutDueErasures(then, agency.id);
      if (week > BACKLOG_WEEKS) await carryOutAll(asStaff, agency.id);
      await sendNotices(then, agency.id);
    }
    if (week === DELETING_WEEK) await deleteSome(then, agencies[0]!.id, staff);
    if (week > 0) {
      await anonymiseOnRequest(asStaff, faker);
      asked = await deliver(then, faker);
    }
  }
}

/** Nine o'clock in the morning in winter, ten in summer. */
const onDay = (work: Work, day: LocalDate): Work => ({ ...work, clock: createStoppedClock(`${day}T08:00:00Z`) });

/** Some keep, some anonymise themselves, most say nothing. */
async function answer(work: Work, faker: Faker, tokens: readonly string[]): Promise<void> {
  for (const token of tokens) {
    const choice = faker.number.float();
    if (choice < 0.2) await keepMyData(work, token);
    else if (choice < 0.28) await anonymiseMyData(work, token);
  }
}

/** What waits for a person's click. */
async function carryOutAll(work: Work, agencyId: string): Promise<void> {
  const runId = await openRun(work, { agencyId, trigger: 'STAFF' });
  if (runId !== undefined) await carryOutRun(work, runId);
}

/** Somebody who rang and asked for it (C58). */
async function anonymiseOnRequest(work: Work, faker: Faker): Promise<void> {
  const [candidate] = await rows<{ id: string }>(
    work.em,
    sql`select c.id from candidate c
        where not c.anonymised and c.approved_on is null and c.registered_on < ${work.clock.today()}::date
          and not exists (select from hold h where h.candidate_id = c.id)
        order by c.id offset ${faker.number.int({ min: 0, max: 40 })} limit 1`,
  );
  if (candidate)
    await anonymiseCandidate(work, {
      candidateId: candidate.id,
      memo: 'Telefonisch verzoek',
      idempotencyKey: `demo-${candidate.id}`,
    });
}

/**
 * What the sender would have made of the mails of that day; here nothing is sent.
 * @returns the links that arrived, in a fixed order.
 */
async function deliver(work: Work, faker: Faker): Promise<string[]> {
  const links = await rows<MailedLink>(
    work.em,
    sql`select id as mail_id, link_sealed from outgoing_mail where state = 'QUEUED' and link_sealed is not null order by candidate_id`,
  );
  const bounced = links.filter(() => faker.datatype.boolean(0.015)).map((one) => one.mail_id);
  const sentAt = new Date(work.clock.now().getTime() + 90_000).toISOString();
  await rows(work.em, sql`delete from outgoing_mail where state = 'QUEUED' and candidate_id is null`);
  await rows(
    work.em,
    sql`update outgoing_mail set attempts = 1, link_sealed = null,
          state = case when id = any(${bounced}) then 'FAILED' else 'SENT' end,
          problem = case when id = any(${bounced}) then 'SMTP_550' end,
          sent_at = case when id = any(${bounced}) then null else ${sentAt}::timestamptz end
        where state = 'QUEUED'`,
  );
  const arrived = links.filter((one) => !bounced.includes(one.mail_id));
  return arrived.map((one) =>
    work.secrets.open(one.link_sealed, { table: 'outgoing_mail', row: one.mail_id, column: 'link_sealed' }),
  );
}
