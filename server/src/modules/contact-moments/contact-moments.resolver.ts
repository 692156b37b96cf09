import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { daysBetween, type LocalDate } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import { mustBePortal, scopeOf, type CandidateActor, type RequestContext, type Work } from '../permissions/index.ts';
import { GROUP_LABELS, type FieldGroup } from '../personal-data/index.ts';
import { anonymiseMyData } from './anonymise-my-data.ts';
import { ContactMomentSchema, type ContactMoment } from './contact-moment.entity.ts';
import {
  AnswerQuestionInput,
  AnswerQuestionPayload,
  ContactMomentType,
  ErasureQuestionType,
  SaveContactMomentsInput,
  SaveContactMomentsPayload,
  type ErasureProofType,
} from './contact-moments.type.ts';
import { dataSubjectOf } from './data-subject-of.ts';
import { erasureQuestion, type ErasureQuestion } from './erasure-question.ts';
import type { ErasureProof } from './erasure-proof.ts';
import { keepMyData } from './keep-my-data.ts';
import { saveContactMoments } from './save-contact-moments.ts';

/** The candidate's surface: no login, only the secret of a mailed link. */
@Resolver()
export class ErasureQuestionResolver {
  @Query(() => ErasureQuestionType, { description: 'The question behind a mailed link. Asking changes nothing (D19).' })
  async erasureQuestion(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<ErasureQuestionType> {
    mustBePortal(work.actor);
    return publishedQuestion(await erasureQuestion(work, token), work.clock.today());
  }

  @Mutation(() => AnswerQuestionPayload, { description: '“Keep my data” (C76). Answered twice, it has one effect.' })
  keepMyData(
    @Arg('input', () => AnswerQuestionInput, { description: 'Which link.' }) input: AnswerQuestionInput,
    @Ctx() context: RequestContext,
  ): Promise<AnswerQuestionPayload> {
    return answering(context, input, keepMyData);
  }

  @Mutation(() => AnswerQuestionPayload, {
    description: '“Make me anonymous” (C73, C74). Answered twice, it has one effect; it can’t be undone.',
  })
  anonymiseMyData(
    @Arg('input', () => AnswerQuestionInput, { description: 'Which link.' }) input: AnswerQuestionInput,
    @Ctx() context: RequestContext,
  ): Promise<AnswerQuestionPayload> {
    return answering(context, input, anonymiseMyData);
  }
}

function answering(
  context: RequestContext,
  { token }: AnswerQuestionInput,
  answer: (work: Work, by: string | CandidateActor) => Promise<ErasureQuestion>,
): Promise<AnswerQuestionPayload> {
  const { work } = context;
  return withUserErrors(async () => {
    mustBePortal(work.actor);
    return { question: answered(await answer(work, token ?? (await dataSubjectOf(context, null))), work) };
  });
}

function answered(question: ErasureQuestion, work: Work): ErasureQuestionType {
  if (question.state === 'UNKNOWN') throw new DomainError('LINK_UNKNOWN', 'This link is not known.', ['token']);
  if (question.state === 'EXPIRED') throw new DomainError('LINK_EXPIRED', 'This link has expired.', ['token']);
  return publishedQuestion(question, work.clock.today());
}

export function publishedQuestion(question: ErasureQuestion, today: LocalDate): ErasureQuestionType {
  if ('proof' in question) return { ...question, proof: question.proof && publishProof(question.proof) };
  if (!('held' in question)) return question;
  return {
    ...question,
    ...(question.plannedOn === null ? {} : { daysLeft: daysBetween(today, question.plannedOn) }),
    recipients: question.recipients.map(({ name, sentOn, groups }) => ({
      name,
      sentOn,
      groupsNl: groups.map((group) => GROUP_LABELS[group as FieldGroup].nl),
      groupsEn: groups.map((group) => GROUP_LABELS[group as FieldGroup].en),
    })),
    held: question.held.map(({ key, count }) => ({ ...labelsOf(key), count })),
  };
}

const labelsOf = (key: FieldGroup) => ({ key, labelNl: GROUP_LABELS[key].nl, labelEn: GROUP_LABELS[key].en });

const publishProof = ({ reference, erasedOn, erased, stays }: ErasureProof): ErasureProofType => ({
  reference,
  erasedOn,
  erased: erased.map(({ key, count }) => ({ ...labelsOf(key), count })),
  stays: stays.map(({ key, fields }) => ({
    ...labelsOf(key),
    fieldsNl: fields.map(({ nl }) => nl),
    fieldsEn: fields.map(({ en }) => en),
  })),
});

@Resolver(() => ContactMomentType)
export class ContactMomentResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() moment: ContactMoment): string {
    return toGlobalId('ContactMoment', moment.id);
  }
}

@Resolver(() => AgencyType)
export class AgencyContactMomentsResolver {
  @FieldResolver(() => [ContactMomentType], {
    nullable: true,
    description:
      'Its own notices before the end of a term, the first one first; those of a set of rules, or a survey, stand in that.',
  })
  async contactMoments(@Root() agency: Agency, @Ctx() context: RequestContext): Promise<ContactMoment[]> {
    return (await context.loader('contactMoments', (ids) => momentsOf(context.work, ids)).load(agency.id)) ?? [];
  }

  @Mutation(() => SaveContactMomentsPayload, {
    description:
      'Sets an agency’s own notices before the end of a term (C65–C70). What went out stays; nobody gets the same one twice.',
  })
  saveContactMoments(
    @Arg('input', () => SaveContactMomentsInput, { description: 'The notices.' })
    { agencyId: agency, moments }: SaveContactMomentsInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveContactMomentsPayload> {
    return withUserErrors(async () => {
      const agencyId = rowId('Agency', agency, 'agencyId');
      await saveContactMoments(work, agencyId, moments);
      return { agency: await work.em.fork().findOneOrFail(AgencySchema, { id: agencyId }) };
    });
  }
}

async function momentsOf(work: Work, agencyIds: readonly string[]): Promise<Map<string, ContactMoment[]>> {
  const moments = await work.em.find(
    ContactMomentSchema,
    { agencyId: { $in: [...agencyIds] }, ruleSetId: null, surveyId: null },
    { orderBy: { daysAfterFirst: 'asc' } },
  );
  return Map.groupBy(moments, (moment) => moment.agencyId);
}

export function loadContactMoment(work: Work, id: string): Promise<ContactMoment | null> {
  return work.em.findOne(ContactMomentSchema, { id, ...scopeOf(work.actor, { units: false }) });
}
