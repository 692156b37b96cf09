import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { CandidateType, findVisibleCandidate, type Candidate } from '../candidates/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { endHold } from './end-hold.ts';
import { HoldSchema, type Hold } from './hold.ts';
import { EndHoldInput, HoldPayload, HoldType, PlaceHoldInput } from './hold.type.ts';
import { placeHold } from './place-hold.ts';

@Resolver(() => HoldType)
export class HoldResolver {
  @FieldResolver(() => ID, { description: 'Opaque.' })
  id(@Root() hold: Hold): string {
    return toGlobalId('Hold', hold.id);
  }
}

@Resolver(() => CandidateType)
export class CandidateHoldsResolver {
  @FieldResolver(() => [HoldType], {
    nullable: true,
    description: 'Reasons not to erase him, past ones too, the oldest first.',
  })
  holds(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Hold[]> {
    return context.recordsOf(HoldSchema, 'placedAt').load(candidate.id);
  }

  @Mutation(() => HoldPayload, { description: 'Notes why a candidate may not be erased, and until when (B5).' })
  placeHold(
    @Arg('input', () => PlaceHoldInput, { description: 'Whom, why and until when.' }) input: PlaceHoldInput,
    @Ctx() context: RequestContext,
  ): Promise<HoldPayload> {
    return withUserErrors(async () => {
      const candidateId = rowId('Candidate', input.candidateId, 'candidateId');
      return afterwards(
        context,
        await placeHold(context.work, { candidateId, reason: input.reason, until: input.until }),
      );
    });
  }

  @Mutation(() => HoldPayload, { description: 'Ends a hold; the erasure that it stopped comes back by itself (B5).' })
  endHold(
    @Arg('input', () => EndHoldInput, { description: 'Which one.' }) input: EndHoldInput,
    @Ctx() context: RequestContext,
  ): Promise<HoldPayload> {
    return withUserErrors(async () => afterwards(context, await endHold(context.work, rowId('Hold', input.id, 'id'))));
  }
}

async function afterwards({ work }: RequestContext, hold: Hold) {
  const candidate = await findVisibleCandidate({ ...work, em: work.em.fork() }, hold.candidateId);
  return candidate ? { candidate } : {};
}
