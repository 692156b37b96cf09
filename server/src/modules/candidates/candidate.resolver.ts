import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { daysBetween } from '../../platform/clock.ts';
import { PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { maskedBsn } from './bsn.ts';
import type { Candidate } from './candidate.entity.ts';
import {
  CandidateFilter,
  CandidateOrderEnum,
  UpdateCandidateInput,
  UpdateCandidatePayload,
  type CandidateOrder,
} from './candidate.inputs.ts';
import { listCandidates } from './candidate.repository.ts';
import { CandidateConnection, CandidateType, RetentionType } from './candidate.type.ts';
import { updateCandidate } from './update-candidate.ts';

@Resolver(() => CandidateType)
export class CandidateResolver {
  @Query(() => CandidateConnection, {
    description:
      'Candidates of your agencies; ordered by last name unless told, or by registration where you may not see names.',
  })
  async candidates(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CandidateFilter, { nullable: true, description: 'Which ones.' })
    filter: CandidateFilter | undefined,
    @Arg('orderBy', () => CandidateOrderEnum, { nullable: true, description: 'In which order.' })
    orderBy: CandidateOrder | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    const order = orderBy ?? (rights.see.has('Candidate.lastName') ? 'NAME_ASC' : 'REGISTERED_DESC');
    return new CandidateConnection(await listCandidates(work, rights, page, filter ?? {}, order));
  }

  @Mutation(() => UpdateCandidatePayload, { description: 'Changes a candidate’s fields.' })
  updateCandidate(
    @Arg('input', () => UpdateCandidateInput, { description: 'The changes.' }) { id, ...fields }: UpdateCandidateInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<UpdateCandidatePayload> {
    return withUserErrors(async () => ({
      candidate: await updateCandidate(work, rights, rowId('Candidate', id), fields as Record<string, unknown>),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() candidate: Candidate): string {
    return toGlobalId('Candidate', candidate.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Call name, prefixes and last name in one; xxx after erasure.',
  })
  displayName(@Root() candidate: Candidate): string | null {
    if (candidate.anonymised) return candidate.lastName ?? null;
    const parts = [
      candidate.callName ?? candidate.firstNames ?? candidate.initials,
      candidate.namePrefix,
      candidate.lastName,
    ];
    return parts.filter((part) => part != null && part !== '').join(' ') || null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The BSN, always masked: ******782 (Bsn, C111, H9).' })
  bsn(@Root() candidate: Candidate, @Ctx() { work }: RequestContext): string | null {
    return maskedBsn(work.secrets, candidate);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Whose candidate he is (Bureau).' })
  agency(@Root() candidate: Candidate, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(candidate.agencyId);
  }

  @FieldResolver(() => RetentionType, {
    nullable: true,
    description: 'Until when he is kept, and why (AVG-bewaartermijn).',
  })
  retention(@Root() candidate: Candidate, @Ctx() { work }: RequestContext): RetentionType {
    const until = candidate.retainUntil ?? null;
    return {
      until,
      basis: candidate.retentionBasis ?? null,
      startedOn: candidate.retentionStartedOn ?? null,
      termDays: candidate.retentionTermDays ?? null,
      daysLeft: until === null ? null : daysBetween(work.clock.today(), until),
      extendedUntil: candidate.extendedUntil ?? null,
    };
  }
}
