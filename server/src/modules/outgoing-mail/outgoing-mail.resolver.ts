import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { sql } from '../../platform/database/index.ts';
import { keysetPage, PageArgs, toGlobalId } from '../../platform/graphql/index.ts';
import { CandidateSchema, CandidateType, isPersonVisible, type Candidate } from '../candidates/index.ts';
import { mustSee, scopeOf, visibleThroughPerson, type RequestContext, type Work } from '../permissions/index.ts';
import { OutgoingMailSchema, type OutgoingMail } from './outgoing-mail.entity.ts';
import { OutgoingMailConnection, OutgoingMailFilter, OutgoingMailType } from './outgoing-mail.type.ts';

@Resolver(() => OutgoingMailType)
export class OutgoingMailResolver {
  @Query(() => OutgoingMailConnection, { description: 'Mails of your agencies, the newest first.' })
  async outgoingMails(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => OutgoingMailFilter, { nullable: true, description: 'Which ones.' })
    filter: OutgoingMailFilter | undefined,
    @Ctx() { work, rights }: RequestContext,
  ) {
    const state = filter?.state ?? null;
    const kind = filter?.kind ?? null;
    if (state !== null) mustSee(rights, 'OutgoingMail.state', 'filter.state');
    if (kind !== null) mustSee(rights, 'OutgoingMail.kind', 'filter.kind');
    return new OutgoingMailConnection(
      await keysetPage<OutgoingMail>(
        work.em,
        {
          type: 'OutgoingMail',
          from: sql`(select * from outgoing_mail where ${visibleThroughPerson(work.actor, sql`agency_id`, sql`candidate_id`)}) m`,
          where: sql`(${state}::text is null or m.state = ${state}) and (${kind}::text is null or m.kind = ${kind})`,
          id: sql`m.id`,
          key: sql`m.queued_at`,
          descending: true,
          load: (ids) => work.em.find(OutgoingMailSchema, { id: { $in: [...ids] } }),
        },
        page,
      ),
    );
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() mail: OutgoingMail): string {
    return toGlobalId('OutgoingMail', mail.id);
  }

  @FieldResolver(() => CandidateType, { nullable: true, description: 'To whom; empty when he is no longer known.' })
  async candidate(@Root() mail: OutgoingMail, @Ctx() context: RequestContext) {
    return mail.candidateId ? context.byId(CandidateSchema).load(mail.candidateId) : null;
  }
}

@Resolver(() => CandidateType)
export class CandidateMailsResolver {
  @FieldResolver(() => [OutgoingMailType], { nullable: true, description: 'Mails to him, the oldest first.' })
  mails(@Root() candidate: Candidate, @Ctx() context: RequestContext): Promise<OutgoingMail[]> {
    return context.recordsOf(OutgoingMailSchema, 'queuedAt').load(candidate.id);
  }
}

export async function loadOutgoingMail(work: Work, id: string): Promise<OutgoingMail | null> {
  const mail = await work.em.findOne(OutgoingMailSchema, { id, ...scopeOf(work.actor, { units: false }) });
  return mail && (await isPersonVisible(work, mail.candidateId)) ? mail : null;
}
