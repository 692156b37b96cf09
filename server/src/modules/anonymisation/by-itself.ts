import { sql, type Sql } from '../../platform/database/index.ts';

/** SQL over `candidate c` and `retention_policy policy`: whether the agency lets the end of his kind of term come by itself (H31). */
export const termEndsByItself: Sql<boolean> = sql<boolean>`(
  case when c.retention_basis in ('CANDIDATE_CONSENT', 'CANDIDATE_NO_CONSENT') then policy.auto_erase_candidates else policy.auto_erase_applicants end)`;

/** SQL over `erasure_plan p`: whether it rests on no term, but on rules that select, or an employee who chose (C17). */
export const restsOnNoTerm: Sql<boolean> = sql<boolean>`(p.basis in ('RULES', 'STAFF'))`;

/**
 * SQL over the same: what somebody may be promised of the end, before a notice has left: whether it comes on its day by itself, or waits for
 * a click on it or later (D13).
 */
export const comesByItself: Sql<boolean> = sql<boolean>`(p.requested_at is not null or coalesce(${restsOnNoTerm}, false) or ${termEndsByItself})`;

/**
 * SQL over `erasure_plan p`, `candidate c` and `retention_policy policy`: whether this plan is carried out on its date without
 * a person's click. The one place where that is decided (H31, D13).
 *
 * What the candidate asked for himself goes as soon as nothing stands in the way any more (D7).
 * Rules that are live select by themselves (C17), and who planned somebody has clicked already; for a term that ends the agency's switch for this kind of person is on. Where
 * such a plan has contact moments, a set's own or the agency's, a notice has really left (C65), or there is no address to send one to. A mail that failed, or that may or may not have arrived, waits for a person.
 */
export const goesByItself: Sql<boolean> = sql<boolean>`(
  p.requested_at is not null or (${restsOnNoTerm} or ${termEndsByItself})
  and (p.notice_problem = 'NO_ADDRESS'
    or not exists (select from contact_moment m where m.agency_id = c.agency_id and (m.rule_set_id, m.survey_id) is not distinct from (p.rule_set_id, p.survey_id) and m.active)
    or exists (
      select from notice n join outgoing_mail m on m.dedupe_key = 'notice:' || n.plan_id || ':' || n.contact_moment_id
      where n.plan_id = p.id and m.state = 'SENT')))`;
