import { m } from '#messages';
import { language } from '../language.svelte';
import type { Overview } from './labels.graphql';

export const inWords = (words: { nl: string; en: string }): string => words[language.current];

/** `32 dagen`, `730 dagen (2 jaar)`. */
export function daysText(days: number): string {
  const years = days / 365;
  if (!Number.isInteger(years)) return m.days_count({ days });
  return years === 1 ? m.days_a_year({ days }) : m.days_years({ days, years });
}

const bases: Readonly<Record<Overview['terms'][number]['basis'], () => string>> = {
  SINGLE_VACANCY: m.term_single_vacancy,
  MULTIPLE_VACANCIES: m.term_multiple_vacancies,
  CANDIDATE_NO_CONSENT: m.term_candidate_no_consent,
  CANDIDATE_CONSENT: m.term_candidate_consent,
};
export const termText = (basis: keyof typeof bases): string => bases[basis]();

export const endings: Readonly<Record<Overview['terms'][number]['ending'], () => string>> = {
  ANONYMISE: m.ending_anonymise,
  DELETE: m.ending_delete,
};

export const afterwards: Readonly<Record<Overview['categories'][number]['afterwards'], () => string>> = {
  REMOVED: m.afterwards_removed,
  OVERWRITTEN: m.afterwards_overwritten,
  PARTLY_KEPT: m.afterwards_partly_kept,
  KEPT: m.afterwards_kept,
};
