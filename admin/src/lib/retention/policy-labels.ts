import { m } from '#messages';
import type { Switch, Term } from './policy-form.svelte.ts';

interface Words {
  readonly label: () => string;
  readonly hint: () => string;
}

export const termWords: Readonly<Record<Term, Words>> = {
  candidateTermDays: { label: m.term_candidate, hint: m.term_candidate_hint },
  singleVacancyTermDays: { label: m.term_single, hint: m.term_single_hint },
  multipleVacanciesTermDays: { label: m.term_multiple, hint: m.term_multiple_hint },
  daysFromNoticeToErasure: { label: m.term_notice, hint: m.term_notice_hint },
};

export const switchWords: Readonly<Record<Switch, Words>> = {
  autoEraseCandidates: { label: m.auto_candidates, hint: m.auto_hint },
  autoEraseApplicants: { label: m.auto_applicants, hint: m.auto_hint },
  plus: { label: m.plus_setting, hint: m.plus_setting_hint },
  bsnBeforeApproval: { label: m.bsn_before_approval, hint: m.bsn_before_approval_hint },
  confirmErasureByMail: { label: m.confirm_by_mail, hint: m.confirm_by_mail_hint },
};

export const keepPeriods = () => [
  { value: 'ONE_YEAR', label: m.keep_one_year() },
  { value: 'SAME_TERM', label: m.keep_same_term() },
];
