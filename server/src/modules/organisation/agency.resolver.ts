import { Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { toGlobalId } from '../../platform/graphql/index.ts';
import { agenciesOf, type RequestContext, type Work } from '../permissions/index.ts';
import { AgencySchema, type Agency } from './agency.entity.ts';
import { AgencyType } from './agency.type.ts';

@Resolver(() => AgencyType)
export class AgencyResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() agency: Agency): string {
    return toGlobalId('Agency', agency.id);
  }

  @Query(() => [AgencyType], { description: 'The agencies that you work for, by name.' })
  agencies(@Ctx() { work }: RequestContext): Promise<Agency[]> {
    const ids = agenciesOf(work.actor);
    return work.em.find(AgencySchema, ids ? { id: { $in: [...ids] } } : {}, { orderBy: { name: 'asc' } });
  }
}

export async function loadAgency(work: Work, id: string): Promise<Agency | null> {
  const ids = agenciesOf(work.actor);
  return ids && !ids.includes(id) ? null : work.em.findOne(AgencySchema, { id });
}
