import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { withUserErrors } from '../../../platform/graphql/index.ts';
import { oncePerRequest, type PlainPayload } from '../../accounts/index.ts';
import { ErasureQuestionType } from '../../contact-moments/index.ts';
import { mustBePortal, type RequestContext } from '../../permissions/index.ts';
import { findPortalLink } from '../links/portal-links.ts';
import { goOnWith } from '../sessions/portal-session.resolver.ts';
import type { RenewedSession } from '../sessions/portal-session.type.ts';
import { confirmPortalRegistration, isRegistrationOpen } from './confirm-portal-registration.ts';
import { connectMyAccount } from './connect-my-account.ts';
import {
  ConfirmPortalRegistrationInput,
  ConfirmPortalRegistrationPayload,
  ConnectMyAccountInput,
  ConnectMyAccountPayload,
  PortalLinkType,
  ProfileOfferType,
  RegisterOnPortalInput,
  RegisterOnPortalPayload,
} from './portal-registration.type.ts';
import { inviteeOfPlan } from './profile-offer.ts';
import { registerOnPortal } from './register-on-portal.ts';

@Resolver(() => ErasureQuestionType)
export class PortalRegistrationResolver {
  @FieldResolver(() => ProfileOfferType, {
    nullable: true,
    description: 'Of data that was kept in the last day: whether a profile is offered (C78, C82).',
  })
  async profile(
    @Root() question: { planId?: string },
    @Ctx() { work }: RequestContext,
  ): Promise<ProfileOfferType | null> {
    const person = question.planId === undefined ? undefined : await inviteeOfPlan(work, question.planId);
    return person ? { state: person.offer, emailAddress: person.email } : null;
  }

  @Query(() => PortalLinkType, {
    description: 'What a mailed link to an account on the portal is for. Asking changes nothing (S9).',
  })
  async portalLink(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<PortalLinkType> {
    mustBePortal(work.actor);
    if (await isRegistrationOpen(work, token)) return { state: 'OPEN', purpose: 'REGISTRATION' };
    const link = await findPortalLink(work, token);
    if (link.state !== 'OPEN') return { state: link.state };
    return link.kind === 'PASSWORD_RESET'
      ? { state: 'OPEN', purpose: link.kind, userName: link.userName }
      : { state: 'OPEN', purpose: link.kind, emailAddress: link.newEmail };
  }

  @Mutation(() => RegisterOnPortalPayload, {
    description:
      'Makes a profile for whoever has just kept his data (C79); it is there once the mail is confirmed (C80).',
  })
  registerOnPortal(
    @Arg('input', () => RegisterOnPortalInput, { description: 'What you chose.' }) input: RegisterOnPortalInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      const { token, userName, password, language } = input;
      await registerOnPortal(context, { token, userName, password, language });
      return {};
    });
  }

  @Mutation(() => ConfirmPortalRegistrationPayload, {
    description: 'Opens the account, by the link that was mailed (C80).',
  })
  confirmPortalRegistration(
    @Arg('input', () => ConfirmPortalRegistrationInput, { description: 'The link.' })
    input: ConfirmPortalRegistrationInput,
    @Ctx() context: RequestContext,
  ): Promise<PlainPayload> {
    return withUserErrors(async () => {
      oncePerRequest(context);
      await confirmPortalRegistration(context, input.token);
      return {};
    });
  }

  @Mutation(() => ConnectMyAccountPayload, {
    description: 'Takes an account whose person was made anonymous into use again, for whoever registered anew.',
  })
  connectMyAccount(
    @Arg('input', () => ConnectMyAccountInput, { description: 'Who you are.' }) input: ConnectMyAccountInput,
    @Ctx() context: RequestContext,
  ): Promise<RenewedSession> {
    return withUserErrors(async () => goOnWith(context, await connectMyAccount(context, input.token)));
  }
}
