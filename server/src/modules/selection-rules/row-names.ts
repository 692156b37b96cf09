import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { Rule, RowNames } from './rule-kind.ts';
import { RULE_KIND } from './rules/index.ts';

/** The names of the talent pools and units that rules speak of, for their sentences. */
export async function rowNames(em: EntityManager, rules: readonly Rule[]): Promise<RowNames> {
  const ids = rules.flatMap((rule) =>
    Object.entries(RULE_KIND.get(rule.kind)!.parameters).flatMap(([name, line]) =>
      line.is === 'row' ? [String(rule.parameters[name])] : [],
    ),
  );
  if (ids.length === 0) return new Map();
  const named = await rows<{ id: string; name: string }>(
    em,
    sql`select id, name from talent_pool where id = any(${ids}::uuid[])
        union all select id, name from organisation_unit where id = any(${ids}::uuid[])`,
  );
  return new Map(named.map(({ id, name }) => [id, name]));
}
