import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { CandidateSchema, displayName, maskedBsn, type Candidate } from '../candidates/index.ts';
import { mustBePortal, type RequestContext } from '../permissions/index.ts';
import { candidateOfLink } from './candidate-of-link.ts';
import { MeType, type Me } from './me.type.ts';

/** The candidate's own surface. What hangs from it, other modules add. */
@Resolver(() => MeType)
export class MeResolver {
  @Query(() => MeType, {
    nullable: true,
    description:
      'You; empty when nobody is signed in to the portal, or the link is unknown, has expired or was answered. Asking changes nothing (D19).',
  })
  async me(
    @Arg('token', () => String, {
      nullable: true,
      description: 'The secret of a mailed link; without it, who is signed in to the portal (C83).',
    })
    token: string | null | undefined,
    @Ctx() context: RequestContext,
  ): Promise<Me | null> {
    mustBePortal(context.work.actor);
    if (typeof token === 'string') {
      const person = await candidateOfLink(context.work, token);
      return person ? { candidateId: person.candidateId, accountId: null } : null;
    }
    const account = await context.portal.account();
    return account ? { candidateId: account.candidateId, accountId: account.accountId } : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Your name.' })
  async displayName(@Root() me: Me, @Ctx() context: RequestContext): Promise<string | null> {
    const candidate = await personOf(me, context);
    return candidate ? displayName(candidate) : null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Your BSN, always masked: ******782 (H9).' })
  async bsn(@Root() me: Me, @Ctx() context: RequestContext): Promise<string | null> {
    const candidate = await personOf(me, context);
    return candidate ? maskedBsn(context.work.secrets, candidate) : null;
  }
}

const personOf = async (me: Me, context: RequestContext): Promise<Candidate | undefined> =>
  me.candidateId === null ? undefined : context.byId(CandidateSchema).load(me.candidateId);
