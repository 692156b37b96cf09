import { Arg, Ctx, FieldResolver, Mutation, Resolver } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../../platform/graphql/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { oncePerRequest } from '../once-per-request.ts';
import type { PlainPayload } from '../plain-payload.type.ts';
import { ViewerType } from '../viewer.type.ts';
import { confirmPassword } from './confirm-password.ts';
import { endOtherSessions, endSession } from './end-sessions.ts';
import { ownSession } from './session-of-token.ts';
import {
  ConfirmationType,
  ConfirmPasswordInput,
  ConfirmPasswordPayload,
  EndOtherSessionsPayload,
  EndSessionInput,
  EndSessionPayload,
  SessionType,
} from './session.type.ts';
import { hoursAfter, IDLE_HOURS } from './session-times.ts';
import { waysToConfirm } from './ways-to-confirm.ts';
import { StaffSessionSchema } from './staff-session.ts';

@Resolver(() => ViewerType)
export class SessionResolver {
  @FieldResolver(() => [SessionType], { description: 'Where you are signed in, the last used first.' })
  async sessions(@Ctx() context: RequestContext): Promise<SessionType[]> {
    const { work } = context;
    const own = await ownSession(context);
    const now = work.clock.now();
    const found = await work.em.find(
      StaffSessionSchema,
      { staffId: own.staffId, expiresAt: { $gt: now }, lastUsedAt: { $gt: hoursAfter(now, -IDLE_HOURS) } },
      { orderBy: { lastUsedAt: 'desc', id: 'asc' } },
    );
    return found.map(({ id, startedAt, lastUsedAt, browser, system }) => ({
      id: toGlobalId('Session', id),
      current: id === own.id,
      startedAt,
      lastUsedAt,
      browser: browser ?? null,
      system: system ?? null,
    }));
  }

  @FieldResolver(() => ConfirmationType, { description: 'How you can show once more that it is you.' })
  confirmation(@Ctx() context: RequestContext): Promise<ConfirmationType> {
    return waysToConfirm(context);
  }

  @Mutation(() => ConfirmPasswordPayload, {
    description:
      'Shows once more that it is you, for what answers REAUTHENTICATION_REQUIRED; it holds for five minutes.',
  })
  confirmPassword(
    @Arg('input', () => ConfirmPasswordInput, { description: 'Your password, and a code if you have a second factor.' })
    input: ConfirmPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { password, code } = input;
      const cookie = await confirmPassword(context, { password, code: code ?? undefined });
      context.session.start(cookie.token, cookie.expiresAt);
      return {};
    });
  }

  @Mutation(() => EndSessionPayload, { description: 'Ends one of your sessions.' })
  endSession(
    @Arg('input', () => EndSessionInput, { description: 'Which one.' }) input: EndSessionInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      const { wasThisOne } = await endSession(context, rowId('Session', input.id));
      if (wasThisOne) context.session.end();
      return {};
    });
  }

  @Mutation(() => EndOtherSessionsPayload, { description: 'Ends all your sessions but this one.' })
  endOtherSessions(@Ctx() context: RequestContext): Promise<EndOtherSessionsPayload> {
    return withUserErrors(async () => ({ ended: await endOtherSessions(context) }));
  }
}
