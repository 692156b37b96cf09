export { VacancySchema, VACANCY_STATUSES, type Vacancy } from './vacancy.entity.ts';
export { VacancyType } from './vacancy.type.ts';
