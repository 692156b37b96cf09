import type { ModuleManifest } from '../module-manifest.ts';
import {
  AnonymisationDecisionResolver,
  DecisionResolver,
  RuleFactResolver,
  TracedRuleResolver,
} from './decision.resolver.ts';
import { loadRuleSet, RuleSetResolver } from './rule-set.resolver.ts';
import { ruleSetsShield } from './rule-sets.shield.ts';

export const ruleSetsModule: ModuleManifest = {
  resolvers: [RuleSetResolver, DecisionResolver, AnonymisationDecisionResolver, TracedRuleResolver, RuleFactResolver],
  nodes: { RuleSet: loadRuleSet },
  shield: ruleSetsShield,
};
