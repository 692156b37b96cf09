import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';
import { BY_COMBINATION, decide } from './decision.ts';
import type { Rule } from './rule-kind.ts';

/** Memory for one sort or hash of a selection, so that a million people are summed up without going to disk. */
const SELECTION_MEMORY = '128MB';

/**
 * SQL: `candidate_id, agency_id, decided_by` of everybody whom these rules select on a day, in these agencies.
 * @param only SQL over `candidate c` that narrows the people beforehand.
 * @param shape for everybody at once; `ALL`, the same where they are most of all people there are; or `EACH`, one person after
 * another, for who takes the first few and no more.
 */
export function selection(
  rules: readonly Rule[],
  agencyIds: readonly string[],
  on: LocalDate,
  only: Sql = sql`true`,
  shape: 'BULK' | 'ALL' | 'EACH' = 'BULK',
): Sql {
  const decision = decide(rules, sql`${on}::date`);
  const people = sql`c.agency_id = any(${agencyIds}::uuid[]) and not c.anonymised and ${only}`;
  return sql`
    select c.id as candidate_id, c.agency_id, decided.by as decided_by
    from candidate c
    ${decision.facts.joins(shape === 'BULK' ? { bulk: sql`select c.id from candidate c where ${people}` } : shape)}
    cross join lateral (select ${decision.decidedBy} as by) decided
    where ${people} and decided.by is not null and ${decision.outside} is null`;
}

/** Of so large a share of all people, every table is summed up whole: looking up first whose rows count costs more than it saves. */
const MOST = 0.5;

/** The same for everybody of these agencies, in the shape that suits how many of all people that is. */
export async function selectionOfAll(
  em: EntityManager,
  rules: readonly Rule[],
  agencyIds: readonly string[],
  on: LocalDate,
): Promise<Sql> {
  const [share] = await rows<{ most: boolean }>(
    em,
    sql`select count(*) >= ${MOST}::float * (select greatest(reltuples, 0) from pg_class where oid = 'candidate'::regclass) as most
        from candidate where agency_id = any(${agencyIds}::uuid[])`,
  );
  return selection(rules, agencyIds, on, sql`true`, share!.most ? 'ALL' : 'BULK');
}

export interface SelectionCounts {
  total: number;
  /** By the deciding rule's place in the set; -1 is the configurable rules together. */
  byRule: { place: number; count: number }[];
  byAgency: { agencyId: string; count: number }[];
}

/** How many these rules select on a day, by deciding rule and by agency (B2). Runs in a transaction of its own or in the caller's. */
export async function countSelected(
  em: EntityManager,
  rules: readonly Rule[],
  agencyIds: readonly string[],
  on: LocalDate,
): Promise<SelectionCounts> {
  const found = await inSelection(em, async (inside) =>
    rows<Group>(
      inside,
      sql`select agency_id, decided_by, count(*)::int as count from (${await selectionOfAll(inside, rules, agencyIds, on)}) selected group by 1, 2`,
    ),
  );
  return summedUp(found);
}

interface Group {
  agency_id: string;
  decided_by: number;
  count: number;
}

/** @param found selected people by agency and by what decided. */
export function summedUp(found: readonly Group[]): SelectionCounts {
  const sum = <Key>(keyOf: (one: Group) => Key) => {
    const counts = new Map<Key, number>();
    for (const one of found) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + one.count);
    return [...counts];
  };
  return {
    total: found.reduce((total, one) => total + one.count, 0),
    byRule: sum((one) => one.decided_by).map(([place, count]) => ({ place, count })),
    byAgency: sum((one) => one.agency_id).map(([agencyId, count]) => ({ agencyId, count })),
  };
}

/** Gives a selection the memory that it needs, for as long as it runs. */
export function inSelection<Result>(em: EntityManager, work: (em: EntityManager) => Promise<Result>): Promise<Result> {
  return em.fork({ clear: true }).transactional(async (inside) => {
    await rows(inside, sql`select set_config('work_mem', ${SELECTION_MEMORY}, true)`);
    return work(inside);
  });
}

/** The deciding rule of a selection, by its kind; the configurable rules together are COMBINATION. */
export const deciderOf = (rules: readonly Rule[], place: number): string =>
  place === BY_COMBINATION ? 'COMBINATION' : rules[place]!.kind;
