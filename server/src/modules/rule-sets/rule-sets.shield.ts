import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isStaff } from '../permissions/index.ts';

/** The customer sees every setting, and a consultant alone changes them (C10, C11). */
const read = can('rule:read');
const edit = can('rule:edit');
const approve = can('rule:approve');

export const ruleSetsShield: ShieldRules = {
  Query: { ruleKinds: read, ruleSets: read, anonymisationDecision: read },
  Mutation: {
    draftRuleSet: edit,
    importRuleSet: edit,
    updateRuleSet: edit,
    submitRuleSet: edit,
    returnRuleSet: approve,
    approveRuleSet: approve,
    putRuleSetLive: approve,
    retireRuleSet: approve,
    resumeRuleSet: approve,
  },
  RuleSet: read,
  RuleSetContent: read,
  RuleSetPayload: isStaff,
  RuleSetPreview: read,
  RuleSetDesign: read,
  DesignSection: read,
  DesignSignature: read,
  PreviewedPerson: read,
  PreviewedPersonConnection: read,
  PreviewedPersonEdge: read,
  RuleKind: read,
  RuleParameter: read,
  Rule: read,
  NoticeWords: read,
  RuleCount: read,
  AgencyCount: read,
  DayCount: read,
  SelectionDifference: read,
  RuleFact: read,
  TracedRule: read,
  AnonymisationDecision: read,
};
