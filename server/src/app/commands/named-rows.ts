import { rows, sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import type { Work } from '../../modules/permissions/index.ts';

/** The agency of this name, as it is typed on a command line. @throws DomainError BAD_USER_INPUT */
export async function agencyNamed({ em }: Work, name: string): Promise<string> {
  const [agency] = await rows<{ id: string }>(em, sql`select id from agency where lower(name) = lower(${name.trim()})`);
  if (!agency) throw badInput('agency', 'There is no agency of this name.');
  return agency.id;
}

/**
 * The role that is built in under this name, or is one of this agency's own.
 * @throws DomainError BAD_USER_INPUT
 */
export async function roleNamed({ em }: Work, name: string, agencyId: string): Promise<string> {
  const [role] = await rows<{ id: string }>(
    em,
    sql`select id from role
        where (built_in is not null and built_in = upper(replace(${name.trim()}, '-', '_')))
          or (built_in is null and lower(name) = lower(${name.trim()}) and (agency_ids is null or ${agencyId} = any(agency_ids)))
        order by built_in nulls last, agency_ids nulls last limit 1`,
  );
  if (!role)
    throw badInput(
      'role',
      'There is no role of this name here. Built in: ADMIN, PRIVACY_OFFICER, CONSULTANT, RECRUITER, BACK_OFFICE, READ_ONLY.',
    );
  return role.id;
}
