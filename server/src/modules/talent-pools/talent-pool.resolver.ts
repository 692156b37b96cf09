import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rows, sql } from '../../platform/database/index.ts';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType } from '../organisation/index.ts';
import { personVisibleTo, scopeOf, type RequestContext, type Work } from '../permissions/index.ts';
import { saveTalentPool } from './save-talent-pool.ts';
import { TalentPoolSchema, type TalentPool } from './talent-pool.entity.ts';
import { SaveTalentPoolInput, SaveTalentPoolPayload, TalentPoolType } from './talent-pool.type.ts';

@Resolver(() => TalentPoolType)
export class TalentPoolResolver {
  @Query(() => [TalentPoolType], { description: 'The talent pools of your agencies, by name.' })
  talentPools(@Ctx() { work }: RequestContext): Promise<TalentPool[]> {
    return work.em.find(TalentPoolSchema, scopeOf(work.actor, { units: false }), {
      orderBy: { name: 'asc', id: 'asc' },
    });
  }

  @Mutation(() => SaveTalentPoolPayload, { description: 'Makes a talent pool, or renames one.' })
  saveTalentPool(
    @Arg('input', () => SaveTalentPoolInput, { description: 'Which, and its name.' }) input: SaveTalentPoolInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveTalentPoolPayload> {
    return withUserErrors(async () => ({
      talentPool: await saveTalentPool(work, {
        id: input.id == null ? null : rowId('TalentPool', input.id),
        agencyId: input.agencyId == null ? null : rowId('Agency', input.agencyId, 'agencyId'),
        name: input.name,
      }),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() pool: TalentPool): string {
    return toGlobalId('TalentPool', pool.id);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Whose it is (Bureau).' })
  agency(@Root() pool: TalentPool, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(pool.agencyId);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How many people that exist for you are in it, themselves or with an application; who was anonymised does not count.',
  })
  async size(@Root() pool: TalentPool, @Ctx() { work, loader }: RequestContext): Promise<number> {
    return (await loader('sizeOfTalentPool', (ids) => sizesOf(work, ids)).load(pool.id)) ?? 0;
  }
}

async function sizesOf({ em, actor }: Work, ids: readonly string[]): Promise<Map<string, number>> {
  const found = await rows<{ id: string; n: number }>(
    em,
    sql`select m.talent_pool_id as id, count(distinct m.candidate_id)::int as n
        from talent_pool_member m join candidate c on c.id = m.candidate_id
        where m.talent_pool_id = any(${ids}::uuid[]) and not c.anonymised and ${personVisibleTo(actor, 'c')}
        group by 1`,
  );
  return new Map(found.map(({ id, n }) => [id, n]));
}

export function loadTalentPool(work: Work, id: string): Promise<TalentPool | null> {
  return work.em.findOne(TalentPoolSchema, { id, ...scopeOf(work.actor, { units: false }) });
}
