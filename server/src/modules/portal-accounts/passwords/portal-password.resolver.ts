import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { withUserErrors } from '../../../platform/graphql/index.ts';
import { oncePerRequest, requestPasswordReset, type PlainPayload } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { confirmPortalEmailChange } from '../email/confirm-portal-email-change.ts';
import { requestPortalEmailChange } from '../email/request-portal-email-change.ts';
import { goOnWith } from '../sessions/portal-session.resolver.ts';
import type { RenewedSession } from '../sessions/portal-session.type.ts';
import { countAsker } from '../sign-in/count-visitor.ts';
import { changePortalPassword } from './change-portal-password.ts';
import { choosePortalPassword } from './choose-portal-password.ts';
import {
  ChangePortalPasswordInput,
  ChangePortalPasswordPayload,
  ChoosePortalPasswordInput,
  ChoosePortalPasswordPayload,
  ConfirmPortalEmailChangeInput,
  ConfirmPortalEmailChangePayload,
  RequestPortalEmailChangeInput,
  RequestPortalEmailChangePayload,
  RequestPortalPasswordResetInput,
  RequestPortalPasswordResetPayload,
} from './portal-password.type.ts';

@Resolver()
export class PortalPasswordResolver {
  @Mutation(() => RequestPortalPasswordResetPayload, {
    description: 'Mails a link to choose another password for the portal by. Every address gets the same answer (S6).',
  })
  requestPortalPasswordReset(
    @Arg('input', () => RequestPortalPasswordResetInput, { description: 'Whose.' })
    input: RequestPortalPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await requestPasswordReset(context, input.email, {
        count: () => countAsker(context),
        mayMail: (email) => context.registrationThrottle.mayMail(email, 'PASSWORD'),
      });
      return {};
    });
  }

  @Mutation(() => ChoosePortalPasswordPayload, {
    description: 'Chooses a password for the portal by a mailed link. All sessions end; nobody is signed in.',
  })
  choosePortalPassword(
    @Arg('input', () => ChoosePortalPasswordInput, { description: 'The link and the password.' })
    input: ChoosePortalPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await choosePortalPassword(context, { token: input.token, password: input.password });
      return {};
    });
  }

  @Mutation(() => ChangePortalPasswordPayload, {
    description: 'Another password for your account on the portal; your other sessions end.',
  })
  changePortalPassword(
    @Arg('input', () => ChangePortalPasswordInput, { description: 'Both passwords.' })
    input: ChangePortalPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<RenewedSession> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { currentPassword, newPassword } = input;
      return goOnWith(context, await changePortalPassword(context, { currentPassword, newPassword }));
    });
  }

  @Mutation(() => RequestPortalEmailChangePayload, {
    description: 'Mails a link to another address for your account; it counts once you have confirmed that.',
  })
  requestPortalEmailChange(
    @Arg('input', () => RequestPortalEmailChangeInput, { description: 'The address.' })
    input: RequestPortalEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await requestPortalEmailChange(context, input.email);
      return {};
    });
  }

  @Mutation(() => ConfirmPortalEmailChangePayload, {
    description: 'Takes the new address of your account into use, by the link mailed to it.',
  })
  confirmPortalEmailChange(
    @Arg('input', () => ConfirmPortalEmailChangeInput, { description: 'The link.' })
    input: ConfirmPortalEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await confirmPortalEmailChange(context, input.token);
      return {};
    });
  }
}
