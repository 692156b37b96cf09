export { designPdf } from './design-pdf.ts';
export type { MakeBackUp } from './rule-set-life.ts';
export { importRuleSet, LARGEST_FILE, ruleSetFile } from './rule-set-file.ts';
export { draftRuleSet, updateRuleSet } from './draft-rule-set.ts';
export { approveRuleSet, goLive, resumeRuleSet, retireRuleSet, submitRuleSet } from './rule-set-life.ts';
