import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { rowId } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, type Agency } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { StaffAgencySchema } from './staff.ts';
import { viewerOf } from './viewer-of.ts';
import { ViewerType } from './viewer.type.ts';

@Resolver(() => ViewerType)
export class ViewerResolver {
  @Query(() => ViewerType, { nullable: true, description: 'You; empty when nobody is signed in.' })
  async viewer(@Ctx() context: RequestContext): Promise<ViewerType | null> {
    const { actor } = context.work;
    return actor.kind === 'staff' ? viewerOf(context, actor.id) : null;
  }

  @FieldResolver(() => [AgencyType], { description: 'The agencies that you work for, by name.' })
  async agencies(@Root() viewer: ViewerType, @Ctx() { work }: RequestContext): Promise<Agency[]> {
    const mine = await work.em.find(StaffAgencySchema, { staffId: rowId('StaffUser', viewer.id) });
    return work.em.find(AgencySchema, { id: { $in: mine.map((one) => one.agencyId) } }, { orderBy: { name: 'asc' } });
  }
}
