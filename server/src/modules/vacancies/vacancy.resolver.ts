import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArgs, rowId, toGlobalId, withUserErrors } from '../../platform/graphql/index.ts';
import { AgencySchema, AgencyType, OrganisationUnitSchema, OrganisationUnitType } from '../organisation/index.ts';
import type { RequestContext } from '../permissions/index.ts';
import { saveVacancy } from './save-vacancy.ts';
import type { Vacancy } from './vacancy.entity.ts';
import {
  SaveVacancyInput,
  SaveVacancyPayload,
  VacancyFilter,
  VacancyOrderEnum,
  type VacancyOrder,
} from './vacancy.inputs.ts';
import { listVacancies } from './vacancy.repository.ts';
import { VacancyConnection, VacancyType } from './vacancy.type.ts';

@Resolver(() => VacancyType)
export class VacancyResolver {
  @Query(() => VacancyConnection, { description: 'Vacancies of your agencies; ordered by title unless told.' })
  async vacancies(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => VacancyFilter, { nullable: true, description: 'Which ones.' })
    filter: VacancyFilter | undefined,
    @Arg('orderBy', () => VacancyOrderEnum, { nullable: true, description: 'In which order.' })
    orderBy: VacancyOrder | undefined,
    @Ctx() { work }: RequestContext,
  ) {
    return new VacancyConnection(await listVacancies(work, page, filter ?? {}, orderBy ?? 'TITLE_ASC'));
  }

  @Mutation(() => SaveVacancyPayload, { description: 'Adds a vacancy, or changes one.' })
  saveVacancy(
    @Arg('input', () => SaveVacancyInput, { description: 'The vacancy.' }) input: SaveVacancyInput,
    @Ctx() { work }: RequestContext,
  ): Promise<SaveVacancyPayload> {
    const unit = input.organisationUnitId;
    return withUserErrors(async () => ({
      vacancy: await saveVacancy(work, {
        id: input.id == null ? null : rowId('Vacancy', input.id),
        agencyId: input.agencyId == null ? null : rowId('Agency', input.agencyId, 'agencyId'),
        organisationUnitId: unit == null ? unit : rowId('OrganisationUnit', unit, 'organisationUnitId'),
        reference: input.reference,
        title: input.title,
        place: input.place,
        hoursPerWeek: input.hoursPerWeek,
        status: input.status,
        openedOn: input.openedOn,
        filledOn: input.filledOn,
      }),
    }));
  }

  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() vacancy: Vacancy): string {
    return toGlobalId('Vacancy', vacancy.id);
  }

  @FieldResolver(() => AgencyType, { nullable: true, description: 'Whose it is (Bureau).' })
  agency(@Root() vacancy: Vacancy, @Ctx() context: RequestContext) {
    return context.byId(AgencySchema).load(vacancy.agencyId);
  }

  @FieldResolver(() => OrganisationUnitType, {
    nullable: true,
    description: 'The part of the agency that it belongs to (Organisatie-onderdeel, C42).',
  })
  organisationUnit(@Root() { organisationUnitId }: Vacancy, @Ctx() context: RequestContext) {
    return organisationUnitId == null ? null : context.byId(OrganisationUnitSchema).load(organisationUnitId);
  }
}
