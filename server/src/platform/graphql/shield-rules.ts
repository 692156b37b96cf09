import type { rule } from 'graphql-shield';

export type Rule = ReturnType<ReturnType<typeof rule>>;
export type TypeRules = Readonly<Record<string, Rule>>;

/** Type → one rule for all of it, or field → rule. */
export type ShieldRules = Readonly<Record<string, Rule | TypeRules>>;

const isOneRule = (rules: Rule | TypeRules): rules is Rule => 'resolve' in rules && typeof rules.resolve === 'function';

/** Several trees as one: a type may be shielded by several, a field by one. */
export function foldShields(trees: readonly ShieldRules[]): ShieldRules {
  const byField: Record<string, TypeRules> = {};
  const whole: Record<string, Rule> = {};
  for (const [type, rules] of trees.flatMap((tree) => Object.entries(tree))) {
    if (isOneRule(rules)) whole[type] = rules;
    else byField[type] = { ...byField[type], ...rules };
  }
  return { ...byField, ...whole };
}
