import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { sql } from '../../../platform/database/index.ts';
import { notFound } from '../../../platform/errors.ts';
import {
  keysetPage,
  oncePerRequest,
  PageArgs,
  rowId,
  toGlobalId,
  withUserErrors,
} from '../../../platform/graphql/index.ts';
import type { ResidualIdentifiability } from '../residual-identifiability.ts';
import { IdentifiabilityType } from '../residual-identifiability.type.ts';
import { CandidateSchema, CandidateType } from '../../candidates/index.ts';
import { AgencySchema, AgencyType } from '../../organisation/index.ts';
import {
  isHeldToUnits,
  mustSee,
  personVisibleTo,
  scopeOf,
  visibleTo,
  type RequestContext,
  type Work,
} from '../../permissions/index.ts';
import {
  ErasureRunPersonSchema,
  ErasureRunSchema,
  type ErasureRun,
  type ErasureRunPerson,
} from './erasure-run.entity.ts';
import {
  ErasureRunConnection,
  ErasureRunPayload,
  ErasureRunPersonConnection,
  ErasureRunPersonFilter,
  ErasureRunPersonType,
  ErasureRunType,
  StartErasureRunInput,
  SteerErasureRunInput,
} from './erasure-run.type.ts';
import { identifiabilityAfter, identifiabilityOfDue } from './identifiability-of-run.ts';
import { startRun } from './start-run.ts';
import { cancelRun, retryRun } from './steer-run.ts';

/** It passes over everybody in an agency who is anonymous or due. */
const askOnce = oncePerRequest();

type RunPersonRow = ErasureRunPerson & { id: string };

@Resolver(() => ErasureRunType)
export class ErasureRunResolver {
  @Query(() => ErasureRunConnection, { description: 'Runs of your agencies, the newest first.' })
  async erasureRuns(@Args(() => PageArgs) page: PageArgs, @Ctx() { work }: RequestContext) {
    return new ErasureRunConnection(
      await keysetPage<ErasureRun>(
        work.em,
        {
          type: 'ErasureRun',
          from: sql`erasure_run r`,
          // A run counts people whom somebody who is held to units may not know of.
          where: isHeldToUnits(work.actor) ? sql`false` : visibleTo(work.actor, sql`r.agency_id`),
          id: sql`r.id`,
          key: sql`r.started_at`,
          descending: true,
          load: (ids) => work.em.find(ErasureRunSchema, { id: { $in: [...ids] } }),
        },
        page,
      ),
    );
  }

  @Query(() => [IdentifiabilityType], {
    description:
      'How far whoever is due in an agency could still be told apart once he is anonymised (B11): as it goes there, and with Anonimisering Plus.',
  })
  identifiabilityOfDue(
    @Arg('agencyId', () => ID, { description: 'In which agency.' }) agencyId: string,
    @Ctx() { work }: RequestContext,
  ): Promise<readonly ResidualIdentifiability[]> {
    askOnce(work.em);
    return identifiabilityOfDue(work, rowId('Agency', agencyId, 'agencyId'));
  }

  @Mutation(() => ErasureRunPayload, {
    description: 'Erases everybody in an agency whose plan is due, as a run that goes on by itself (D13).',
  })
  startErasureRun(
    @Arg('input', () => StartErasureRunInput, { description: 'For which agency.' }) input: StartErasureRunInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ErasureRunPayload> {
    return withUserErrors(async () => {
      const agencyId = rowId('Agency', input.agencyId, 'agencyId');
      return { erasureRun: await startRun(work, agencyId) };
    });
  }

  @Mutation(() => ErasureRunPayload, { description: 'Stops a run after the people who are being done just now.' })
  cancelErasureRun(
    @Arg('input', () => SteerErasureRunInput, { description: 'Which run.' }) input: SteerErasureRunInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ErasureRunPayload> {
    return steer(work, input, cancelRun);
  }

  @Mutation(() => ErasureRunPayload, {
    description: 'Takes a run up again for whoever failed, or was not reached before it was stopped.',
  })
  retryErasureRun(
    @Arg('input', () => SteerErasureRunInput, { description: 'Which run.' }) input: SteerErasureRunInput,
    @Ctx() { work }: RequestContext,
  ): Promise<ErasureRunPayload> {
    return steer(work, input, retryRun);
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() run: ErasureRun): string {
    return toGlobalId('ErasureRun', run.id);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Of which agency (Bureau).' })
  agency(@Root() run: ErasureRun, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(run.agencyId);
  }

  @FieldResolver(() => Int, { description: 'People who were not reached yet.' })
  waiting(@Root() { people, erased, skipped, failed }: ErasureRun): number {
    return people - erased - skipped - failed;
  }

  @FieldResolver(() => [IdentifiabilityType], {
    nullable: true,
    description:
      'What was to be expected of whoever was due when it was started (B11); empty for a run that was not started by an employee for all of them.',
  })
  identifiabilityBefore(@Root() run: ErasureRun) {
    return run.identifiabilityBefore;
  }

  @FieldResolver(() => [IdentifiabilityType], {
    nullable: true,
    description:
      'How far whomever it anonymised can still be told apart by what remains of them now (B11): as they went, and as it would have been with Anonimisering Plus.',
  })
  identifiabilityAfter(@Root() run: ErasureRun, @Ctx() { work }: RequestContext) {
    return identifiabilityAfter(work, run);
  }

  @FieldResolver(() => ErasureRunPersonConnection, { description: 'Its people, and what became of each.' })
  async outcomes(
    @Root() run: ErasureRun,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => ErasureRunPersonFilter, { nullable: true, description: 'Which ones.' })
    filter: ErasureRunPersonFilter | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    if (filter?.state != null) mustSee(rights, 'ErasureRunPerson.state', 'filter.state');
    const state = filter?.state == null ? sql`true` : sql`i.state = ${filter.state}`;
    return new ErasureRunPersonConnection(
      await keysetPage<RunPersonRow>(
        work.em,
        {
          type: 'ErasureRunPerson',
          from: sql`erasure_run_person i join candidate c on c.id = i.candidate_id`,
          where: sql`i.run_id = ${run.id} and ${state} and ${personVisibleTo(work.actor, 'c')}`,
          id: sql`i.candidate_id`,
          key: sql`i.candidate_id`,
          descending: false,
          load: async (ids) => {
            const people = await work.em.find(ErasureRunPersonSchema, {
              runId: run.id,
              candidateId: { $in: [...ids] },
            });
            return people.map(({ runId, candidateId, state, reason }) => ({
              id: candidateId,
              runId,
              candidateId,
              state,
              reason,
            }));
          },
        },
        page,
      ),
    );
  }
}

@Resolver(() => ErasureRunPersonType)
export class ErasureRunPersonResolver {
  @FieldResolver(() => CandidateType, { nullable: true, description: 'Who; empty when you may not know of him.' })
  candidate(@Root() person: ErasureRunPerson, @Ctx() context: RequestContext) {
    return context.byId(CandidateSchema).load(person.candidateId);
  }
}

function steer(
  work: Work,
  { id }: SteerErasureRunInput,
  change: (work: Work, runId: string) => Promise<ErasureRun>,
): Promise<ErasureRunPayload> {
  return withUserErrors(async () => {
    if (isHeldToUnits(work.actor)) throw notFound();
    return { erasureRun: await change(work, rowId('ErasureRun', id, 'id')) };
  });
}

export async function loadErasureRun(work: Work, id: string): Promise<ErasureRun | null> {
  if (isHeldToUnits(work.actor)) return null;
  return work.em.findOne(ErasureRunSchema, { id, ...scopeOf(work.actor, { units: false }) });
}
