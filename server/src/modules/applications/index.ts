export * from './application.entity.ts';
export { DeregistrationRuleSchema, type DeregistrationRule } from './deregistration-rule.entity.ts';
