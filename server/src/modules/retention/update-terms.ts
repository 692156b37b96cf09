import { affected, rows, sql, type EntityManager, type Sql } from '../../platform/database/index.ts';

/** Whose terms: some people, or everybody of an agency when its settings changed. */
export type TermScope = { candidateIds: readonly string[] } | { agencyId: string };

/**
 * Computes the day on which each person's term ends, in one statement, and stores it with its reasons (H23–H25, H30,
 * H36–H39). Call it in the transaction of whatever changed a person, an application, a consent or a setting.
 *
 * - A candidate (registered through CheckIn, or without any application) is kept `candidateTermDays` from registration;
 *   without consent never longer than an applicant for one vacancy (H25).
 * - An applicant is kept from the end of the procedure, else from the last application (D14), for the term of one or of
 *   several vacancies, as he consented.
 * - What the candidate asked for himself (`extendedUntil`, D2) counts when it is later.
 * - Who is anonymised (D1) or approved, and so led by the back office (H41), has no term here.
 *
 * @returns how many people's terms changed.
 */
export async function updateTerms(em: EntityManager, scope: TermScope): Promise<number> {
  // Locked first, in one order, and looked at afterwards: what somebody else commits while we wait is seen.
  await rows(em, sql`select from candidate c where ${within(scope)} order by c.id for update`);
  return affected(
    em,
    sql`
      with result as (${termsOf(scope)})
      update candidate c
      set retain_until = r.until, retention_basis = r.basis, retention_started_on = r.started_on, retention_term_days = r.days
      from result r
      where c.id = r.id
        and (c.retain_until, c.retention_basis, c.retention_started_on, c.retention_term_days)
          is distinct from (r.until, r.basis, r.started_on, r.days)`,
  );
}

/**
 * SQL that computes the terms of these people, storing nothing: id, started_on, days, until, basis.
 * @param policies the settings by which; those that are stored, unless told otherwise.
 */
export const termsOf = (scope: TermScope, policies: Sql = sql`retention_policy`): Sql => sql`
  with fact as (${termFacts(scope, policies)}),
  term as (
    select id, extended_until,
      case when acts then started_on end as started_on,
      case when acts then days end as days,
      case when acts then basis end as basis,
      case when acts then started_on + days end as ends_on
    from fact
  )
  select id, started_on, days,
    case when extended_until > ends_on then extended_until else ends_on end as until,
    basis
  from term`;

const within = (scope: TermScope): Sql =>
  'agencyId' in scope ? sql`c.agency_id = ${scope.agencyId}` : sql`c.id = any(${scope.candidateIds})`;

function termFacts(scope: TermScope, policies: Sql): Sql {
  return sql`
    select c.id, c.extended_until,
      not c.anonymised and c.approved_on is null as acts,
      case when applicant then
        case when a.running then a.last_applied_on else greatest(a.last_closed_on, a.last_applied_on) end
      else greatest(c.registered_on, a.last_applied_on) end as started_on,
      case when applicant and consented then p.multiple_vacancies_term_days
        when applicant then p.single_vacancy_term_days
        when consented then p.candidate_term_days
        else least(p.candidate_term_days, p.single_vacancy_term_days) end as days,
      case when applicant and consented then 'MULTIPLE_VACANCIES'
        when applicant then 'SINGLE_VACANCY'
        when consented then 'CANDIDATE_CONSENT'
        else 'CANDIDATE_NO_CONSENT' end as basis
    from candidate c
    join ${policies} p on p.agency_id = c.agency_id
    cross join lateral (
      select count(*) > 0 as any_at_all, max(applied_on) as last_applied_on, max(deregistered_on) as last_closed_on,
        coalesce(bool_or(deregistered_on is null), false) as running
      from application where candidate_id = c.id
    ) a
    cross join lateral (
      select c.registration_kind not in ('CHECKIN_INVITATION', 'CHECKIN_FORM') and a.any_at_all as applicant,
        exists (
          select from consent where candidate_id = c.id and purpose = 'OTHER_VACANCIES' and withdrawn_at is null
        ) as consented
    ) k
    where ${within(scope)}`;
}
