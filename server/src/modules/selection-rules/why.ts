import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { decide, type OutsideReason } from './decision.ts';
import type { Fact } from './facts.ts';
import type { Rule, RuleKind } from './rule-kind.ts';

/** `BLOCKED`: a NONE that keeps him out, since he has what nobody may have. */
export type RuleOutcome = 'MATCHED' | 'NOT_MATCHED' | 'BLOCKED';

export interface TracedFact extends Pick<Fact, 'nl' | 'en' | 'type' | 'fields'> {
  readonly value: string | null;
}

export interface TracedRule {
  readonly rule: Rule;
  readonly kind: RuleKind;
  readonly outcome: RuleOutcome;
  readonly facts: readonly TracedFact[];
}

export interface Why {
  readonly on: LocalDate;
  readonly selected: boolean;
  readonly outside: OutsideReason | null;
  /** Place of the deciding rule; -1: the configurable rules together; null: nobody decided, he isn't selected. */
  readonly decidedBy: number | null;
  readonly rules: readonly TracedRule[];
  /** The first day after `on`, within ten years, on which the answer is another; null: none. */
  readonly changesOn: LocalDate | null;
}

const YEARS_AHEAD = 10;

/**
 * Why one person is selected on a day, or isn't (B3): every rule of the set with the facts that it saw, who decides, and from
 * which day on the answer is another if nothing else happens.
 */
export async function whySelected(
  work: Work,
  rules: readonly Rule[],
  candidateId: string,
  on: LocalDate,
): Promise<Why> {
  const decision = decide(rules, sql`${on}::date`);
  const columns = decision.rules.flatMap(({ matches, facts }, place) => [
    sql`${matches} as ${sql.ref(`rule_${String(place)}`)}`,
    ...facts.map(({ column }, index) => sql`(${column})::text as ${sql.ref(`fact_${String(place)}_${String(index)}`)}`),
  ]);
  const [found] = await rows<Record<string, unknown>>(
    work.em,
    sql`select ${decision.decidedBy} as decided_by, ${decision.outside} as outside${columns.length > 0 ? sql`, ${sql.join(columns)}` : sql``}
        from candidate c ${decision.facts.joins('EACH')} where c.id = ${candidateId}`,
  );
  const outside = found!['outside'] as OutsideReason | null;
  const decidedBy = found!['decided_by'] as number | null;
  const selected = decidedBy !== null && outside === null;
  return {
    on,
    selected,
    outside,
    decidedBy,
    rules: decision.rules.map(({ rule, kind, facts }, place) => {
      const matches = found![`rule_${String(place)}`] as boolean;
      return {
        rule,
        kind,
        outcome: outcomeOf(rule, matches),
        facts: facts.map(({ fact: { nl, en, type, fields } }, index) => ({
          nl,
          en,
          type,
          fields,
          value: found![`fact_${String(place)}_${String(index)}`] as string | null,
        })),
      };
    }),
    changesOn: await changeAfter(work, rules, candidateId, on, selected),
  };
}

function outcomeOf({ polarity }: Rule, matches: boolean): RuleOutcome {
  if (polarity === 'NONE') return matches ? 'BLOCKED' : 'MATCHED';
  return matches ? 'MATCHED' : 'NOT_MATCHED';
}

/**
 * An answer can only change on a day that lies a set's number of days, or months, after something happened: all these days
 * are tried at once, and the first that gives another answer is it.
 */
async function changeAfter(
  work: Work,
  rules: readonly Rule[],
  candidateId: string,
  on: LocalDate,
  selected: boolean,
): Promise<LocalDate | null> {
  const decision = decide(rules, sql`day.on_day`);
  const spans = rules.flatMap(({ parameters }) => [
    { days: Number(parameters['days'] ?? 0), months: Number(parameters['months'] ?? 0) },
  ]);
  const wanted = [{ days: 0, months: 0 }, ...spans];
  const [found] = await rows<{ day: LocalDate | null }>(
    work.em,
    sql`with happened (day) as (
          select applied_on from application where candidate_id = ${candidateId}
          union select deregistered_on from application where candidate_id = ${candidateId}
          union select took_place_on from contact_entry where candidate_id = ${candidateId}
          union select out_of_service_on from employee where candidate_id = ${candidateId}
          union select until from hold where candidate_id = ${candidateId}
          union select extended_until from candidate where id = ${candidateId}
        ), span (days, months) as (
          select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x (days int, months int)
        ), day (on_day) as (
          -- A month's end moves, so for months three days more are tried.
          select distinct (happened.day + make_interval(months => span.months))::date + span.days + shift
          from happened cross join span cross join generate_series(0, case when span.months > 0 then 4 else 1 end) shift
          where happened.day is not null
        )
        select min(day.on_day)::text as day
        from day cross join candidate c ${decision.facts.joins('EACH')}
        where c.id = ${candidateId} and day.on_day > ${on}::date and day.on_day <= ${on}::date + make_interval(years => ${YEARS_AHEAD})
          and (${decision.decidedBy} is not null and ${decision.outside} is null) <> ${selected}`,
  );
  return found?.day ?? null;
}
