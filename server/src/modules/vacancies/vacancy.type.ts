import { Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { NodeType, toGlobalId } from '../../platform/graphql/index.ts';
import { agenciesOf, type Work } from '../permissions/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { VACANCY_STATUSES, VacancySchema, type Vacancy } from './vacancy.entity.ts';

const StatusEnum = publishEnum('VacancyStatus', VACANCY_STATUSES, 'Where a vacancy stands.', {
  OPEN: 'Open for applications.',
  ON_HOLD: 'Waiting.',
  FILLED: 'Filled (vervuld).',
  CANCELLED: 'Withdrawn.',
});

@ObjectType('Vacancy', { implements: NodeType, description: 'A job to be filled (vacature).' })
export class VacancyType extends NodeType {
  @Field(() => String, { description: 'The agency’s own number or name for it.' })
  readonly reference!: string;
  @Field(() => String, { description: 'The job.' })
  readonly title!: string;
  @Field(() => StatusEnum, { description: 'Where it stands.' })
  readonly status!: string;
}

@Resolver(() => VacancyType)
export class VacancyResolver {
  @FieldResolver(() => ID, { description: 'Unique over all types; opaque.' })
  id(@Root() vacancy: Vacancy): string {
    return toGlobalId('Vacancy', vacancy.id);
  }
}

export function loadVacancy(work: Work, id: string): Promise<Vacancy | null> {
  const agencies = agenciesOf(work.actor);
  return work.em.findOne(VacancySchema, agencies ? { id, agencyId: { $in: [...agencies] } } : { id });
}
