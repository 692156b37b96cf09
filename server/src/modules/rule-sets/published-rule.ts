import { toGlobalId } from '../../platform/graphql/index.ts';
import { RULE_KIND, type Rule, type RowNames } from '../selection-rules/index.ts';
import type { RuleType } from './rule-set.type.ts';

export const ROW_TYPES = { talent_pool: 'TalentPool', organisation_unit: 'OrganisationUnit' } as const;

/** A rule as it is published: rows by their global ids, and its sentence. */
export function ruleOf(rule: Rule, names: RowNames): RuleType {
  const kind = RULE_KIND.get(rule.kind)!;
  const parameters = Object.fromEntries(
    Object.entries(rule.parameters).map(([name, value]) => {
      const line = kind.parameters[name]!;
      return [name, line.is === 'row' ? toGlobalId(ROW_TYPES[line.table], String(value)) : value];
    }),
  );
  return {
    kind: rule.kind,
    requirement: kind.ref,
    section: kind.section,
    polarity: rule.polarity,
    parameters,
    sentenceNl: kind.nl[rule.polarity]!(rule.parameters, names),
    sentenceEn: kind.en[rule.polarity]!(rule.parameters, names),
  };
}
