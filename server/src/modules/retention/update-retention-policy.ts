import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, DomainError, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import { agenciesOf, mustReachWholeAgency, type Work } from '../permissions/index.ts';
import { previewPolicy, type PolicyPreview } from './preview-retention-policy.ts';
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

function mustMayChange({ actor }: Work, agencyId: string, changes: PolicyChanges): void {
  const agencies = agenciesOf(actor);
  if (agencies && !agencies.includes(agencyId)) throw notFound();
  // These terms are of everybody in the agency, and he knows some of them only.
  mustReachWholeAgency(actor);
  for (const [field, limits] of Object.entries(LIMITS)) {
    const value = changes[field as keyof PolicyChanges];
    if (typeof value === 'number' && (value < limits[0] || value > limits[1]))
      throw badInput(field, `Give ${String(limits[0])} to ${String(limits[1])} days.`);
  }
}

/** The mails that are still to come before the end (C65) must have their day. */
async function mustLeaveTimeForNotices({ em }: Work, agencyId: string, changes: PolicyChanges): Promise<void> {
  const field = 'daysFromNoticeToErasure';
  const given = changes[field];
  if (given === undefined) return;
  const [last] = await rows<{ days: number | null }>(
    em,
    sql`select max(days_after_first)::int as days from contact_moment
        where agency_id = ${agencyId} and rule_set_id is null and survey_id is null and active`,
  );
  if (last?.days != null && given < last.days)
    throw new DomainError(
      'NOTICE_TOO_SHORT',
      `The last contact moment comes ${String(last.days)} days after the first: give at least as many.`,
      [field],
    );
}

async function policyOf({ em }: Work, agencyId: string): Promise<RetentionPolicy> {
  const policy = await em.findOne(RetentionPolicySchema, { agencyId }, { refresh: true });
  if (!policy) throw notFound();
  return policy;
}

/**
 * What a change would do (H29–H39): how many people it moves, and how many would be due at once.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT and NOTICE_TOO_SHORT with the field's name
 */
export async function previewRetentionPolicy(
  work: Work,
  agencyId: string,
  changes: PolicyChanges,
): Promise<PolicyPreview> {
  mustMayChange(work, agencyId, changes);
  await mustLeaveTimeForNotices(work, agencyId, changes);
  const current = { ...(await policyOf(work, agencyId)) };
  return previewPolicy(work, current, { ...current, ...changes });
}

/**
 * Changes an agency's terms (H29–H39) and, in the same transaction, the term of everybody in it.
 * @param mark of the preview that was looked at.
 * @throws DomainError NOT_FOUND, FORBIDDEN, BAD_USER_INPUT and NOTICE_TOO_SHORT with the field's name, CONFLICT when the preview no longer holds
 */
export async function updateRetentionPolicy(
  work: Work,
  agencyId: string,
  changes: PolicyChanges,
  mark: string,
): Promise<RetentionPolicy> {
  mustMayChange(work, agencyId, changes);
  return inTransaction(work.em, async (em) => {
    const inside: Work = { ...work, em };
    // Everybody is locked before it is counted, as updateTerms does: nobody moves between the count and the change.
    await rows(em, sql`select from retention_policy where agency_id = ${agencyId} for update`);
    await rows(
      em,
      sql`with locked as (select from candidate where agency_id = ${agencyId} order by id for update) select count(*) from locked`,
    );
    await mustLeaveTimeForNotices(inside, agencyId, changes);
    const policy = await policyOf(inside, agencyId);
    const current = { ...policy };
    const preview = await previewPolicy(inside, current, { ...current, ...changes });
    if (preview.mark !== mark)
      throw new DomainError('CONFLICT', 'This would do something else than was shown. Look at the preview again.', [
        'preview',
      ]);
    em.assign(policy, changes);
    await em.flush();
    await updateTerms(em, { agencyId });
    await recordAudit(inside, [
      {
        action: 'retention.changed',
        subjectType: 'Agency',
        subjectId: agencyId,
        facts: {
          ...(changes as Record<string, string | number | boolean>),
          peopleMoved: preview.moved,
          dueAtOnce: preview.dueAtOnce,
        },
      },
    ]);
    return policy;
  });
}
