import type { RetentionPolicy } from './retention-policy.entity.ts';

/** Codes of terms that are above the regulator's guidance: 4 weeks, or 1 year with consent (D4). It doesn't forbid them. */
export function guidanceOf(
  policy: Pick<RetentionPolicy, 'candidateTermDays' | 'singleVacancyTermDays' | 'multipleVacanciesTermDays'>,
): string[] {
  const codes: string[] = [];
  if (policy.singleVacancyTermDays > 28) codes.push('SINGLE_VACANCY_ABOVE_4_WEEKS');
  if (policy.multipleVacanciesTermDays > 365) codes.push('MULTIPLE_VACANCIES_ABOVE_1_YEAR');
  if (policy.candidateTermDays > 365) codes.push('CANDIDATE_ABOVE_1_YEAR');
  return codes;
}
