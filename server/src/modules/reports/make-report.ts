import { outsideRowScope, rows, sql, type Sql } from '../../platform/database/index.ts';
import { isHeldToUnits, visibleTo, type Rights, type Work } from '../permissions/index.ts';
import { DIMENSIONS, type DimensionCode } from './dimensions.ts';
import { MOST_GROUPS, MOST_MONTHS, SMALLEST_GROUP } from './limits.ts';
import { namedGroups, type Group } from './named-groups.ts';
import { mustMayCount } from './may-count.ts';
import { OUT_OF_REACH, type Column, type Figures } from './measure.ts';
import type { MeasureCode } from './measures/index.ts';
import { countedPeriod, type Period } from './period.ts';

export interface ReportRequest extends Period {
  readonly measure: MeasureCode;
  readonly dimension: DimensionCode;
  /** Of this agency only. */
  readonly agencyId: string | null;
}

export interface Report extends Period {
  readonly measure: MeasureCode;
  readonly dimension: DimensionCode;
  readonly wholeMonths: boolean;
  /** `null`: groups of any size are told. */
  readonly smallestGroup: number | null;
  readonly columns: readonly (Column & { readonly code: string })[];
  readonly groups: readonly Group[];
  readonly total: Figures;
}

/** Of one group, of all others, or of all: `true` for which of them it is. */
interface Counted {
  readonly key: string | null;
  readonly whole: boolean;
  readonly n: number;
  readonly figures: (number | null)[];
}

/**
 * A count for management (C2), grouped in the database, of the rows that exist for who asks.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT
 */
export async function makeReport(work: Work, rights: Rights, request: ReportRequest): Promise<Report> {
  const withPeriod = request.from !== null || request.until !== null;
  const { measure, grouping } = mustMayCount(rights, { ...request, withPeriod });
  const readsFiles = rights.permissions.has('candidate:read');
  // Of a period of days, shifted by one, the difference would be one day's people.
  const wholeMonths = grouping.wholeMonths === true || !readsFiles;
  const period = countedPeriod(request, wholeMonths);
  const smallest = readsFiles ? 0 : SMALLEST_GROUP;
  const columns = Object.entries(measure.columns).map(([code, column]) => ({ code, ...column }));
  const counted = await passOver(work, {
    from: (grouping.rows ?? measure.rows)(work.actor),
    where: conditions(work, period, request.agencyId),
    key: grouping.key,
    looksAt: measure.looksAt,
    values: columns.map(({ value }) => value),
    byTime: DIMENSIONS[request.dimension].byTime === true,
    smallest,
  });
  const told = counted.filter(({ n }) => n >= smallest);
  return {
    measure: request.measure,
    dimension: request.dimension,
    ...period,
    wholeMonths,
    smallestGroup: smallest || null,
    columns,
    groups: await namedGroups(
      work,
      request.dimension,
      told.filter(({ whole }) => !whole),
      columns.map(({ unit }) => (unit === 'COUNT' ? 0 : null)),
    ),
    total: told.find(({ whole }) => whole)?.figures ?? columns.map(() => null),
  };
}

/** What a measure leaves out by itself is asked here once more, of whatever it counts: by agency. */
function conditions({ actor }: Work, { from, until }: Period, agencyId: string | null): Sql {
  const all: Sql[] = [visibleTo(actor, sql`r.agency_id`)];
  if (from !== null) all.push(sql`r.day >= ${from}::date`);
  if (until !== null) all.push(sql`r.day <= ${until}::date`);
  if (agencyId !== null) all.push(sql`r.agency_id = ${agencyId}::uuid`);
  return sql.join(all, sql` and `);
}

interface Count {
  readonly from: Sql;
  readonly where: Sql;
  readonly key: Sql;
  readonly looksAt: readonly string[];
  readonly values: readonly Sql[];
  readonly byTime: boolean;
  readonly smallest: number;
}

/**
 * Row-level security looks up the person of each row by itself: of millions of rows that is four times the work of counting
 * them. Whoever knows whole agencies counts without it, by two conditions of which each is enough: the measure's own, and that
 * on the agency here. Whoever is held to units is held by it too.
 */
const passOver = (work: Work, counting: Count): Promise<Counted[]> =>
  isHeldToUnits(work.actor) ? count(work, counting) : outsideRowScope(() => count(work, counting));

/**
 * One statement: the rows summed up as far as the figures allow, so that millions of them are passed once; the sizes of the
 * groups, and which of them are told apart; and the figures of these, of all others together, and of everything. Small
 * groups go with the others, and when these are too few by themselves the next one does too, so that no group can be had by
 * taking the told ones from the total.
 */
async function count({ em }: Work, { from, where, key, looksAt, values, byTime, smallest }: Count): Promise<Counted[]> {
  const alike = ['key', ...looksAt].map((column) => sql.ref(`r.${column}`));
  const order = byTime ? sql`key desc` : sql`n desc, key`;
  const found = await rows<{ key: string | null; whole: boolean; n: string; figures: (string | null)[] }>(
    em,
    sql`with r as materialized (
        select ${sql.join(alike)}, sum(r.n) as n from (select r.*, coalesce(${key}, '') as key from ${from} where ${where}) r
        group by ${sql.join(alike)}),
      sizes as (select key, sum(n) as n from r group by key),
      ranked as (
        select key, n, row_number() over (order by ${order}) as place,
          sum(n) over (order by key = ${OUT_OF_REACH} desc, n, key) - n as smaller
        from sizes),
      kept as (
        select key from ranked
        where key <> ${OUT_OF_REACH} and place <= ${byTime ? MOST_MONTHS : MOST_GROUPS} and n >= ${smallest}
          and not (smaller > 0 and smaller < ${smallest}))
      select k.key, grouping(k.key) = 1 as whole, coalesce(sum(r.n), 0) as n,
        array[${sql.join(values.map((value) => sql`(${value})::numeric`))}]::text[] as figures
      from r left join kept k on k.key = r.key
      group by grouping sets ((k.key), ())`,
  );
  return found.map((one) => ({
    key: one.key,
    whole: one.whole,
    n: Number(one.n),
    figures: one.figures.map((figure) => (figure === null ? null : Number(figure))),
  }));
}
