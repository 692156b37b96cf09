import { outsideRowScope, rows, sql, type EntityManager, type Sql } from '../../../platform/database/index.ts';

/** SQL over `staff_user u`: whether every agency that he works for takes passwords beside its own login. */
export const passwordsAreTaken: Sql<boolean> = sql<boolean>`not exists (
  select from staff_agency a join identity_provider p on p.agency_id = a.agency_id and not p.password_sign_in
  where a.staff_id = u.id)`;

/** The hash of somebody's password, where he has one that is still taken. */
export async function hashInUse(em: EntityManager, staffId: string): Promise<string | undefined> {
  const [found] = await outsideRowScope(() =>
    rows<{ password_hash: string | null }>(
      em.fork(),
      sql`select u.password_hash from staff_user u where u.id = ${staffId} and ${passwordsAreTaken}`,
    ),
  );
  return found?.password_hash ?? undefined;
}
