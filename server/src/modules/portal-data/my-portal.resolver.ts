import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { withUserErrors } from '../../platform/graphql/index.ts';
import { dataSubjectOf, MeType, type Me } from '../contact-moments/index.ts';
import type { CandidateActor, RequestContext, Work } from '../permissions/index.ts';
import { giveMyConsent, withdrawMyConsent } from './change-my-consent.ts';
import { signedInAs } from './my-account.ts';
import {
  GiveMyConsentInput,
  MyAccessType,
  MyApplicationType,
  MyDocumentType,
  MyExportPayload,
  MyExportType,
  MyPrivacyPayload,
  MyPrivacyType,
  MyRecipientOfType,
  RequestMyExportInput,
} from './my-portal.type.ts';
import { lastExport, myApplications, myDocuments, myPrivacy, myRecipients } from './my-portal.ts';
import { requestMyExport } from './request-my-export.ts';
import { whoLooked } from './who-looked.ts';

/** The other pages of who is signed in: his privacy, applications, documents, who had his data, and his data to take along. */
@Resolver(() => MeType)
export class MyPortalResolver {
  @FieldResolver(() => MyPrivacyType, {
    nullable: true,
    description: 'Until when your data is kept, why, and your consents (C62–C64).',
  })
  privacy(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyPrivacyType> | null {
    return ofPerson(me, work, myPrivacy);
  }

  @FieldResolver(() => [MyApplicationType], { nullable: true, description: 'Your applications, the last first.' })
  applications(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyApplicationType[]> | null {
    return ofPerson(me, work, myApplications);
  }

  @FieldResolver(() => [MyDocumentType], { nullable: true, description: 'Your documents, the last first.' })
  documents(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyDocumentType[]> | null {
    return ofPerson(me, work, myDocuments);
  }

  @FieldResolver(() => [MyRecipientOfType], {
    nullable: true,
    description: 'To whom your data went, the last first (B14).',
  })
  recipients(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyRecipientOfType[]> | null {
    return ofPerson(me, work, myRecipients);
  }

  @FieldResolver(() => [MyAccessType], {
    nullable: true,
    description:
      'Who looked at what the audit trail notes, the last first, 200 at the most (B14). Employees by their role.',
  })
  lookedAt(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyAccessType[]> | null {
    return ofPerson(me, work, (with_, { candidateId }) => whoLooked(with_, candidateId));
  }

  @FieldResolver(() => MyExportType, {
    nullable: true,
    description: 'The last file with all of your data that you asked for (B4).',
  })
  export(@Root() me: Me, @Ctx() { work }: RequestContext): Promise<MyExportType | null> | null {
    return ofPerson(me, work, lastExport);
  }

  @Mutation(() => MyPrivacyPayload, {
    description: 'Says that your data may be used for other vacancies; your term follows (H23, H24).',
  })
  giveMyConsent(
    @Arg('input', () => GiveMyConsentInput, { description: 'On which text.' }) input: GiveMyConsentInput,
    @Ctx() context: RequestContext,
  ): Promise<MyPrivacyPayload> {
    return afterwards(context, (work, me) => giveMyConsent(work, me, input.statementEdition ?? null));
  }

  @Mutation(() => MyPrivacyPayload, {
    description: 'Withdraws that your data may be used for other vacancies; your term follows (H25).',
  })
  withdrawMyConsent(@Ctx() context: RequestContext): Promise<MyPrivacyPayload> {
    return afterwards(context, withdrawMyConsent);
  }

  @Mutation(() => MyExportPayload, {
    description: 'Asks for a file with all that is held of you (B4); you are mailed when it is there.',
  })
  requestMyExport(
    @Arg('input', () => RequestMyExportInput, { description: 'In which language.' }) { language }: RequestMyExportInput,
    @Ctx() context: RequestContext,
  ): Promise<MyExportPayload> {
    return withUserErrors(async () => {
      const me = await dataSubjectOf(context, null);
      await requestMyExport(context.work, me, language);
      return { export: await lastExport(context.work, me) };
    });
  }
}

function ofPerson<Value>(
  me: Me,
  work: Work,
  read: (work: Work, person: CandidateActor) => Promise<Value>,
): Promise<Value> | null {
  const person = signedInAs(me);
  return person && read(work, person);
}

function afterwards(
  context: RequestContext,
  change: (work: Work, me: CandidateActor) => Promise<void>,
): Promise<MyPrivacyPayload> {
  return withUserErrors(async () => {
    const { work } = context;
    const me = await dataSubjectOf(context, null);
    await change(work, me);
    return { privacy: await myPrivacy({ ...work, em: work.em.fork() }, me) };
  });
}
