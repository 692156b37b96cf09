import { sql, type Sql } from '../../platform/database/index.ts';
import { restsOnNoTerm } from './by-itself.ts';
import { endingOfTerm, type Ending } from '../retention/index.ts';

/**
 * SQL over `erasure_plan p`, `candidate c` and `retention_policy policy`: what becomes of the person when this plan is carried
 * out (D3), whether his day has come or he asks for it himself (C74, H45). Rules anonymise (C17), and so does an employee’s choice; a term does what the
 * agency chose for its kind, since who asks to be erased may not be left with more than who is silent.
 */
export const endingOfPlan: Sql<Ending> = sql<Ending>`case when ${restsOnNoTerm} then 'ANONYMISE' else ${endingOfTerm} end`;
