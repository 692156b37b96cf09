import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { withUserErrors } from '../../../platform/graphql/index.ts';
import { DEVICE_COOKIE, oncePerRequest, type PlainPayload } from '../../accounts/index.ts';
import { mustBePortal, type RequestContext } from '../../permissions/index.ts';
import { SignInToPortalInput, SignInToPortalPayload, SignOutOfPortalPayload } from './portal-sign-in.type.ts';
import { signInToPortal } from './sign-in-to-portal.ts';
import { signOutOfPortal } from './sign-out-of-portal.ts';

@Resolver()
export class PortalSignInResolver {
  @Mutation(() => SignInToPortalPayload, {
    description:
      'Signs you in to the portal, as a candidate (C83). It lasts twelve hours, and one when nobody uses it.',
  })
  signInToPortal(
    @Arg('input', () => SignInToPortalInput, { description: 'Who you are.' }) input: SignInToPortalInput,
    @Ctx() context: RequestContext,
  ): Promise<SignInToPortalPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { work, portal } = context;
      const { token, expiresAt } = await signInToPortal(context, { login: input.login, password: input.password });
      // Whoever sat here before is signed out: a browser has one session.
      if (portal.token !== undefined) await signOutOfPortal(work, portal.token);
      portal.start(token, expiresAt);
      return work.actor.kind === 'api-client'
        ? { expiresAt, sessionToken: token, deviceToken: context.cookies.get(DEVICE_COOKIE)! }
        : { expiresAt };
    });
  }

  @Mutation(() => SignOutOfPortalPayload, { description: 'Ends your session on the portal, on the server too.' })
  signOutOfPortal(@Ctx() { work, portal }: RequestContext): Promise<PlainPayload> {
    return withUserErrors(async () => {
      mustBePortal(work.actor);
      if (portal.token !== undefined) await signOutOfPortal(work, portal.token);
      portal.end();
      return {};
    });
  }
}
