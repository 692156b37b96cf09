import { sql, type Sql } from '../../platform/database/index.ts';
import type { FieldName } from '../permissions/index.ts';

/** What rules look at: a person's own row, or all of his rows in a table, which are summed up in one pass. */
const SOURCES = {
  application: { from: sql`application a left join vacancy v on v.id = a.vacancy_id`, person: sql`a.candidate_id` },
  offer: { from: sql`offer o`, person: sql`o.candidate_id` },
  hire: { from: sql`hire h`, person: sql`h.candidate_id` },
  trajectory: { from: sql`trajectory_registration t`, person: sql`t.candidate_id` },
  pool: { from: sql`talent_pool_member m`, person: sql`m.candidate_id` },
  contact: { from: sql`contact_entry e`, person: sql`e.candidate_id` },
  employment: { from: sql`employee w`, person: sql`w.candidate_id` },
  consent: { from: sql`consent k`, person: sql`k.candidate_id` },
} as const;
type Source = keyof typeof SOURCES;

/** How a fact is shown in a trace; never more than a count, a day, or yes and no. */
export type FactType = 'COUNT' | 'DAY' | 'FLAG';

/** One thing that a rule looks at: an aggregate over a person's rows, or an expression over `candidate c`. */
export interface Fact {
  readonly source: Source | 'person';
  readonly type: FactType;
  readonly value: Sql;
  readonly nl: string;
  readonly en: string;
  /** What it tells of: who may not see one of these fields is told neither the fact nor what follows from it (D17). */
  readonly fields: readonly FieldName[];
}

type Label = Pick<Fact, 'nl' | 'en' | 'fields'>;

/** How many rows of a table meet a condition. */
export const countOf = (source: Source, condition: Sql, label: Label): Fact => ({
  source,
  type: 'COUNT',
  value: sql`count(*) filter (where ${condition})`,
  ...label,
});

/** The latest, or with `min` the earliest, day of rows that meet a condition. */
export const dayOf = (source: Source, aggregate: 'min' | 'max', value: Sql, condition: Sql, label: Label): Fact => ({
  source,
  type: 'DAY',
  value: sql`${sql.raw(aggregate)}(${value}) filter (where ${condition})`,
  ...label,
});

/** Something that stands on the person's own row. */
export const onPerson = (value: Sql<boolean>, label: Label): Fact => ({
  source: 'person',
  type: 'FLAG',
  value,
  ...label,
});

/**
 * Puts facts beside `candidate c`, each table once, and gives every fact back as the column that holds it.
 * `bulk` sums a table up for the people of the scope in one pass, and `ALL` for everybody; `EACH` looks only at the rows of the person at hand, and
 * may depend on other columns of the query, such as a day.
 * @param shape.bulk the people that matter, as a subquery of ids.
 */
export class FactTable {
  readonly #facts = new Map<Fact, { source: Fact['source']; column: Sql }>();
  readonly #bySource = new Map<Source, { name: string; value: Sql }[]>();

  /** The column with this fact; a count of nothing is 0. */
  column(fact: Fact): Sql {
    const known = this.#facts.get(fact);
    if (known) return known.column;
    const column = this.#place(fact);
    this.#facts.set(fact, { source: fact.source, column });
    return column;
  }

  #place(fact: Fact): Sql {
    if (fact.source === 'person') return sql`(${fact.value})`;
    const columns = this.#bySource.get(fact.source) ?? [];
    this.#bySource.set(fact.source, columns);
    const name = `fact_${String(columns.length)}`;
    columns.push({ name, value: fact.value });
    const reference = sql.ref(`of_${fact.source}.${name}`);
    return fact.type === 'COUNT' ? sql`coalesce(${reference}, 0)` : reference;
  }

  joins(shape: { bulk: Sql } | 'ALL' | 'EACH'): Sql {
    const joins = [...this.#bySource].map(([source, columns]) => {
      const { from, person } = SOURCES[source];
      const alias = sql.ref(`of_${source}`);
      const values = sql.join(columns.map(({ name, value }) => sql`${value} as ${sql.ref(name)}`));
      if (shape === 'EACH')
        return sql`left join lateral (select ${values} from ${from} where ${person} = c.id) ${alias} on true`;
      return sql`left join (select ${person} as person_id, ${values} from ${from}
        ${shape === 'ALL' ? sql`` : sql`where ${person} in (${shape.bulk})`} group by ${person}) ${alias} on ${alias}.person_id = c.id`;
    });
    return joins.length === 0 ? sql`` : sql.join(joins, sql` `);
  }
}
