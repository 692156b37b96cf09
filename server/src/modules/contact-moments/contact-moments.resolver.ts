import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { daysBetween, type LocalDate } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencyType, type Agency } from '../organisation/index.ts';
import { agenciesOf, type RequestContext, type Work } from '../permissions/index.ts';
import { GROUP_LABELS } from '../personal-data/index.ts';
import { anonymiseMyData } from './anonymise-my-data.ts';
import { ContactMomentSchema, type ContactMoment } from './contact-moment.entity.ts';
import {
  AnswerQuestionInput,
  AnswerQuestionPayload,
  ContactMomentType,
  ErasureQuestionType,
} from './contact-moments.type.ts';
import { erasureQuestion, type ErasureQuestion } from './erasure-question.ts';
import { keepMyData } from './keep-my-data.ts';

/** The candidate's surface: no login, only the secret of a mailed link. */
@Resolver()
export class ErasureQuestionResolver {
  @Query(() => ErasureQuestionType, { description: 'The question behind a mailed link. Asking changes nothing (D19).' })
  async erasureQuestion(
    @Arg('token', () => String, { description: 'The secret of the link.' }) token: string,
    @Ctx() { work }: RequestContext,
  ): Promise<ErasureQuestionType> {
    return publish(await erasureQuestion(work, token), work.clock.today());
  }

  @Mutation(() => AnswerQuestionPayload, { description: '“Keep my data” (C76). Answered twice, it has one effect.' })
  keepMyData(
    @Arg('input', () => AnswerQuestionInput, { description: 'Which link.' }) input: AnswerQuestionInput,
    @Ctx() { work }: RequestContext,
  ): Promise<AnswerQuestionPayload> {
    return withUserErrors(async () => ({ question: answered(await keepMyData(work, input.token), work) }));
  }

  @Mutation(() => AnswerQuestionPayload, {
    description: '“Make me anonymous” (C73, C74). Answered twice, it has one effect; it can’t be undone.',
  })
  anonymiseMyData(
    @Arg('input', () => AnswerQuestionInput, { description: 'Which link.' }) input: AnswerQuestionInput,
    @Ctx() { work }: RequestContext,
  ): Promise<AnswerQuestionPayload> {
    return withUserErrors(async () => ({ question: answered(await anonymiseMyData(work, input.token), work) }));
  }
}

function answered(question: ErasureQuestion, work: Work): ErasureQuestionType {
  if (question.state === 'UNKNOWN') throw new DomainError('LINK_UNKNOWN', 'This link is not known.', ['token']);
  if (question.state === 'EXPIRED') throw new DomainError('LINK_EXPIRED', 'This link has expired.', ['token']);
  return publish(question, work.clock.today());
}

function publish(question: ErasureQuestion, today: LocalDate): ErasureQuestionType {
  if (question.state !== 'OPEN') return question;
  return {
    ...question,
    daysLeft: daysBetween(today, question.plannedOn),
    held: question.held.map(({ key, count }) => ({
      key,
      count,
      labelNl: GROUP_LABELS[key].nl,
      labelEn: GROUP_LABELS[key].en,
    })),
  };
}

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
    description: 'Its notices before the end of a term, the first one first.',
  })
  async contactMoments(@Root() agency: Agency, @Ctx() context: RequestContext): Promise<ContactMoment[]> {
    return (await context.loader('contactMoments', (ids) => momentsOf(context.work, ids)).load(agency.id)) ?? [];
  }
}

async function momentsOf(work: Work, agencyIds: readonly string[]): Promise<Map<string, ContactMoment[]>> {
  const moments = await work.em.find(
    ContactMomentSchema,
    { agencyId: { $in: [...agencyIds] } },
    { orderBy: { daysAfterFirst: 'asc' } },
  );
  return Map.groupBy(moments, (moment) => moment.agencyId);
}

export function loadContactMoment(work: Work, id: string): Promise<ContactMoment | null> {
  const agencies = agenciesOf(work.actor);
  return work.em.findOne(ContactMomentSchema, agencies ? { id, agencyId: { $in: [...agencies] } } : { id });
}
