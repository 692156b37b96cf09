import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DomainError } from '../../platform/errors.ts';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import { permissionsOf, type RequestContext } from '../permissions/index.ts';
import { staffOfSession } from './staff-of-session.ts';
import type { SignInThrottle } from './sign-in-throttle.ts';
import { signIn, signOut } from './sign-in.ts';
import { StaffAgencySchema, StaffUserSchema } from './staff.ts';
import { SignInInput, SignInPayload, SignOutPayload, ViewerType } from './viewer.type.ts';

const LONGEST_PASSWORD = 200;

declare module '../permissions/index.ts' {
  interface RequestContext {
    readonly signInThrottle: SignInThrottle;
  }
}

async function viewerOf(context: RequestContext, staffId: string): Promise<ViewerType> {
  const staff = await context.work.em.fork().findOneOrFail(StaffUserSchema, { id: staffId });
  return {
    id: toGlobalId('StaffUser', staff.id),
    name: staff.name,
    email: staff.email,
    role: staff.role,
    permissions: [...permissionsOf(staff.role)],
  };
}

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { nullable: true, description: 'You; empty when nobody is signed in.' })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType | null> {
    const { actor } = context.work;
    return actor.kind === 'staff' ? viewerOf(context, actor.id) : null;
  }

  @Mutation(() => SignInPayload, { description: 'Starts a session of twelve hours.' })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who you are.' }) input: SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<SignInPayload> {
    return withUserErrors(async () => {
      if (input.password.length > LONGEST_PASSWORD)
        throw new DomainError('BAD_USER_INPUT', 'This e-mail address and password don’t belong together.', [
          'password',
        ]);
      const { work, session, signInThrottle, address } = context;
      const started = await signIn(work, signInThrottle, { email: input.email, password: input.password, address });
      session.start(started.token, started.expiresAt);
      const staff = await staffOfSession(work, started.token);
      if (staff) context.becomes(staff);
      return { viewer: await viewerOf(context, started.staffId) };
    });
  }

  @Mutation(() => SignOutPayload, { description: 'Ends your session, on the server too.' })
  async signOut(@Ctx() { work, session }: RequestContext): Promise<SignOutPayload> {
    if (session.token !== undefined) await signOut(work, session.token);
    session.end();
    return { userErrors: [] };
  }

  @FieldResolver(() => [AgencyType], { description: 'The agencies that you work for, by name.' })
  async agencies(@Root() viewer: ViewerType, @Ctx() { work }: RequestContext): Promise<Agency[]> {
    const mine = await work.em.find(StaffAgencySchema, { staffId: rowId('StaffUser', viewer.id) });
    return work.em.find(AgencySchema, { id: { $in: mine.map((one) => one.agencyId) } }, { orderBy: { name: 'asc' } });
  }
}
