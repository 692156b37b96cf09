import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { contentHash, RULE_KIND, type Rule, type RuleSetContent } from '../selection-rules/index.ts';

/** A row that a rule speaks of, as it is found in every environment. */
export interface NamedRow {
  readonly agency: string;
  readonly name: string;
}
export interface NamedRule extends Omit<Rule, 'parameters'> {
  readonly parameters: Readonly<Record<string, string | number | NamedRow>>;
}
/** What a set says, without an id of this database: the same on acceptance and on production (C16). */
export interface NamedContent {
  readonly agencies: readonly string[];
  readonly content: Omit<RuleSetContent, 'rules'> & { readonly rules: readonly NamedRule[] };
}

/** Names for ids; what has gone since keeps its id, which no other environment has. */
export async function namedContent(
  em: EntityManager,
  agencyIds: readonly string[],
  content: RuleSetContent,
): Promise<NamedContent> {
  const ids = content.rules.flatMap((rule) => rowsOf(rule).map(([, id]) => id));
  const found = await rows<{ id: string; name: string; agency: string | null }>(
    em,
    sql`select g.id, g.name, null as agency from agency g where g.id = any(${agencyIds}::uuid[])
        union all select r.id, r.name, g.name from talent_pool r join agency g on g.id = r.agency_id where r.id = any(${ids}::uuid[])
        union all select r.id, r.name, g.name from organisation_unit r join agency g on g.id = r.agency_id where r.id = any(${ids}::uuid[])`,
  );
  const known = new Map(found.map((one) => [one.id, one]));
  return {
    agencies: agencyIds.map((id) => known.get(id)?.name ?? id).toSorted(),
    content: {
      ...content,
      rules: content.rules.map((rule) => ({
        ...rule,
        parameters: {
          ...rule.parameters,
          ...Object.fromEntries(
            rowsOf(rule).map(([name, id]): [string, NamedRow] => {
              const row = known.get(id);
              return [name, { agency: row?.agency ?? '', name: row?.name ?? id }];
            }),
          ),
        },
      })),
    },
  };
}

/** The mark of a set, which it has in every environment. */
export async function hashOf(
  em: EntityManager,
  agencyIds: readonly string[],
  content: RuleSetContent,
): Promise<string> {
  const named = await namedContent(em, agencyIds, content);
  return contentHash(named.agencies, named.content);
}

/** The settings of a rule that are rows, with their ids. */
const rowsOf = (rule: Rule): [string, string][] =>
  Object.entries(RULE_KIND.get(rule.kind)!.parameters).flatMap(([name, line]) =>
    line.is === 'row' ? [[name, String(rule.parameters[name])]] : [],
  );
