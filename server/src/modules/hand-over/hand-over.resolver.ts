import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { sql } from '../../platform/database/index.ts';
import { keysetPage, PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import {
  CandidateSchema,
  CandidateType,
  findVisibleCandidate,
  isPersonVisible,
  type Candidate,
} from '../candidates/index.ts';
import { mustSee, scopeOf, visibleThroughPerson, type RequestContext, type Work } from '../permissions/index.ts';
import { approveCandidate } from './approve-candidate.ts';
import { HandOverSchema, type HandOver } from './hand-over.entity.ts';
import {
  ApproveCandidateInput,
  ApproveCandidatePayload,
  HandOverConnection,
  HandOverFilter,
  HandOverType,
  ReportAfasProfitInput,
  ReportAfasProfitPayload,
  ReportCleanUpInput,
  ReportCleanUpPayload,
  RetryHandOverInput,
  RetryHandOverPayload,
} from './hand-over.type.ts';
import { reportAfasProfit } from './report-afas-profit.ts';
import { reportCleanUp } from './report-clean-up.ts';
import { retryHandOver } from './retry-hand-over.ts';

@Resolver(() => HandOverType)
export class HandOverResolver {
  @Query(() => HandOverConnection, {
    description: 'What passes between your agencies and their back offices, the newest first.',
  })
  async handOvers(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => HandOverFilter, { nullable: true, description: 'Which ones.' })
    filter: HandOverFilter | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    const state = filter?.state ?? null;
    const kind = filter?.kind ?? null;
    if (state !== null) mustSee(rights, 'HandOver.state', 'filter.state');
    if (kind !== null) mustSee(rights, 'HandOver.kind', 'filter.kind');
    return new HandOverConnection(
      await keysetPage<HandOver>(
        work.em,
        {
          type: 'HandOver',
          from: sql`(select * from hand_over where ${visibleThroughPerson(work.actor, sql`agency_id`, sql`candidate_id`)}) h`,
          where: sql`(${state}::text is null or h.state = ${state}) and (${kind}::text is null or h.kind = ${kind})`,
          id: sql`h.id`,
          key: rights.see.has('HandOver.queuedAt') ? sql`h.queued_at` : sql`h.id`,
          descending: true,
          load: (ids) => work.em.find(HandOverSchema, { id: { $in: [...ids] } }),
        },
        page,
      ),
    );
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() handOver: HandOver): string {
    return toGlobalId('HandOver', handOver.id);
  }

  @FieldResolver(() => CandidateType, { nullable: true, description: 'About whom.' })
  candidate(@Root() handOver: HandOver, @Ctx() context: RequestContext) {
    return context.byId(CandidateSchema).load(handOver.candidateId);
  }

  @Mutation(() => RetryHandOverPayload, { description: 'Sends a message to the back office again, at once.' })
  retryHandOver(
    @Arg('input', () => RetryHandOverInput, { description: 'Which one.' }) input: RetryHandOverInput,
    @Ctx() { work }: RequestContext,
  ): Promise<RetryHandOverPayload> {
    return withUserErrors(async () => ({ handOver: await retryHandOver(work, rowId('HandOver', input.id)) }));
  }
}

@Resolver(() => CandidateType)
export class CandidateHandOverResolver {
  @FieldResolver(() => [HandOverType], {
    nullable: true,
    description: 'What passed between us and the back office about him, the oldest first.',
  })
  handOvers(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<HandOver[]> {
    return context.recordsOf(HandOverSchema, 'queuedAt').load(candidate.id);
  }

  @Mutation(() => ApproveCandidatePayload, {
    description: 'Approves a candidate, who is sent to the back office; it leads from then on (H40, H41).',
  })
  approveCandidate(
    @Arg('input', () => ApproveCandidateInput, { description: 'Whom.' }) input: ApproveCandidateInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ApproveCandidatePayload> {
    return withUserErrors(async () => {
      const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
      await approveCandidate(work, candidateId);
      const candidate = await findVisibleCandidate({ ...work, em: work.em.fork() }, candidateId);
      return candidate ? { candidate } : {};
    });
  }

  @Mutation(() => ReportCleanUpPayload, {
    description: 'For the back office, by its key: it has cleaned somebody up, who is anonymised here too (D20).',
  })
  reportCleanUp(
    @Arg('input', () => ReportCleanUpInput, { description: 'Whom.' }) input: ReportCleanUpInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ReportCleanUpPayload> {
    return withUserErrors(async () => ({
      outcome: await reportCleanUp(work, rowId('Candidate', input.candidateId, 'candidateId')),
    }));
  }

  @Mutation(() => ReportAfasProfitPayload, {
    description: 'For the back office, by its key: the number by which AFAS Profit knows somebody (C119, C120).',
  })
  reportAfasProfit(
    @Arg('input', () => ReportAfasProfitInput, { description: 'Whose, and what.' }) input: ReportAfasProfitInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ReportAfasProfitPayload> {
    return withUserErrors(async () => {
      const { afasProfitId, lastSentToAfasOn } = input;
      const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
      await reportAfasProfit(work, {
        candidateId,
        afasProfitId: afasProfitId ?? null,
        lastSentToAfasOn: lastSentToAfasOn ?? null,
      });
      return {};
    });
  }
}

export async function loadHandOver(work: Work, id: string): Promise<HandOver | null> {
  const handOver = await work.em.findOne(HandOverSchema, { id, ...scopeOf(work.actor, { units: false }) });
  return handOver && (await isPersonVisible(work, handOver.candidateId)) ? handOver : null;
}
