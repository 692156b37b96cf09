import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { withUserErrors } from '../../../platform/graphql/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { confirmEmailChange } from '../email/confirm-email-change.ts';
import { requestEmailChange } from '../email/request-email-change.ts';
import { findLink } from '../links/find-link.ts';
import { oncePerRequest } from '../once-per-request.ts';
import type { PlainPayload } from '../plain-payload.type.ts';
import { changePassword } from './change-password.ts';
import {
  AccountLinkType,
  ChangePasswordInput,
  ChangePasswordPayload,
  ConfirmEmailChangeInput,
  ConfirmEmailChangePayload,
  RequestEmailChangeInput,
  RequestEmailChangePayload,
  RequestPasswordResetInput,
  RequestPasswordResetPayload,
  SetPasswordInput,
  SetPasswordPayload,
} from './password.type.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { setPassword } from './set-password.ts';

@Resolver()
export class PasswordResolver {
  @Query(() => AccountLinkType, {
    description: 'What a mailed link to an account is for. Asking changes nothing (S9).',
  })
  async accountLink(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<AccountLinkType> {
    const link = await findLink(work, token);
    if (link.state !== 'OPEN') return { state: link.state };
    const { state, kind, name, agencyName } = link;
    return { state, kind, name, email: link.newEmail ?? link.email, agencyName };
  }

  @Mutation(() => RequestPasswordResetPayload, {
    description: 'Mails a link to choose another password by. Every address gets the same answer (S6).',
  })
  requestPasswordReset(
    @Arg('input', () => RequestPasswordResetInput, { description: 'Whose.' }) input: RequestPasswordResetInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await requestPasswordReset(context, input.email);
      return {};
    });
  }

  @Mutation(() => SetPasswordPayload, {
    description:
      'Chooses a password by the link of an invitation or of a reset. All sessions end; nobody is signed in.',
  })
  setPassword(
    @Arg('input', () => SetPasswordInput, { description: 'The link and the password.' }) input: SetPasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await setPassword(context, { token: input.token, password: input.password });
      return {};
    });
  }

  @Mutation(() => ChangePasswordPayload, { description: 'Another password for yourself; your other sessions end.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { currentPassword, newPassword } = input;
      const cookie = await changePassword(context, { currentPassword, newPassword });
      context.session.start(cookie.token, cookie.expiresAt);
      return {};
    });
  }

  @Mutation(() => RequestEmailChangePayload, {
    description: 'Mails a link to another address of yours; it counts once you have followed that.',
  })
  requestEmailChange(
    @Arg('input', () => RequestEmailChangeInput, { description: 'The address.' }) input: RequestEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await requestEmailChange(context, input.email);
      return {};
    });
  }

  @Mutation(() => ConfirmEmailChangePayload, {
    description: 'Takes the new address into use, by the link mailed to it.',
  })
  confirmEmailChange(
    @Arg('input', () => ConfirmEmailChangeInput, { description: 'The link.' }) input: ConfirmEmailChangeInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await confirmEmailChange(context, input.token);
      return {};
    });
  }
}
