import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType } from '../organisation/index.ts';
import { scopeOf, type RequestContext } from '../permissions/index.ts';
import { ExternalAgencySchema, type ExternalAgency } from './external-agency.entity.ts';
import { ExternalAgencyType, SaveExternalAgencyInput, SaveExternalAgencyPayload } from './external-agency.type.ts';
import { saveExternalAgency } from './save-external-agency.ts';

@Resolver(() => ExternalAgencyType)
export class ExternalAgencyResolver {
  @Query(() => [ExternalAgencyType], { description: 'The external agencies of your agencies, by name.' })
  externalAgencies(@Ctx() { work }: RequestContext): Promise<ExternalAgency[]> {
    return work.em.find(ExternalAgencySchema, scopeOf(work.actor, { units: false }), {
      orderBy: { name: 'asc', id: 'asc' },
    });
  }

  @Mutation(() => SaveExternalAgencyPayload, { description: 'Adds an external agency to choose from, or renames one.' })
  saveExternalAgency(
    @Arg('input', () => SaveExternalAgencyInput, { description: 'Which, and its name.' })
    input: SaveExternalAgencyInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveExternalAgencyPayload> {
    return withUserErrors(async () => ({
      externalAgency: await saveExternalAgency(work, {
        id: input.id == null ? null : rowId('ExternalAgency', input.id),
        agencyId: input.agencyId == null ? null : rowId('Agency', input.agencyId, 'agencyId'),
        name: input.name,
      }),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() external: ExternalAgency): string {
    return toGlobalId('ExternalAgency', external.id);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'For which of your agencies (Bureau).' })
  agency(@Root() external: ExternalAgency, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(external.agencyId);
  }
}
