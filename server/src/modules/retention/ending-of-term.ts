import { sql, type Sql } from '../../platform/database/index.ts';
import type { Ending } from './retention-policy.entity.ts';

/**
 * SQL over `candidate c` and `retention_policy policy`: what the agency chose to happen to this person at the end of his
 * term (D3). The one place where that is decided.
 */
export const endingOfTerm: Sql<Ending> = sql<Ending>`
  case c.retention_basis when 'SINGLE_VACANCY' then policy.single_vacancy_ending
    when 'MULTIPLE_VACANCIES' then policy.multiple_vacancies_ending
    else policy.candidate_ending end`;
