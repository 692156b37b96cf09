import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { sql, type Sql } from '../../platform/database/index.ts';
import { keysetPage, PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { CandidateSchema, CandidateType, isPersonVisible, type Candidate } from '../candidates/index.ts';
import { mustSee, personVisibleTo, type RequestContext, type Rights, type Work } from '../permissions/index.ts';
import { answerDataRequest } from './answer-data-request.ts';
import { answerTemplate } from './answer-templates.ts';
import { DataRequestSchema, type DataRequest } from './data-request.entity.ts';
import {
  AnswerDataRequestInput,
  AnswerTemplateType,
  DataRequestConnection,
  DataRequestFilter,
  DataRequestPayload,
  DataRequestType,
  ExtendDataRequestInput,
  RegisterDataRequestInput,
} from './data-request.type.ts';
import { extendDataRequest } from './extend-data-request.ts';
import { registerDataRequest } from './register-data-request.ts';

@Resolver(() => DataRequestType)
export class DataRequestResolver {
  @Query(() => DataRequestConnection, {
    description:
      'Requests of people of your agencies: those that are open first, and of them the first that must be answered.',
  })
  async dataRequests(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => DataRequestFilter, { nullable: true, description: 'Which ones.' })
    filter: DataRequestFilter | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    return new DataRequestConnection(
      await keysetPage<DataRequest>(
        work.em,
        {
          type: 'DataRequest',
          from: sql`(select r.* from data_request r join candidate c on c.id = r.candidate_id where ${personVisibleTo(work.actor, 'c')}) r`,
          where: conditions(work, rights, filter ?? {}),
          id: sql`r.id`,
          key: orderOf(rights),
          descending: false,
          load: (ids) => work.em.find(DataRequestSchema, { id: { $in: [...ids] } }),
        },
        page,
      ),
    );
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() request: DataRequest): string {
    return toGlobalId('DataRequest', request.id);
  }

  @FieldResolver(() => CandidateType, { nullable: true, description: 'Who asks.' })
  candidate(@Root() request: DataRequest, @Ctx() context: RequestContext) {
    return context.byId(CandidateSchema).load(request.candidateId);
  }

  @FieldResolver(() => [AnswerTemplateType], {
    nullable: true,
    description: 'Letters to start from; none once it is closed.',
  })
  async templates(@Root() request: DataRequest, @Ctx() context: RequestContext): Promise<AnswerTemplateType[]> {
    // How many there are tells the state, and what they say the kind.
    mustSeeAll(context.rights, ['state', 'kind'], 'templates');
    if (request.state !== 'OPEN') return [];
    const candidate = await context.byId(CandidateSchema).load(request.candidateId);
    const language = candidate?.language ?? 'nl';
    return (['GRANTED', 'REFUSED'] as const).map((answer) => ({
      answer,
      ...answerTemplate(request.kind, answer, language),
    }));
  }

  @Mutation(() => DataRequestPayload, { description: 'Enters what somebody asked, with its deadline (B6).' })
  registerDataRequest(
    @Arg('input', () => RegisterDataRequestInput, { description: 'Who, what and when.' })
    input: RegisterDataRequestInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<DataRequestPayload> {
    // That such a request is open already would tell it.
    mustSeeAll(rights, ['state', 'kind'], 'registerDataRequest');
    return withUserErrors(async () => {
      const { kind, receivedOn } = input;
      const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
      return stands(work, await registerDataRequest(work, { candidateId, kind, receivedOn }));
    });
  }

  @Mutation(() => DataRequestPayload, {
    description: 'Gives a request two months more, once; whoever asked is told why (GDPR, article 12).',
  })
  extendDataRequest(
    @Arg('input', () => ExtendDataRequestInput, { description: 'Which one, and why.' }) input: ExtendDataRequestInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<DataRequestPayload> {
    // That it is closed, late or extended already would tell it.
    mustSeeAll(rights, ['state', 'dueOn', 'extendedAt'], 'extendDataRequest');
    return withUserErrors(async () => {
      const id = rowId('DataRequest', input.id);
      await extendDataRequest(work, { id, reason: input.reason, toldOtherwise: input.toldOtherwise ?? false });
      return stands(work, id);
    });
  }

  @Mutation(() => DataRequestPayload, { description: 'Closes a request with its answer, and mails that.' })
  answerDataRequest(
    @Arg('input', () => AnswerDataRequestInput, { description: 'Which one, and what.' }) input: AnswerDataRequestInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<DataRequestPayload> {
    // That it is closed, or asks what may not be done, would tell it.
    mustSeeAll(rights, ['state', 'kind'], 'answerDataRequest');
    return withUserErrors(async () => {
      const id = rowId('DataRequest', input.id);
      const { answer, subject, text } = input;
      await answerDataRequest(work, { id, answer, subject, text });
      return stands(work, id);
    });
  }
}

@Resolver(() => CandidateType)
export class CandidateDataRequestsResolver {
  @FieldResolver(() => [DataRequestType], { nullable: true, description: 'What he asked (B6), the oldest first.' })
  dataRequests(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<DataRequest[]> {
    return context.recordsOf(DataRequestSchema, 'receivedOn').load(candidate.id);
  }
}

type RequestField = 'state' | 'kind' | 'dueOn' | 'extendedAt';
function mustSeeAll(rights: Rights, fields: readonly RequestField[], what: string): void {
  for (const field of fields) mustSee(rights, `DataRequest.${field}`, what);
}

const stands = async ({ em }: Work, id: string) => ({
  dataRequest: await em.fork().findOneOrFail(DataRequestSchema, { id }),
});

/** As far as whoever asks may see what it tells (D17). */
function orderOf({ see }: Rights): Sql {
  const dueOn = see.has('DataRequest.dueOn') ? sql`r.due_on::text` : sql`''::text`;
  return see.has('DataRequest.state') ? sql`(case when r.state = 'OPEN' then '0 ' else '1 ' end || ${dueOn})` : dueOn;
}

function conditions({ clock }: Work, rights: Rights, { state, kind, overdue, dueBy }: DataRequestFilter): Sql {
  const all: Sql[] = [sql`true`];
  if (state != null) {
    mustSee(rights, 'DataRequest.state', 'filter.state');
    all.push(sql`r.state = ${state}`);
  }
  if (kind != null) {
    mustSee(rights, 'DataRequest.kind', 'filter.kind');
    all.push(sql`r.kind = ${kind}`);
  }
  if (overdue != null) {
    mustSee(rights, 'DataRequest.state', 'filter.overdue');
    mustSee(rights, 'DataRequest.dueOn', 'filter.overdue');
    const late = sql`(r.state = 'OPEN' and r.due_on < ${clock.today()}::date)`;
    all.push(overdue ? late : sql`not ${late}`);
  }
  if (dueBy != null) {
    mustSee(rights, 'DataRequest.state', 'filter.dueBy');
    mustSee(rights, 'DataRequest.dueOn', 'filter.dueBy');
    all.push(sql`(r.state = 'OPEN' and r.due_on <= ${dueBy}::date)`);
  }
  return sql.join(all, sql` and `);
}

export async function loadDataRequest(work: Work, id: string): Promise<DataRequest | null> {
  const request = await work.em.findOne(DataRequestSchema, { id });
  return request && (await isPersonVisible(work, request.candidateId)) ? request : null;
}
