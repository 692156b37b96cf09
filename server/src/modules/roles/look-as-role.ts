import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { forbidden, notFound } from '../../platform/errors.ts';
import { hashToken } from '../../platform/secrets.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import type { Role } from './role.entity.ts';
import { findManagedRole } from './visible-roles.ts';

/**
 * From the next request of this session on, the product is shown as another role sees it, as far as the actor himself may
 * see that; nothing can be changed meanwhile (H7).
 * @throws DomainError NOT_FOUND, FORBIDDEN
 */
export async function lookAsRole(work: Work, sessionToken: string | undefined, roleId: string): Promise<Role> {
  if (work.actor.kind !== 'staff' || sessionToken === undefined) throw forbidden();
  return inTransaction(work.em, async (em) => {
    const role = await findManagedRole(em, work.actor, roleId);
    if (!role) throw notFound();
    await rows(
      em,
      sql`update staff_session set looking_as_role_id = ${roleId} where token_hash = ${hashToken(sessionToken)}`,
    );
    await recordAudit({ ...work, em }, [{ action: 'role.looked-as', subjectType: 'Role', subjectId: roleId }]);
    return role;
  });
}

/** Ends it; also where it wasn't begun. */
export async function stopLookingAsRole(work: Work, sessionToken: string | undefined): Promise<void> {
  if (sessionToken === undefined) return;
  await inTransaction(work.em, async (em) => {
    const looked = await rows<{ role_id: string }>(
      em,
      sql`update staff_session s set looking_as_role_id = null
          from (select id, looking_as_role_id as role_id from staff_session
                where token_hash = ${hashToken(sessionToken)} and looking_as_role_id is not null for update) was
          where s.id = was.id returning was.role_id`,
    );
    await recordAudit(
      { ...work, em },
      looked.map(({ role_id }) => ({ action: 'role.stopped-looking-as', subjectType: 'Role', subjectId: role_id })),
    );
  });
}
