import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { daysBetween } from '../../platform/clock.ts';
import { oncePerRequest, PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, OrganisationUnitSchema, OrganisationUnitType } from '../organisation/index.ts';
import type { RequestContext, Rights } from '../permissions/index.ts';
import { maskedBsn } from './bsn.ts';
import type { Candidate } from './candidate.entity.ts';
import {
  CandidateFilter,
  CandidateOrderEnum,
  ExportCandidatesInput,
  ExportCandidatesPayload,
  UpdateCandidateInput,
  UpdateCandidatePayload,
  type CandidateOrder,
} from './candidate.inputs.ts';
import { listCandidates } from './candidate.repository.ts';
import { CandidateConnection, CandidateType, RetentionType } from './candidate.type.ts';
import { displayName } from './display-name.ts';
import { exportCandidates } from './export-candidates.ts';
import { updateCandidate } from './update-candidate.ts';

/** An order tells what it goes by, so it goes by what may be seen (D17). */
function usualOrder(rights: Rights): CandidateOrder {
  if (rights.see.has('Candidate.lastName')) return 'NAME_ASC';
  return rights.see.has('Candidate.registeredOn') ? 'REGISTERED_DESC' : 'DUE_ASC';
}

/** Each reads whole lists. */
const exportOnce = oncePerRequest();

@Resolver(() => CandidateType)
export class CandidateResolver {
  @Query(() => CandidateConnection, {
    description:
      'Candidates of your agencies; ordered by last name unless told; by registration, or by term, where you may not see names.',
  })
  async candidates(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CandidateFilter, { nullable: true, description: 'Which ones.' })
    filter: CandidateFilter | undefined,
    @Arg('orderBy', () => CandidateOrderEnum, { nullable: true, description: 'In which order.' })
    orderBy: CandidateOrder | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    return new CandidateConnection(
      await listCandidates(work, rights, page, filter ?? {}, orderBy ?? usualOrder(rights)),
    );
  }

  @Mutation(() => UpdateCandidatePayload, { description: 'Changes a candidate’s fields.' })
  updateCandidate(
    @Arg('input', () => UpdateCandidateInput, { description: 'The changes.' })
    { id, organisationUnitId: unit, ...fields }: UpdateCandidateInput,
    @Ctx() { work, rights }: RequestContext,
  ): Promise<UpdateCandidatePayload> {
    return withUserErrors(async () => {
      const organisationUnitId = unit == null ? unit : rowId('OrganisationUnit', unit, 'organisationUnitId');
      const changes = { ...(fields as Record<string, unknown>) };
      return {
        candidate: await updateCandidate(work, rights, rowId('Candidate', id), changes, { organisationUnitId }),
      };
    });
  }

  @Mutation(() => ExportCandidatesPayload, {
    description:
      'The candidates of the list as a CSV file, with the fields that you may see. Confirm your password first; once in a request, ten times in an hour.',
  })
  exportCandidates(
    @Arg('input', () => ExportCandidatesInput, { description: 'Which ones.' })
    { filter, language }: ExportCandidatesInput,
    @Ctx() context: RequestContext,
  ): Promise<ExportCandidatesPayload> {
    return withUserErrors(async () => {
      const { work, rights } = context;
      exportOnce(work.em);
      await context.mustBeFresh();
      return exportCandidates(work, rights, { filter: filter ?? {}, language });
    });
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() candidate: Candidate): string {
    return toGlobalId('Candidate', candidate.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Call name, prefixes and last name in one, as far as you may see them; xxx after erasure.',
  })
  displayName(@Root() candidate: Candidate, @Ctx() { rights }: RequestContext): string | null {
    return displayName(candidate, (part) => rights.see.has(`Candidate.${part}`));
  }

  @FieldResolver(() => String, { nullable: true, description: 'The BSN, always masked: ******782 (Bsn, C111, H9).' })
  bsn(@Root() candidate: Candidate, @Ctx() { work }: RequestContext): string | null {
    return maskedBsn(work.secrets, candidate);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Whose candidate he is (Bureau).' })
  agency(@Root() candidate: Candidate, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(candidate.agencyId);
  }

  @FieldResolver(() => OrganisationUnitType, {
    nullable: true,
    description: 'The part of the agency that he belongs to (Organisatie-onderdeel, C42).',
  })
  organisationUnit(@Root() candidate: Candidate, @Ctx() context: RequestContext) {
    const { organisationUnitId: id } = candidate;
    return id == null ? null : context.byId(OrganisationUnitSchema).load(id);
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
