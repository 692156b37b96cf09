import { plus, type LocalDate } from '../../platform/clock.ts';
import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { residualIdentifiability, type ResidualIdentifiability } from '../anonymisation/index.ts';
import type { Work } from '../permissions/index.ts';
import {
  inSelection,
  liveRuleSet,
  selectionOfAll,
  summedUp,
  type RuleSet,
  type SelectionCounts,
} from '../selection-rules/index.ts';

const FURTHEST_DAYS = 3_650;

/** What going live would mean, looked at for one day (B2). */
export interface Preview extends SelectionCounts {
  readonly on: LocalDate;
  /** Against what is live now: how many more are selected, and how many no longer; null where nothing is live. */
  readonly difference: { added: number; removed: number } | null;
  /** Selected people who have no mail address, and so get no notice. */
  readonly withoutAddress: number;
  /** Of whoever is anonymous by then: who is now, and who is selected (B11). */
  readonly identifiability: ResidualIdentifiability[];
}

/** @throws DomainError BAD_USER_INPUT unless it is today or up to ten years on. */
export function mustBeAhead({ clock }: Work, on: LocalDate): void {
  const today = clock.today();
  if (on < today || on > plus(today, { days: FURTHEST_DAYS }))
    throw badInput('on', `Choose a day from today to ${String(FURTHEST_DAYS)} days on.`);
}

/**
 * Counts whom a set selects on a day, without planning anybody (B2). Everybody is looked at once.
 * @param on today or up to ten years on. @throws DomainError BAD_USER_INPUT
 */
export async function previewRuleSet(work: Work, set: RuleSet, on: LocalDate): Promise<Preview> {
  mustBeAhead(work, on);
  const live = await liveSetsOf(work, set);
  return inSelection(work.em, async (em) => {
    await rows(
      em,
      sql`create temp table previewed on commit drop as ${await selectionOfAll(em, set.content.rules, set.agencyIds, on)}`,
    );
    // Nobody else does so for a temporary table, and of one that seems small the rest would be looked up person by person.
    await rows(em, sql`analyze previewed`);
    const found = await rows<{ agency_id: string; decided_by: number; count: number; without_address: number }>(
      em,
      sql`select s.agency_id, s.decided_by, count(*)::int as count,
            count(*) filter (where coalesce(c.email_private, c.email_work) is null)::int as without_address
          from previewed s join candidate c on c.id = s.candidate_id group by 1, 2`,
    );
    return {
      ...summedUp(found),
      on,
      difference: live.length === 0 ? null : await differenceWith(em, set, live, on),
      withoutAddress: found.reduce((sum, one) => sum + one.without_address, 0),
      identifiability: await residualIdentifiability(
        work,
        em,
        sql`c.agency_id = any(${set.agencyIds}::uuid[]) and (c.anonymised or exists (select from previewed s where s.candidate_id = c.id))`,
      ),
    };
  });
}

async function liveSetsOf(work: Work, set: RuleSet): Promise<RuleSet[]> {
  const live = new Map<string, RuleSet>();
  for (const agencyId of set.agencyIds) {
    const one = await liveRuleSet(work.em, agencyId);
    if (one) live.set(one.id, one);
  }
  return [...live.values()];
}

async function differenceWith(
  em: EntityManager,
  set: RuleSet,
  live: readonly RuleSet[],
  on: LocalDate,
): Promise<Preview['difference']> {
  const selections = [];
  for (const one of live) selections.push(sql`(${await selectionOfAll(em, one.content.rules, one.agencyIds, on)})`);
  const ofLive = sql.join(selections, sql` union `);
  const [found] = await rows<{ added: number; removed: number }>(
    em,
    sql`select count(*) filter (where l.candidate_id is null)::int as added,
          count(*) filter (where n.candidate_id is null)::int as removed
        from previewed n full join (select candidate_id from (${ofLive}) x where agency_id = any(${set.agencyIds}::uuid[])) l using (candidate_id)`,
  );
  return found!;
}
