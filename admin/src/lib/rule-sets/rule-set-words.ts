import { m } from '#messages';
import { getLocale } from '#locale';
import type { RuleKind, RuleLine } from './rule-sets.graphql.ts';

type State = 'DRAFT' | 'ON_ACCEPTANCE' | 'APPROVED' | 'LIVE' | 'RETIRED';

const states: Record<State, { label: () => string; tone: 'neutral' | 'brand' | 'warning' | 'success' }> = {
  DRAFT: { label: m.rule_set_state_draft, tone: 'neutral' },
  ON_ACCEPTANCE: { label: m.rule_set_state_on_acceptance, tone: 'warning' },
  APPROVED: { label: m.rule_set_state_approved, tone: 'brand' },
  LIVE: { label: m.rule_set_state_live, tone: 'success' },
  RETIRED: { label: m.rule_set_state_retired, tone: 'neutral' },
};
export const stateWords = (state: string) => states[state as State];

export const sentence = (rule: Pick<RuleLine, 'sentenceNl' | 'sentenceEn'>): string =>
  getLocale() === 'nl' ? rule.sentenceNl : rule.sentenceEn;

export const kindTitle = (kind: RuleKind): string => (getLocale() === 'nl' ? kind.titleNl : kind.titleEn);

/** What a rule of a draft is called while its sentence isn't known yet. */
export const polarityWords = (polarity: string): string =>
  polarity === 'NONE' ? m.rule_polarity_none() : m.rule_polarity_only();

const parameters: Record<string, () => string> = {
  days: m.rule_parameter_days,
  months: m.rule_parameter_months,
  type: m.rule_parameter_type,
  status: m.rule_parameter_status,
  source: m.rule_parameter_source,
  talentPool: m.rule_parameter_talent_pool,
  unit: m.rule_parameter_unit,
};
export const parameterWords = (name: string): string => parameters[name]?.() ?? name;

const choices: Record<string, () => string> = {
  OPEN_type: m.application_type_open,
  VACANCY_type: m.application_type_vacancy,
  OPEN_status: m.vacancy_status_open,
  ON_HOLD_status: m.vacancy_status_on_hold,
  FILLED_status: m.vacancy_status_filled,
  CANCELLED_status: m.vacancy_status_cancelled,
};
export const choiceWords = (parameter: string, choice: string): string =>
  choices[`${choice}_${parameter}`]?.() ?? choice;
