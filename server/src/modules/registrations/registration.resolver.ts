import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { outsideRowScope } from '../../platform/database/index.ts';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import type { Label } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { PublicLabelType } from '../privacy-statements/index.ts';
import { VacancySchema } from '../vacancies/index.ts';
import { confirmRegistration, requestToConfirm, type RequestToConfirm } from './confirm-registration.ts';
import type { FilledIn } from './filled-in.ts';
import {
  ConfirmRegistrationInput,
  FoundInvitationType,
  PublicVacancyType,
  RegistrationPayload,
  RegistrationToConfirmType,
  SendRegistrationInput,
  TakeUpInvitationInput,
  type FormInput,
} from './registration.type.ts';
import { sendRegistration } from './send-registration.ts';
import { findInvitation, takeUpInvitation, type FoundInvitation } from './take-up-invitation.ts';

/** What visitors can do, on our own pages and on those of third parties. */
@Resolver(() => PublicLabelType)
export class RegistrationResolver {
  @FieldResolver(() => [PublicVacancyType], { description: 'Its agency’s open vacancies, by title.' })
  async vacancies(@Root() label: Label, @Ctx() { work }: RequestContext): Promise<PublicVacancyType[]> {
    const open = await outsideRowScope(() =>
      work.em
        .fork()
        .find(
          VacancySchema,
          { agencyId: label.agencyId, status: 'OPEN' },
          { orderBy: { title: 'asc', reference: 'asc' } },
        ),
    );
    return open.map(({ id, title, reference, place, hoursPerWeek }) => ({
      id: toGlobalId('Vacancy', id),
      title,
      reference,
      place: place ?? null,
      hoursPerWeek: hoursPerWeek ?? null,
    }));
  }

  @Query(() => FoundInvitationType, { description: 'What stands behind an invitation. Asking changes nothing (D19).' })
  checkInInvitation(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<FoundInvitation> {
    return findInvitation(work, token);
  }

  @Query(() => RegistrationToConfirmType, {
    description: 'What stands behind a link that asks to confirm. Asking changes nothing (D19).',
  })
  registrationToConfirm(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<RequestToConfirm> {
    return requestToConfirm(work, token);
  }

  @Mutation(() => RegistrationPayload, {
    description: 'Sends a CheckIn form or an application (H15, H16). A mail asks the visitor to confirm it.',
  })
  sendRegistration(
    @Arg('input', () => SendRegistrationInput, { description: 'What was filled in.' }) input: SendRegistrationInput,
    @Ctx() { work, registrationThrottle, address }: RequestContext,
  ): Promise<RegistrationPayload> {
    return withUserErrors(async () => {
      // A third party's own server sends the forms of all its visitors; its key has limits of its own.
      if (work.actor.kind !== 'api-client') await registrationThrottle.countAddress(address);
      if (isProgram(input)) return { received: true };
      await sendRegistration(work, registrationThrottle, {
        labelSlug: input.labelSlug,
        vacancyId: input.vacancyId == null ? null : rowId('Vacancy', input.vacancyId, 'vacancyId'),
        language: input.language,
        filledIn: { ...filledInOf(input), email: input.email },
        cvId: cvOf(input),
      });
      return { received: true };
    });
  }

  @Mutation(() => RegistrationPayload, {
    description: 'Sends a CheckIn form by an invitation (H27); its link is used up.',
  })
  takeUpInvitation(
    @Arg('input', () => TakeUpInvitationInput, { description: 'What was filled in.' }) input: TakeUpInvitationInput,
    @Ctx() { work, registrationThrottle, address }: RequestContext,
  ): Promise<RegistrationPayload> {
    return withUserErrors(async () => {
      if (work.actor.kind !== 'api-client') await registrationThrottle.countAddress(address);
      if (isProgram(input)) return { received: true };
      const { token, language } = input;
      await takeUpInvitation(work, { token, language, filledIn: filledInOf(input), cvId: cvOf(input) });
      return { received: true };
    });
  }

  @Mutation(() => RegistrationPayload, {
    description: 'Confirms a form by the link that was mailed; its link is used up.',
  })
  confirmRegistration(
    @Arg('input', () => ConfirmRegistrationInput, { description: 'Which link.' }) input: ConfirmRegistrationInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RegistrationPayload> {
    return withUserErrors(async () => {
      await confirmRegistration(work, input.token);
      return { received: true };
    });
  }
}

const isProgram = ({ website }: FormInput) => website != null && website !== '';
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
/** What is no id of ours is as gone as one that was never given out. */
const NO_CV = '00000000-0000-0000-0000-000000000000';
const cvOf = ({ cvId }: FormInput) => (cvId == null ? null : UUID.test(cvId) ? cvId : NO_CV);

const filledInOf = (input: FormInput): Omit<FilledIn, 'email'> => ({
  callName: input.callName,
  namePrefix: input.namePrefix ?? null,
  lastName: input.lastName,
  phone: input.phone ?? null,
  otherVacancies: input.otherVacancies,
  statementRead: input.statementRead,
  statementEdition: input.statementEdition,
});
