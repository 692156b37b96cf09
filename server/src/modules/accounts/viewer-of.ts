import { toGlobalId } from '../../platform/graphql/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { roleById, type RoleType } from '../roles/index.ts';
import { StaffUserSchema } from './staff.ts';
import type { ViewerType } from './viewer.type.ts';

/** An employee as he sees himself. */
export async function viewerOf(context: RequestContext, staffId: string): Promise<ViewerType> {
  const staff = await context.work.em.fork().findOneOrFail(StaffUserSchema, { id: staffId });
  const { actor } = context.work;
  const lookingAs = actor.kind === 'staff' ? actor.lookingAs : undefined;
  return {
    id: toGlobalId('StaffUser', staff.id),
    name: staff.name,
    email: staff.email,
    role: await roleOf(context, staff.roleId),
    lookingAs: lookingAs === undefined ? null : await roleOf(context, lookingAs),
    secondFactorMissing: actor.kind === 'staff' && actor.secondFactorMissing === true,
    permissions: [...context.rights.permissions],
  };
}

const roleOf = async (context: RequestContext, id: string) => (await roleById(context).load(id)) as unknown as RoleType;
