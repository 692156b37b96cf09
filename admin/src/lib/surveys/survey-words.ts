import { m } from '#messages';
import type { SurveyAnswer } from './surveys.graphql.ts';

/** Whom a survey can leave alone, each a setting. */
export const skipWords = [
  { name: 'skipRunning', label: m.survey_skip_running },
  { name: 'skipHired', label: m.survey_skip_hired },
  { name: 'skipInPool', label: m.survey_skip_in_pool },
] as const;

const REASONS: Readonly<Record<string, () => string>> = {
  NO_ADDRESS: m.notice_problem_no_address,
  RUNNING: m.survey_reason_running,
  HIRED: m.survey_reason_hired,
  IN_POOL: m.survey_reason_in_pool,
  MAILED: m.survey_reason_mailed,
};
/** Why somebody isn't asked. */
export const skipReason = (reason: string): string => REASONS[reason]?.() ?? reason;

/** In the order in which they are read; a colour that tells agreeing from refusing for who sees it. */
export const answerWords: readonly { answer: SurveyAnswer; label: () => string; bar: string }[] = [
  { answer: 'AGREED', label: m.survey_answer_agreed, bar: 'bg-success' },
  { answer: 'REFUSED', label: m.survey_answer_refused, bar: 'bg-danger' },
  { answer: 'SILENT', label: m.survey_answer_silent, bar: 'bg-edge' },
  { answer: 'WAITING', label: m.survey_answer_waiting, bar: 'border border-edge bg-brand-soft' },
  { answer: 'NOT_REACHED', label: m.survey_answer_not_reached, bar: 'border border-edge bg-canvas' },
  { answer: 'LAPSED', label: m.survey_answer_lapsed, bar: 'border border-edge bg-canvas' },
];
