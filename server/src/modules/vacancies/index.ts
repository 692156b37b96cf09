export { VacancySchema, VACANCY_STATUSES, type Vacancy, type VacancyStatus } from './vacancy.entity.ts';
export { VacancyType } from './vacancy.type.ts';
