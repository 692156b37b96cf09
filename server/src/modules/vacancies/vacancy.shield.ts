import type { ShieldRules } from '../../platform/graphql/index.ts';
import { can, isStaff } from '../permissions/index.ts';

export const vacancyShield: ShieldRules = {
  Query: { vacancies: isStaff },
  Mutation: { saveVacancy: can('vacancy:manage') },
  Vacancy: isStaff,
  VacancyConnection: isStaff,
  VacancyEdge: isStaff,
  SaveVacancyPayload: isStaff,
};
