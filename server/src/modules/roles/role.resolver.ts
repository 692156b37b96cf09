import type DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { forbidden } from '../../platform/errors.ts';
import { rows, sql } from '../../platform/database/index.ts';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, OrganisationUnitSchema, OrganisationUnitType } from '../organisation/index.ts';
import { visibleTo, type RequestContext, type Work } from '../permissions/index.ts';
import { createRole } from './create-role.ts';
import { deleteRole } from './delete-role.ts';
import { lookAsRole, stopLookingAsRole } from './look-as-role.ts';
import { rightLines, type RightLine } from './right-lines.ts';
import type { RoleBook } from './role-book.ts';
import { roleHistory } from './role-history.ts';
import { roleStandings } from './role-standing.ts';
import { RoleSchema, type Role } from './role.entity.ts';
import {
  CreateRoleInput,
  DeleteRoleInput,
  LookAsRoleInput,
  LookAsRolePayload,
  RoleChangeType,
  RolePayload,
  RoleRightType,
  RoleType,
  RoleViewerCanType,
  UpdateRoleInput,
} from './role.type.ts';
import { updateRole } from './update-role.ts';
import { managedRoles, ownRoleIds } from './visible-roles.ts';

declare module '../permissions/index.ts' {
  interface RequestContext {
    readonly roles: RoleBook;
  }
}

const asType = (role: Role) => role as unknown as RoleType;
const ids = (type: string, list: string[] | null | undefined, field: string) =>
  list?.map((id) => rowId(type, id, field));
const scope = (input: { agencyIds?: string[] | null; unitIds?: string[] | null }) => ({
  ...(input.agencyIds === undefined ? {} : { agencyIds: ids('Agency', input.agencyIds, 'agencyIds') ?? null }),
  ...(input.unitIds === undefined ? {} : { unitIds: ids('OrganisationUnit', input.unitIds, 'unitIds') ?? null }),
});

/** Whether somebody may do more by it: a right, another reach, no second factor any more. A name or less asks for nothing. */
const mayWiden = ({ changes, agencyIds, unitIds, asksSecondFactor }: UpdateRoleInput) =>
  changes.some(({ granted }) => granted) ||
  agencyIds !== undefined ||
  unitIds !== undefined ||
  asksSecondFactor === false;

@Resolver(() => RoleType)
export class RoleResolver {
  @Query(() => [RoleType], {
    description: 'Every role that holds, or could hold, where you work; the built-in ones first (Admin > Rollen, H3).',
  })
  roles(@Ctx() { work }: RequestContext): Promise<Role[]> {
    return managedRoles(work);
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() role: Role): string {
    return toGlobalId('Role', role.id);
  }

  @FieldResolver(() => [AgencyType], {
    nullable: true,
    description: 'Those of your agencies that it is held to; empty: it is held to none in particular.',
  })
  agencies(@Root() role: Role, @Ctx() context: RequestContext) {
    return role.agencyIds ? known(context.byId(AgencySchema), role.agencyIds) : null;
  }

  @FieldResolver(() => [OrganisationUnitType], {
    nullable: true,
    description: 'Those of your organisation units that it is held to; empty: whole agencies.',
  })
  organisationUnits(@Root() role: Role, @Ctx() context: RequestContext) {
    return role.unitIds ? known(context.byId(OrganisationUnitSchema), role.unitIds) : null;
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many employees of your agencies have it.' })
  async staffCount(@Root() role: Role, @Ctx() { work, loader }: RequestContext): Promise<number> {
    return (await loader('staffOfRole', (roleIds) => staffCounts(work, roleIds)).load(role.id)) ?? 0;
  }

  @FieldResolver(() => [RoleRightType], {
    nullable: true,
    description:
      'The whole matrix of this role, each cell with its deciding rule (H5, H6). Of your own role, of the role that you look as, or of any role if you manage roles.',
  })
  async rights(@Root() role: Role, @Ctx() { work, rights, roles, loader }: RequestContext): Promise<RightLine[]> {
    if (!rights.permissions.has('role:manage') && !(await ownRoleIds(work)).includes(role.id)) throw forbidden();
    const lines = loader('rightLines', async (roleIds) => {
      const asked = await work.em.find(RoleSchema, { id: { $in: [...roleIds] } });
      return rightLines(
        work,
        await Promise.all(asked.map(async (one) => ({ role: one, rights: await roles.rights(work.em, one) }))),
      );
    });
    return (await lines.load(role.id)) ?? [];
  }

  @FieldResolver(() => RoleViewerCanType, { nullable: true, description: 'What you may do with it.' })
  async viewerCan(@Root() role: Role, @Ctx() { work, roles, loader }: RequestContext) {
    return (await loader('roleStanding', (roleIds) => roleStandings(work, roles, roleIds)).load(role.id)) ?? null;
  }

  @FieldResolver(() => [RoleChangeType], {
    nullable: true,
    description: 'How it became what it is: its last fifty changes, the newest first.',
  })
  async changes(@Root() role: Role, @Ctx() { work, loader }: RequestContext): Promise<RoleChangeType[]> {
    return (await loader('roleChanges', (roleIds) => roleHistory(work, roleIds)).load(role.id)) ?? [];
  }

  @Mutation(() => RolePayload, { description: 'Makes a role of an agency’s own, empty or as a copy of another.' })
  createRole(
    @Arg('input', () => CreateRoleInput, { description: 'The role.' }) input: CreateRoleInput,
    @Ctx() { work, roles }: RequestContext,
  ): Promise<RolePayload> {
    return withUserErrors(async () => {
      const { name, reason } = input;
      const copyOfId = input.copyOfId == null ? null : rowId('Role', input.copyOfId, 'copyOfId');
      return { role: asType(await createRole(work, roles, { name, reason, copyOfId, ...scope(input) })) };
    });
  }

  @Mutation(() => RolePayload, {
    description:
      'Changes a role (Toegang > Wijzigen, H4); it holds from the next request on. What may let somebody do more asks for confirmPassword first.',
  })
  updateRole(
    @Arg('input', () => UpdateRoleInput, { description: 'The changes, and why.' }) input: UpdateRoleInput,
    @Ctx() context: RequestContext,
  ): Promise<RolePayload> {
    return withUserErrors(async () => {
      const { work, roles } = context;
      if (mayWiden(input)) await context.mustBeFresh();
      const { version, name = null, changes, asksSecondFactor = null, reason } = input;
      const id = rowId('Role', input.id);
      return {
        role: asType(
          await updateRole(work, roles, { id, version, name, changes, asksSecondFactor, reason, ...scope(input) }),
        ),
      };
    });
  }

  @Mutation(() => RolePayload, { description: 'Takes away a role of an agency’s own that nobody has.' })
  deleteRole(
    @Arg('input', () => DeleteRoleInput, { description: 'The role.' }) input: DeleteRoleInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RolePayload> {
    return withUserErrors(async () => {
      await deleteRole(work, rowId('Role', input.id));
      return {};
    });
  }

  @Mutation(() => LookAsRolePayload, {
    description:
      'Shows the product as another role sees it, from your next request on; nothing can be changed meanwhile.',
  })
  lookAsRole(
    @Arg('input', () => LookAsRoleInput, { description: 'The role.' }) input: LookAsRoleInput,
    @Ctx() { work, session }: RequestContext,
  ): Promise<LookAsRolePayload> {
    return withUserErrors(async () => ({
      role: asType(await lookAsRole(work, session.token, rowId('Role', input.id))),
    }));
  }

  @Mutation(() => LookAsRolePayload, { description: 'Shows the product as you see it again.' })
  async stopLookingAsRole(@Ctx() { work, session }: RequestContext): Promise<LookAsRolePayload> {
    await stopLookingAsRole(work, session.token);
    return { userErrors: [] };
  }
}

async function known<Row>(loader: DataLoader<string, Row | undefined>, ids: readonly string[]): Promise<Row[]> {
  const found = await loader.loadMany(ids);
  return found.filter((one): one is Awaited<Row> => one !== undefined && !(one instanceof Error));
}

/** Colleagues of other agencies don't exist, so they aren't counted either. */
async function staffCounts({ em, actor }: Work, roleIds: readonly string[]): Promise<Map<string, number>> {
  const counts = await rows<{ role_id: string; count: number }>(
    em,
    sql`select u.role_id, count(*)::int from staff_user u
        where u.role_id = any(${roleIds}::uuid[]) and u.disabled_at is null
          and exists (select from staff_agency a where a.staff_id = u.id and ${visibleTo(actor, sql`a.agency_id`)})
        group by 1`,
  );
  return new Map(counts.map(({ role_id, count }) => [role_id, count]));
}
