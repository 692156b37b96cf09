import { DEFAULT_CONTACT_MOMENT } from '../contact-moments/index.ts';
import { RULE_KINDS, soundParameters, type RuleSetContent } from '../selection-rules/index.ts';

const { active: _, ...FIRST_NOTICE } = DEFAULT_CONTACT_MOMENT;

/** What a new set starts with: the always-rules with their defaults (C23–C26), and the first notice as it comes. */
export const newContent = (deregistrationRule: string): RuleSetContent => ({
  rules: RULE_KINDS.filter(({ section }) => section === 'ALWAYS').map((kind) => ({
    kind: kind.kind,
    polarity: 'ONLY',
    parameters: soundParameters(kind, {}, ''),
  })),
  withNotice: true,
  daysToErasure: 14,
  moments: [FIRST_NOTICE],
  deregistrationRule,
  plus: false,
  marginPercent: 10,
});
