import type { rule } from 'graphql-shield';

export type Rule = ReturnType<ReturnType<typeof rule>>;
export type TypeRules = Readonly<Record<string, Rule>>;

/** Type → one rule for all of it, or field → rule. */
export type ShieldRules = Readonly<Record<string, Rule | TypeRules>>;
