import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, UserErrorType } from '../../platform/graphql/index.ts';
import type { VacancyStatus } from './vacancy.entity.ts';
import { VacancyStatusEnum, VacancyType } from './vacancy.type.ts';

const ORDERS = {
  TITLE_ASC: 'Title, A first.',
  TITLE_DESC: 'Title, Z first.',
  REFERENCE_ASC: 'Reference, A first.',
  REFERENCE_DESC: 'Reference, Z first.',
  OPENED_ASC: 'Opened longest ago first.',
  OPENED_DESC: 'Opened last first; without a day last.',
} as const;
export type VacancyOrder = keyof typeof ORDERS;
export const VacancyOrderEnum = Object.fromEntries(Object.keys(ORDERS).map((key) => [key, key]));
registerEnumType(VacancyOrderEnum, {
  name: 'VacancyOrder',
  description: 'Orders of the list of vacancies.',
  valuesConfig: Object.fromEntries(Object.entries(ORDERS).map(([key, description]) => [key, { description }])),
});

@InputType('VacancyFilter', { description: 'Which vacancies; what is given must all hold.' })
export class VacancyFilter {
  @Field(() => String, { nullable: true, description: 'Part of the reference or the title: 1–100 characters.' })
  search?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of this agency.' })
  agencyId?: string | null;
  @Field(() => VacancyStatusEnum, { nullable: true, description: 'That stand so.' })
  status?: VacancyStatus | null;
}

@InputType('SaveVacancyInput', {
  description:
    'A vacancy to be added, or with its id to be changed: a field that is absent stays, null empties it. A new one needs an agency, a reference and a title.',
})
export class SaveVacancyInput {
  @Field(() => ID, { nullable: true, description: 'Which one to change; absent: a new one.' })
  id?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of which agency, of a new one.' })
  agencyId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Of which organisation unit of the agency (C42).' })
  organisationUnitId?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'The agency’s own number or name for it, unique in the agency: 1–200 characters.',
  })
  reference?: string | null;
  @Field(() => String, { nullable: true, description: 'The job: 1–200 characters.' })
  title?: string | null;
  @Field(() => String, { nullable: true, description: 'The town in which the work is: 1–100 characters.' })
  place?: string | null;
  @Field(() => Int, { nullable: true, description: 'Hours a week: 1–60.' })
  hoursPerWeek?: number | null;
  @Field(() => VacancyStatusEnum, { nullable: true, description: 'Where it stands; OPEN unless told, of a new one.' })
  status?: VacancyStatus | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day from which it was open; today unless told, of a new one.',
  })
  openedOn?: string | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it was filled; today unless told, when it becomes FILLED. Another status has none.',
  })
  filledOn?: string | null;
}

@ObjectType('SaveVacancyPayload', { description: 'The vacancy as it is stored, or why not.' })
export class SaveVacancyPayload {
  @Field(() => VacancyType, { nullable: true, description: 'The vacancy.' })
  vacancy?: object;
  @Field(() => [UserErrorType], { description: 'Why not; empty when it was done.' })
  userErrors!: UserErrorType[];
}
