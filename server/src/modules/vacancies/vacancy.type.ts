import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateScalar, NodeType } from '../../platform/graphql/index.ts';
import { publishEnum } from '../personal-data/index.ts';
import { VACANCY_STATUSES, type Vacancy } from './vacancy.entity.ts';

export const VacancyStatusEnum = publishEnum('VacancyStatus', VACANCY_STATUSES, 'Where a vacancy stands.', {
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
  @Field(() => String, { nullable: true, description: 'The town in which the work is.' })
  readonly place!: string | null;
  @Field(() => Int, { nullable: true, description: 'Hours a week.' })
  readonly hoursPerWeek!: number | null;
  @Field(() => VacancyStatusEnum, { description: 'Where it stands.' })
  readonly status!: string;
  @Field(() => DateScalar, { nullable: true, description: 'The day from which it was open.' })
  readonly openedOn!: string | null;
  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was filled.' })
  readonly filledOn!: string | null;
}

export const VacancyConnection = connectionOf<Vacancy>(VacancyType, 'Vacancy');
