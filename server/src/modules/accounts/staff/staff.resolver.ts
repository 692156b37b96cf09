import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { sql } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { keysetPage, PageArgs, rowId, toGlobalId, withUserErrors } from '../../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../../organisation/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { grantableRoles, roleById, RoleType, type Role } from '../../roles/index.ts';
import { StaffAgencySchema } from '../staff.ts';
import { disableStaff } from './disable-staff.ts';
import { enableStaff } from './enable-staff.ts';
import { inviteStaff } from './invite-staff.ts';
import { findListedStaff, knownColleague, type ListedStaff, listedStaff } from './listed-staff.ts';
import { removeSecondFactor } from './remove-second-factor.ts';
import { sendInvitationAgain } from './send-invitation-again.ts';
import {
  InviteStaffInput,
  StaffUserConnection,
  StaffUserInput,
  StaffUserPayload,
  StaffUserType,
  UpdateStaffInput,
} from './staff.type.ts';
import { updateStaff } from './update-staff.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

const agencyRows = (ids: readonly string[]) => ids.map((id) => rowId('Agency', id, 'agencyIds'));
const input = { description: 'Which employee.' };

@Resolver(() => StaffUserType)
export class StaffResolver {
  @Query(() => StaffUserConnection, { description: 'The employees of your agencies, by name.' })
  async staff(@Args(() => PageArgs) page: PageArgs, @Ctx() { work }: RequestContext) {
    const query = {
      type: 'StaffUser',
      from: sql`staff_user u`,
      where: knownColleague(work.actor),
      id: sql`u.id`,
      key: sql`lower(u.name)`,
      descending: false,
      load: (ids: readonly string[]) => listedStaff(work, ids),
    };
    return new StaffUserConnection(await keysetPage<ListedStaff>(work.em, query, page));
  }

  @Query(() => [RoleType], {
    description: 'The roles that you may give to an employee or to an API client: none that may do more than you.',
  })
  grantableRoles(@Ctx() { work, roles }: RequestContext): Promise<Role[]> {
    return grantableRoles(work, roles);
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() staff: ListedStaff): string {
    return toGlobalId('StaffUser', staff.id);
  }

  @FieldResolver(() => RoleType, { description: 'The role.' })
  async role(@Root() staff: ListedStaff, @Ctx() context: RequestContext) {
    return roleById(context).load(staff.roleId);
  }

  @FieldResolver(() => [AgencyType], { description: 'Those of your agencies that he works for, by name.' })
  async agencies(@Root() staff: ListedStaff, @Ctx() context: RequestContext): Promise<Agency[]> {
    return (await context.loader('agenciesOfStaff', (ids) => agenciesOfStaff(context, ids)).load(staff.id)) ?? [];
  }

  @Mutation(() => StaffUserPayload, {
    description: 'Makes an account, and mails its owner a link to choose a password. Asks for confirmPassword first.',
  })
  inviteStaff(
    @Arg('input', () => InviteStaffInput, { description: 'Whom, and as what.' }) given: InviteStaffInput,
    @Ctx() context: RequestContext,
  ): Promise<StaffUserPayload> {
    return answering(context, async () => {
      await context.mustBeFresh();
      return slowingGuesses(context, () =>
        inviteStaff(context.work, context.roles, {
          name: given.name,
          email: given.email,
          roleId: rowId('Role', given.roleId, 'roleId'),
          agencyIds: agencyRows(given.agencyIds),
          language: given.language ?? 'nl',
        }),
      );
    });
  }

  @Mutation(() => StaffUserPayload, { description: 'Mails another link in the place of the first.' })
  sendInvitationAgain(
    @Arg('input', () => StaffUserInput, input) { id }: StaffUserInput,
    @Ctx() context: RequestContext,
  ) {
    return changing(context, id, sendInvitationAgain);
  }

  @Mutation(() => StaffUserPayload, { description: 'Takes back an invitation; the account goes with it.' })
  withdrawInvitation(
    @Arg('input', () => StaffUserInput, input) { id }: StaffUserInput,
    @Ctx() context: RequestContext,
  ) {
    return changing(context, id, withdrawInvitation);
  }

  @Mutation(() => StaffUserPayload, {
    description:
      'Gives an employee another name, role or other agencies, from his next request on. For more than a name it asks for confirmPassword first.',
  })
  updateStaff(
    @Arg('input', () => UpdateStaffInput, { description: 'Who, and what is to be different.' }) given: UpdateStaffInput,
    @Ctx() context: RequestContext,
  ): Promise<StaffUserPayload> {
    return changing(context, given.id, async (work, roles, id) => {
      if (given.roleId != null || given.agencyIds != null) await context.mustBeFresh();
      await updateStaff(work, roles, id, {
        name: given.name ?? undefined,
        roleId: given.roleId == null ? undefined : rowId('Role', given.roleId, 'roleId'),
        agencyIds: given.agencyIds == null ? undefined : agencyRows(given.agencyIds),
      });
    });
  }

  @Mutation(() => StaffUserPayload, { description: 'Closes an account; its sessions end at once.' })
  disableStaff(@Arg('input', () => StaffUserInput, input) { id }: StaffUserInput, @Ctx() context: RequestContext) {
    return changing(context, id, disableStaff);
  }

  @Mutation(() => StaffUserPayload, { description: 'Opens an account again. Asks for confirmPassword first.' })
  enableStaff(@Arg('input', () => StaffUserInput, input) { id }: StaffUserInput, @Ctx() context: RequestContext) {
    return changing(context, id, confirmed(context, enableStaff));
  }

  @Mutation(() => StaffUserPayload, {
    description:
      'For who has lost both his app and his recovery codes: signing in asks him for his password alone. Asks for confirmPassword first.',
  })
  removeSecondFactor(
    @Arg('input', () => StaffUserInput, input) { id }: StaffUserInput,
    @Ctx() context: RequestContext,
  ) {
    return changing(context, id, confirmed(context, removeSecondFactor));
  }
}

/**
 * Who invites must hear that an address is in use, else somebody waits for a mail that never comes. So he can find out who has an
 * account in this installation, and nobody can do that for a list of addresses: what is refused counts as a guess (S6).
 */
async function slowingGuesses<Result>(context: RequestContext, invite: () => Promise<Result>): Promise<Result> {
  try {
    return await invite();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'ADDRESS_IN_USE')
      await context.signInThrottle.countAddress(context.address);
    throw error;
  }
}

type Change = (work: RequestContext['work'], roles: RequestContext['roles'], id: string) => Promise<void>;

/** For what widens what somebody may do: nobody does it from a browser that another left open. */
const confirmed =
  (context: RequestContext, change: Change): Change =>
  async (...given) => {
    await context.mustBeFresh();
    await change(...given);
  };

function changing(context: RequestContext, globalId: string, change: Change): Promise<StaffUserPayload> {
  return answering(context, async () => {
    const id = rowId('StaffUser', globalId);
    await change(context.work, context.roles, id);
    return id;
  });
}

const answering = (context: RequestContext, deed: () => Promise<string>): Promise<StaffUserPayload> =>
  withUserErrors(async () => {
    const found = await findListedStaff(context.work, await deed());
    return { staffUser: found as unknown as StaffUserType | null };
  });

async function agenciesOfStaff({ work }: RequestContext, staffIds: readonly string[]): Promise<Map<string, Agency[]>> {
  const works = await work.em.find(StaffAgencySchema, { staffId: { $in: [...staffIds] } });
  const agencies = await work.em.find(
    AgencySchema,
    { id: { $in: works.map(({ agencyId }) => agencyId) } },
    { orderBy: { name: 'asc' } },
  );
  return new Map(
    staffIds.map((id) => [
      id,
      agencies.filter((agency) => works.some((one) => one.staffId === id && one.agencyId === agency.id)),
    ]),
  );
}
