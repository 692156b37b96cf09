import type pg from 'pg';

/** What the job engine keeps for itself is made again by it. */
const LEFT_OUT = /^(agenda_|mikro_orm_migrations$)/;

/** The product's tables, each after those that it refers to. */
export async function orderOfTables(client: pg.Client): Promise<string[]> {
  const { rows: found } = await client.query<{ name: string; refers: string[] }>(`
    select c.relname as name, coalesce(array_agg(distinct f.relname::text) filter (where f.relname <> c.relname), '{}') as refers
    from pg_class c
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
    left join pg_class f on f.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by 1 order by 1`);
  const left = new Map(found.filter(({ name }) => !LEFT_OUT.test(name)).map(({ name, refers }) => [name, refers]));
  const order: string[] = [];
  while (left.size > 0) {
    const next = [...left].filter(([, refers]) => refers.every((name) => !left.has(name))).map(([name]) => name);
    if (next.length === 0) throw new Error(`Tables refer to one another in a circle: ${[...left.keys()].join(', ')}.`);
    for (const name of next) {
      order.push(name);
      left.delete(name);
    }
  }
  return order;
}
