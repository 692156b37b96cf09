import { ForeignKeyConstraintViolationException } from '@mikro-orm/core';
import { inTransaction } from '../../platform/database/index.ts';
import { DomainError, forbidden, notFound } from '../../platform/errors.ts';
import { recordAudit } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { mustOwnRole } from './must-own-role.ts';
import { RoleSchema } from './role.entity.ts';
import { findManagedRole } from './visible-roles.ts';
import { worksEverywhere } from './works-everywhere.ts';

/**
 * Takes away a role of an agency's own that nobody has.
 * @throws DomainError CONFLICT while somebody has it, NOT_FOUND, FORBIDDEN
 */
export async function deleteRole(work: Work, id: string): Promise<void> {
  const everywhere = await worksEverywhere(work);
  await inTransaction(work.em, async (em) => {
    const role = await findManagedRole(em, work.actor, id);
    if (!role) throw notFound();
    if (role.builtIn != null) throw forbidden('A built-in role can’t be taken away.');
    mustOwnRole(work.actor, everywhere, role);
    try {
      await em.nativeDelete(RoleSchema, { id });
    } catch (error) {
      // Who has a role is known to the database alone, to the last moment.
      if (!(error instanceof ForeignKeyConstraintViolationException)) throw error;
      throw new DomainError('CONFLICT', 'Somebody still has this role. Give him another one first.', ['id']);
    }
    await recordAudit({ ...work, em }, [{ action: 'role.deleted', subjectType: 'Role', subjectId: id }]);
  });
}
