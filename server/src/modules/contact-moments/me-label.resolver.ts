import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { outsideRowScope } from '../../platform/database/index.ts';
import { CandidateSchema } from '../candidates/index.ts';
import { LabelSchema, type Label } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { labelOfCandidate, PublicLabelType } from '../privacy-statements/index.ts';
import { MeType, type Me } from './me.type.ts';

@Resolver(() => MeType)
export class MeLabelResolver {
  @FieldResolver(() => PublicLabelType, {
    nullable: true,
    description:
      'The label by which you registered, or your agency’s only one: what your pages look like. Where there is neither, and once nothing of you is held any more, the one of your account; empty for who has none.',
  })
  async label(@Root() { candidateId }: Me, @Ctx() context: RequestContext): Promise<Label | null> {
    const { work, portal } = context;
    const candidate = candidateId === null ? undefined : await context.byId(CandidateSchema).load(candidateId);
    const own =
      candidate && (await labelOfCandidate(work, { agencyId: candidate.agencyId, candidateId: candidate.id }));
    if (own) return own;
    // What the account wears was never his: it says nothing of who was behind it (D6).
    const account = await portal.account();
    const labelId = account?.labelId;
    return labelId ? outsideRowScope(() => work.em.fork().findOne(LabelSchema, { id: labelId })) : null;
  }
}
