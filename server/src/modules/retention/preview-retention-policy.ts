import { createHash } from 'node:crypto';
import { rows, sql } from '../../platform/database/index.ts';
import type { Work } from '../permissions/index.ts';
import { guidanceOf } from './guidance.ts';
import type { RetentionPolicy } from './retention-policy.entity.ts';
import { erasureRefusal } from './standing-in-the-way.ts';
import { termsOf } from './update-terms.ts';

/** What a change of an agency's terms would do, had it been made now. */
export interface PolicyPreview {
  /** People whose end date would be another, and of those to which side it moves. */
  moved: number;
  earlier: number;
  later: number;
  /** Whose term has not ended now and would have at once; whoever can't be erased is not counted. */
  dueAtOnce: number;
  /** All whose term would have ended, and of those who would go by themselves, after their notice (H31, D13). */
  due: number;
  dueByThemselves: number;
  /** People who would be deleted at the end of their term and not anonymised, and would not be so now (D3). */
  toBeDeleted: number;
  guidance: string[];
  /** Stands for this change and these numbers; the change takes effect only with it. */
  mark: string;
}

/** Counts in one statement, and changes nothing. */
export async function previewPolicy(
  work: Work,
  current: RetentionPolicy,
  next: RetentionPolicy,
): Promise<PolicyPreview> {
  const { agencyId } = current;
  const today = work.clock.today();
  const proposed = sql`(select ${agencyId}::uuid as agency_id, ${next.candidateTermDays}::int as candidate_term_days,
    ${next.singleVacancyTermDays}::int as single_vacancy_term_days, ${next.multipleVacanciesTermDays}::int as multiple_vacancies_term_days)`;
  const ending = (policy: RetentionPolicy) => sql`case r.basis when 'SINGLE_VACANCY' then ${policy.singleVacancyEnding}
    when 'MULTIPLE_VACANCIES' then ${policy.multipleVacanciesEnding} else ${policy.candidateEnding} end`;
  const [counts] = await rows<Omit<PolicyPreview, 'guidance' | 'mark'>>(
    work.em,
    sql`with result as (${termsOf({ agencyId }, proposed)}),
        person as (
          select c.retain_until as before, r.until as after,
            coalesce(r.until <= ${today}::date, false) and ${erasureRefusal(today)} is null as due,
            case when r.basis in ('CANDIDATE_CONSENT', 'CANDIDATE_NO_CONSENT')
              then ${next.autoEraseCandidates}::boolean else ${next.autoEraseApplicants}::boolean end as by_itself,
            r.basis is not null and ${ending(next)} = 'DELETE' and ${ending(current)} <> 'DELETE' as to_be_deleted
          from result r join candidate c on c.id = r.id
        )
        select count(*) filter (where after is distinct from before)::int as moved,
          count(*) filter (where after < before)::int as earlier,
          count(*) filter (where after > before)::int as later,
          count(*) filter (where due and (before is null or before > ${today}::date))::int as "dueAtOnce",
          count(*) filter (where due)::int as due,
          count(*) filter (where due and by_itself)::int as "dueByThemselves",
          count(*) filter (where to_be_deleted)::int as "toBeDeleted"
        from person`,
  );
  const about = JSON.stringify([today, settingsOf(current), settingsOf(next), counts]);
  return { ...counts!, guidance: guidanceOf(next), mark: createHash('sha256').update(about).digest('base64url') };
}

/** Always in one order. */
const settingsOf = (policy: RetentionPolicy) =>
  Object.entries(policy).toSorted(([one], [other]) => (one < other ? -1 : 1));
