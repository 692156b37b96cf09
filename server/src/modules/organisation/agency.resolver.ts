import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { agenciesOf, worksForAgency, type RequestContext, type Work } from '../permissions/index.ts';
import { AgencySchema, type Agency } from './agency.entity.ts';
import { AgencyType } from './agency.type.ts';
import { OrganisationUnitSchema, type OrganisationUnit } from './organisation-unit.entity.ts';
import {
  OrganisationUnitType,
  SaveOrganisationUnitInput,
  SaveOrganisationUnitPayload,
} from './organisation-unit.type.ts';
import { saveOrganisationUnit } from './save-organisation-unit.ts';

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

@Resolver(() => OrganisationUnitType)
export class OrganisationUnitResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() unit: OrganisationUnit): string {
    return toGlobalId('OrganisationUnit', unit.id);
  }

  @Mutation(() => SaveOrganisationUnitPayload, { description: 'Makes an organisation unit, or renames one (C42).' })
  saveOrganisationUnit(
    @Arg('input', () => SaveOrganisationUnitInput, { description: 'Which, and its name.' })
    input: SaveOrganisationUnitInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveOrganisationUnitPayload> {
    return withUserErrors(async () => {
      const unit = await saveOrganisationUnit(work, {
        id: input.id == null ? null : rowId('OrganisationUnit', input.id),
        agencyId: input.agencyId == null ? null : rowId('Agency', input.agencyId, 'agencyId'),
        name: input.name,
      });
      return { unit: unit as unknown as OrganisationUnitType };
    });
  }
}

@Resolver(() => AgencyType)
export class AgencyUnitsResolver {
  @FieldResolver(() => [OrganisationUnitType], {
    nullable: true,
    description: 'Its organisation units that exist for you, by name.',
  })
  async organisationUnits(
    @Root() agency: Agency,
    @Ctx() { work, loader }: RequestContext,
  ): Promise<OrganisationUnit[]> {
    const units = await loader('unitsOfAgency', (ids) => unitsOf(work, ids)).load(agency.id);
    return units ?? [];
  }
}

async function unitsOf(work: Work, agencyIds: readonly string[]): Promise<Map<string, OrganisationUnit[]>> {
  const own = worksForAgency(work.actor) ? work.actor.unitIds : undefined;
  const units = await work.em.find(
    OrganisationUnitSchema,
    { agencyId: { $in: [...agencyIds] }, ...(own ? { id: { $in: [...own] } } : {}) },
    { orderBy: { name: 'asc' } },
  );
  return Map.groupBy(units, (unit) => unit.agencyId);
}

export function loadOrganisationUnit(work: Work, id: string): Promise<OrganisationUnit | null> {
  const agencies = agenciesOf(work.actor);
  const own = worksForAgency(work.actor) ? work.actor.unitIds : undefined;
  if (own && !own.includes(id)) return Promise.resolve(null);
  return work.em.findOne(OrganisationUnitSchema, agencies ? { id, agencyId: { $in: [...agencies] } } : { id });
}

export async function loadAgency(work: Work, id: string): Promise<Agency | null> {
  const ids = agenciesOf(work.actor);
  return ids && !ids.includes(id) ? null : work.em.findOne(AgencySchema, { id });
}
