import { sql, type Sql } from '../../platform/database/index.ts';

/**
 * SQL over `erasure_plan p`, `candidate c` and `retention_policy policy`: whether this plan is carried out on its date without
 * a person's click. The one place where that is decided (H31, D13).
 *
 * The agency's switch for this kind of person is on, and where contact moments are set up a notice has really left (C65), or
 * there is no address to send one to. A mail that failed, or that may or may not have arrived, waits for a person.
 */
export const goesByItself: Sql<boolean> = sql<boolean>`(
  case when c.retention_basis in ('CANDIDATE_CONSENT', 'CANDIDATE_NO_CONSENT')
    then policy.auto_erase_candidates else policy.auto_erase_applicants end
  and (p.notice_problem = 'NO_ADDRESS'
    or not exists (select from contact_moment m where m.agency_id = c.agency_id and m.active)
    or exists (
      select from notice n join outgoing_mail m on m.dedupe_key = 'notice:' || n.plan_id || ':' || n.contact_moment_id
      where n.plan_id = p.id and m.state = 'SENT')))`;
