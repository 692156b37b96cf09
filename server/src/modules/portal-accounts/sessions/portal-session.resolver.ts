import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../../platform/graphql/index.ts';
import { outsideRowScope } from '../../../platform/database/index.ts';
import { oncePerRequest, type PlainPayload } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { idleSince } from '../account-of-session.ts';
import { MyAccountType } from '../account/my-account.type.ts';
import { ownAccount } from '../account/own-account.ts';
import { PortalSessionSchema } from '../portal-session.ts';
import type { PortalSessionCookie } from '../start-portal-session.ts';
import { confirmPortalPassword } from './confirm-portal-password.ts';
import { endOtherPortalSessions, endPortalSession } from './portal-sessions.ts';
import {
  ConfirmPortalPasswordInput,
  ConfirmPortalPasswordPayload,
  EndOtherPortalSessionsPayload,
  EndPortalSessionInput,
  EndPortalSessionPayload,
  PortalSessionType,
  type RenewedSession,
} from './portal-session.type.ts';

@Resolver(() => MyAccountType)
export class PortalSessionResolver {
  @FieldResolver(() => [PortalSessionType], { description: 'Where you are signed in, the last used first.' })
  async sessions(@Ctx() context: RequestContext): Promise<PortalSessionType[]> {
    const own = await ownAccount(context);
    const now = context.work.clock.now();
    const live = { expiresAt: { $gt: now }, lastUsedAt: { $gt: idleSince(now) } };
    const found = await outsideRowScope(() =>
      context.work.em
        .fork()
        .find(
          PortalSessionSchema,
          { accountId: own.accountId, ...live },
          { orderBy: { lastUsedAt: 'desc', id: 'asc' } },
        ),
    );
    return found.map(({ id, startedAt, lastUsedAt, browser, system }) => ({
      id: toGlobalId('PortalSession', id),
      current: id === own.sessionId,
      startedAt,
      lastUsedAt,
      browser: browser ?? null,
      system: system ?? null,
    }));
  }

  @Mutation(() => ConfirmPortalPasswordPayload, {
    description:
      'Gives your password once more, for what answers REAUTHENTICATION_REQUIRED; it holds for five minutes.',
  })
  confirmPortalPassword(
    @Arg('input', () => ConfirmPortalPasswordInput, { description: 'Your password.' })
    input: ConfirmPortalPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<RenewedSession> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      return goOnWith(context, await confirmPortalPassword(context, input.password));
    });
  }

  @Mutation(() => EndPortalSessionPayload, { description: 'Ends one of your sessions on the portal.' })
  endPortalSession(
    @Arg('input', () => EndPortalSessionInput, { description: 'Which one.' }) input: EndPortalSessionInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      const { wasThisOne } = await endPortalSession(context, rowId('PortalSession', input.id));
      if (wasThisOne) context.portal.end();
      return {};
    });
  }

  @Mutation(() => EndOtherPortalSessionsPayload, { description: 'Ends all your sessions on the portal but this one.' })
  endOtherPortalSessions(@Ctx() context: RequestContext): Promise<EndOtherPortalSessionsPayload> {
    return withUserErrors(async () => ({ ended: await endOtherPortalSessions(context) }));
  }
}

/** The session goes on under another secret: in a cookie, or told to the program that hands it on. */
export function goOnWith({ work, portal }: RequestContext, cookie: PortalSessionCookie): { sessionToken?: string } {
  portal.start(cookie.token, cookie.expiresAt);
  return work.actor.kind === 'api-client' ? { sessionToken: cookie.token } : {};
}
