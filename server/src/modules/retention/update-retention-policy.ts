import { inTransaction } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, type Work } from '../permissions/index.ts';
import { RetentionPolicySchema, type RetentionPolicy } from './retention-policy.entity.ts';
import { updateTerms } from './update-terms.ts';

const LONGEST_TERM_DAYS = 36_500;
const LONGEST_NOTICE_DAYS = 365;

export type PolicyChanges = Partial<Omit<RetentionPolicy, 'agencyId'>>;

const LIMITS: Partial<Record<keyof PolicyChanges, [number, number]>> = {
  candidateTermDays: [1, LONGEST_TERM_DAYS],
  singleVacancyTermDays: [1, LONGEST_TERM_DAYS],
  multipleVacanciesTermDays: [1, LONGEST_TERM_DAYS],
  daysFromNoticeToErasure: [1, LONGEST_NOTICE_DAYS],
};

/**
 * Changes an agency's terms (H29–H39) and, in the same transaction, the term of everybody in it.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT with the field's name
 */
export async function updateRetentionPolicy(
  work: Work,
  agencyId: string,
  changes: PolicyChanges,
): Promise<RetentionPolicy> {
  const agencies = agenciesOf(work.actor);
  if (agencies && !agencies.includes(agencyId)) throw notFound();
  for (const [field, limits] of Object.entries(LIMITS)) {
    const value = changes[field as keyof PolicyChanges];
    if (typeof value === 'number' && (value < limits[0] || value > limits[1]))
      throw badInput(field, `Give ${String(limits[0])} to ${String(limits[1])} days.`);
  }
  return inTransaction(work.em, async (em) => {
    const policy = await em.findOne(RetentionPolicySchema, { agencyId });
    if (!policy) throw notFound();
    em.assign(policy, changes);
    await em.flush();
    const moved = await updateTerms(em, { agencyId });
    await recordAudit({ ...work, em }, [
      {
        action: 'retention.changed',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: { ...(changes as Record<string, string | number | boolean>), peopleMoved: moved },
      },
    ]);
    return policy;
  });
}

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
