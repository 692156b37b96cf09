import { daysBetween, plus, type LocalDate } from '../../platform/clock.ts';
import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { termEndsByItself } from '../anonymisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { inSelection, selectionOfAll, type RuleSet } from '../selection-rules/index.ts';

/** People looked at for a forecast, all its days together: for more people its bars stand for more days each. */
const LOOKS = 10_000_000;
const FORECAST_DAYS = 92;

/** Mails on some days that follow each other: one day, unless there are too many people to look at each day. */
export interface MailsOfDays {
  readonly day: LocalDate;
  /** The last of these days. */
  readonly until: LocalDate;
  readonly count: number;
}

/**
 * How many mails the set would send in the coming three months, if nothing else happened (B2): the first day has everybody
 * who is selected by now, the later ones who comes to be selected then; further contact moments follow so many days later.
 * Who was told already gets what is left, and who goes by the end of his term is told by the agency.
 */
export async function forecastMails(work: Work, set: RuleSet, looks = LOOKS): Promise<MailsOfDays[]> {
  const today = work.clock.today();
  const end = plus(today, { days: FORECAST_DAYS });
  return inSelection(work.em, async (em) => {
    const [people] = await rows<{ count: string }>(
      em,
      sql`select count(*) from candidate where agency_id = any(${set.agencyIds}::uuid[]) and not anonymised`,
    );
    const step = Math.max(1, Math.ceil((Number(people!.count) * FORECAST_DAYS) / looks));
    await rows(em, sql`create temp table selected_by_then (candidate_id uuid primary key) on commit drop`);
    /** By how many steps lie before it. */
    const mails = new Map<number, number>();
    for (let day = today; day <= end; day = plus(day, { days: step })) {
      for (const { told, count } of await selectedSince(em, set, day)) {
        if (count === 0) continue;
        for (const { daysAfterFirst } of set.content.moments) {
          // What was due before has been sent, and the first of all is what he was told by.
          const on = plus(told ?? day, { days: daysAfterFirst });
          if (on > end || on < day || (told !== null && daysAfterFirst === 0)) continue;
          const place = Math.floor(daysBetween(today, on) / step);
          mails.set(place, (mails.get(place) ?? 0) + count);
        }
      }
    }
    return [...mails]
      .toSorted(([one], [other]) => one - other)
      .map(([place, count]) => {
        const first = plus(today, { days: place * step });
        const last = plus(first, { days: step - 1 });
        return { day: first, until: last < end ? last : end, count };
      });
  });
}

interface Selected {
  /** The day on which these people were told first, of the plan that they have. */
  told: LocalDate | null;
  /** Of them, who has a mail address. */
  count: number;
}

/** Who comes to be selected on a day, without who goes already by the end of his term. */
async function selectedSince(em: EntityManager, set: RuleSet, day: LocalDate): Promise<Selected[]> {
  return rows<Selected>(
    em,
    sql`with new as (
          insert into selected_by_then select s.candidate_id from (${await selectionOfAll(em, set.content.rules, set.agencyIds, day)}) s
          on conflict do nothing returning candidate_id
        )
        select case when p.basis <> 'RULES' or p.rule_set_id = ${set.id} then (p.first_notice_at at time zone 'Europe/Amsterdam')::date::text end as told,
          count(coalesce(c.email_private, c.email_work))::int as count
        from new join candidate c on c.id = new.candidate_id
        join retention_policy policy on policy.agency_id = c.agency_id
        left join erasure_plan p on p.candidate_id = c.id and p.state = 'PLANNED'
        where p.id is null or p.basis = 'RULES' or p.basis <> 'STAFF' and not ${termEndsByItself}
        group by 1`,
  );
}
