import { arrayOf, rows, sql, type EntityManager } from '../../platform/database/index.ts';

interface Sum {
  agency_id: string;
  organisation_unit_id: string | null;
  applied_in_month: string;
  status: string;
  applications: number;
}

/** How the applications of these people stand, as sums; to be asked before they are erased. */
export const statusSumsOf = (em: EntityManager, candidateIds: readonly string[]): Promise<Sum[]> =>
  rows<Sum>(
    em,
    sql`select c.agency_id, c.organisation_unit_id, date_trunc('month', a.applied_on::timestamp)::date::text as applied_in_month,
          a.status, count(*)::int as applications
        from application a join candidate c on c.id = a.candidate_id
        where c.id = any(${arrayOf(candidateIds)}::uuid[]) and a.candidate_id = any(${arrayOf(candidateIds)}::uuid[])
        group by 1, 2, 3, 4`,
  );

/**
 * Adds them to what is kept of how erased applications had fared (C2). Always in one order, so that of two erasures at once
 * the one waits for the other and neither for both; and late in the transaction, so that it waits briefly.
 */
export async function keepErasedCounts(em: EntityManager, sums: readonly Sum[]): Promise<void> {
  if (sums.length === 0) return;
  await rows(
    em,
    sql`insert into erased_application_count as kept (id, agency_id, organisation_unit_id, applied_in_month, status, applications)
        select gen_random_uuid(), s.*
        from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb)
          as s (agency_id uuid, organisation_unit_id uuid, applied_in_month date, status text, applications int)
        order by 2, 3, 4, 5
        on conflict (agency_id, organisation_unit_id, applied_in_month, status)
        do update set applications = kept.applications + excluded.applications`,
  );
}
