import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { CandidateType, type Candidate } from '../candidates/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { HoldSchema, type Hold } from './hold.ts';
import { HoldType } from './hold.type.ts';

@Resolver(() => CandidateType)
export class CandidateHoldsResolver {
  @FieldResolver(() => [HoldType], {
    nullable: true,
    description: 'Reasons not to erase him, past ones too, the oldest first.',
  })
  holds(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<Hold[]> {
    return context.recordsOf(HoldSchema, 'placedAt').load(candidate.id);
  }
}
