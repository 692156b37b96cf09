import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { toGlobalId, withUserErrors } from '../../../platform/graphql/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { oncePerRequest } from '../once-per-request.ts';
import type { PlainPayload } from '../plain-payload.type.ts';
import { IdentityProviderSchema } from '../provider/identity-provider.ts';
import { attemptFrom, rememberBrowser } from '../request-browser.ts';
import type { SessionCookie } from '../sessions/start-session.ts';
import { staffOfSession } from '../staff-of-session.ts';
import { viewerOf } from '../viewer-of.ts';
import { setPendingCookie } from './pending-cookie.ts';
import { PENDING_COOKIE } from './pending-sign-in.ts';
import { signInWithCode } from './sign-in-with-code.ts';
import { signIn } from './sign-in.ts';
import { SignInProviderType } from './sign-in-provider.type.ts';
import { SignInInput, SignInPayload, SignInWithCodeInput, SignOutPayload } from './sign-in.type.ts';
import { signOut } from './sign-out.ts';

@Resolver()
export class SignInResolver {
  @Query(() => [SignInProviderType], { description: 'Agencies whose staff may sign in by a login of their own.' })
  async signInProviders(@Ctx() { work }: RequestContext): Promise<SignInProviderType[]> {
    const found = await work.em.find(IdentityProviderSchema, {}, { orderBy: { name: 'asc' } });
    return found.map(({ agencyId, name }) => ({ agencyId: toGlobalId('Agency', agencyId), name }));
  }

  @Mutation(() => SignInPayload, {
    description: 'Starts a session, or asks for a code besides. It lasts twelve hours, and two when nobody uses it.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who you are.' }) input: SignInInput,
    @Ctx() context: RequestContext,
  ): Promise<SignInPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { work, signInThrottle, userAgent } = context;
      const email = input.email.trim().toLowerCase();
      const attempt = attemptFrom(context, 'PASSWORD', email);
      const done = await signIn(work, signInThrottle, { attempt, password: input.password, userAgent });
      if ('pending' in done) {
        setPendingCookie(context, done.pending);
        return { codeRequired: true };
      }
      const payload = await begin(context, done);
      rememberBrowser(context, email);
      return payload;
    }).then(withDefault);
  }

  @Mutation(() => SignInPayload, { description: 'The second step, where signIn asked for a code.' })
  signInWithCode(
    @Arg('input', () => SignInWithCodeInput, { description: 'The code.' }) input: SignInWithCodeInput,
    @Ctx() context: RequestContext,
  ): Promise<SignInPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const done = await signInWithCode(context, context.cookies.get(PENDING_COOKIE), input.code);
      const payload = await begin(context, done);
      context.cookies.clear(PENDING_COOKIE);
      rememberBrowser(context, done.email);
      return payload;
    }).then(withDefault);
  }

  @Mutation(() => SignOutPayload, { description: 'Ends your session, on the server too.' })
  async signOut(@Ctx() { work, session }: RequestContext): Promise<PlainPayload> {
    if (session.token !== undefined) await signOut(work, session.token);
    session.end();
    return { userErrors: [] };
  }
}

/** A refusal carries nothing but its reasons. */
const withDefault = (payload: Partial<SignInPayload> & PlainPayload): SignInPayload => ({
  codeRequired: false,
  ...payload,
});

async function begin(context: RequestContext, done: { staffId: string; session: SessionCookie }) {
  const { work, session, roles } = context;
  // Whoever sat here before is signed out: a browser has one session.
  if (session.token !== undefined) await signOut(work, session.token);
  session.start(done.session.token, done.session.expiresAt);
  const staff = await staffOfSession(work, roles, done.session.token);
  if (staff) context.becomes(staff);
  return { viewer: await viewerOf(context, done.staffId), codeRequired: false };
}
