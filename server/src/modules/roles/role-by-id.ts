import type DataLoader from 'dataloader';
import { outsideRowScope } from '../../platform/database/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { RoleSchema, type Role } from './role.entity.ts';

/**
 * Roles as they are named beside somebody who is known: oneself, a colleague, a program. A colleague who works for more agencies
 * than one may have a role that is held to the other, so they are looked up beyond one's own rows.
 */
export const roleById = (context: Pick<RequestContext, 'loader' | 'work'>): DataLoader<string, Role | undefined> =>
  context.loader('roleById', async (ids) => {
    const found = await outsideRowScope(() => context.work.em.fork().find(RoleSchema, { id: { $in: [...ids] } }));
    return new Map(found.map((role) => [role.id, role]));
  });
