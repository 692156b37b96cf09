export type { Fact } from './facts.ts';
export * from './rule-kind.ts';
export * from './rule-set.entity.ts';
export { RULE_KIND, RULE_KINDS } from './rules/index.ts';
export { contentHash } from './content-hash.ts';
export { BY_COMBINATION, FIELDS_OF_OUTSIDE, fieldsOfRules, type OutsideReason } from './decision.ts';
export {
  countSelected,
  summedUp,
  deciderOf,
  inSelection,
  selection,
  selectionOfAll,
  type SelectionCounts,
} from './select-people.ts';
export { whySelected, type TracedFact, type TracedRule, type Why } from './why.ts';
export { liveRuleSet } from './live-rule-set.ts';
export { rowNames } from './row-names.ts';
