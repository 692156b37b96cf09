import { rows, sql, type EntityManager } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';

/**
 * Changes staff so that no agency is left without an active admin. The agencies are locked first: of two who take each other's
 * rights away at the same moment, one is refused.
 * @param em in a transaction, which is undone when this throws.
 * @throws DomainError LAST_ADMIN
 */
export async function keepingAnAdmin<T>(
  em: EntityManager,
  agencyIds: readonly string[],
  change: () => Promise<T>,
): Promise<T> {
  await rows(em, sql`select from agency where id = any(${agencyIds}::uuid[]) order by id for no key update`);
  const before = await administered(em, agencyIds);
  const result = await change();
  const after = await administered(em, agencyIds);
  if (before.some((id) => !after.includes(id)))
    throw new DomainError('LAST_ADMIN', 'This is the last active admin of an agency: make somebody else admin first.');
  return result;
}

/** Those of these agencies in which an admin can sign in. */
async function administered(em: EntityManager, agencyIds: readonly string[]): Promise<string[]> {
  const found = await rows<{ id: string }>(
    em,
    sql`select distinct a.agency_id as id
        from staff_agency a join staff_user u on u.id = a.staff_id join role r on r.id = u.role_id
        where a.agency_id = any(${agencyIds}::uuid[]) and r.built_in = 'ADMIN' and u.disabled_at is null
          and (u.password_hash is not null or exists (select from staff_identity i where i.staff_id = u.id))`,
  );
  return found.map(({ id }) => id);
}
