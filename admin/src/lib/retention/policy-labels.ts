import { m } from '#messages';
import type { EndingName, Switch, Term } from './policy-form.svelte.ts';

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

export const endingWords: Readonly<Record<EndingName, () => string>> = {
  candidateEnding: m.ending_candidate,
  singleVacancyEnding: m.ending_single,
  multipleVacanciesEnding: m.ending_multiple,
};

export const endingChoices = () => [
  { value: 'ANONYMISE', label: m.ending_anonymise() },
  { value: 'DELETE', label: m.ending_delete() },
];

interface Section {
  readonly legend: () => string;
  /** When the clock starts (D14). */
  readonly clock?: () => string;
  /** A term, and what happens at its end. */
  readonly terms: readonly { readonly days: Term; readonly ending?: EndingName }[];
  readonly keepPeriod?: true;
  readonly switches: readonly Switch[];
}

/** What stands together on the screen: of candidates, of applicants, of both (H29, H35). */
export const sections: readonly Section[] = [
  {
    legend: m.policy_candidate,
    clock: m.policy_candidate_clock,
    terms: [{ days: 'candidateTermDays', ending: 'candidateEnding' }],
    switches: ['autoEraseCandidates'],
  },
  {
    legend: m.policy_applications,
    clock: m.policy_applications_clock,
    terms: [
      { days: 'singleVacancyTermDays', ending: 'singleVacancyEnding' },
      { days: 'multipleVacanciesTermDays', ending: 'multipleVacanciesEnding' },
    ],
    switches: ['autoEraseApplicants'],
  },
  {
    legend: m.policy_everybody,
    terms: [{ days: 'daysFromNoticeToErasure' }],
    keepPeriod: true,
    switches: ['plus', 'confirmErasureByMail'],
  },
  { legend: m.bsn_legend, terms: [], switches: ['bsnBeforeApproval'] },
];

export const keepPeriods = () => [
  { value: 'ONE_YEAR', label: m.keep_one_year() },
  { value: 'SAME_TERM', label: m.keep_same_term() },
];
