import { sql, type Sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { keysetPage, rowId, type Page, type PageArgs } from '../../platform/graphql/index.ts';
import { scopeOf, visibleTo, type Work } from '../permissions/index.ts';
import { VacancySchema, type Vacancy } from './vacancy.entity.ts';
import type { VacancyFilter, VacancyOrder } from './vacancy.inputs.ts';

const KEYS = {
  TITLE: sql`v.title`,
  REFERENCE: sql`v.reference`,
  OPENED: sql`coalesce(v.opened_on, '-infinity'::date)`,
} as const;

/** A page of the vacancies that exist for the actor. @throws DomainError BAD_USER_INPUT */
export function listVacancies(
  work: Work,
  args: PageArgs,
  filter: VacancyFilter,
  order: VacancyOrder,
): Promise<Page<Vacancy>> {
  const [by, direction] = order.split('_') as [keyof typeof KEYS, 'ASC' | 'DESC'];
  return keysetPage<Vacancy>(
    work.em,
    {
      type: 'Vacancy',
      from: sql`(select * from vacancy where ${visibleTo(work.actor, sql`agency_id`, sql`organisation_unit_id`)}) v`,
      where: sql.join(conditions(filter), sql` and `),
      id: sql`v.id`,
      key: KEYS[by],
      descending: direction === 'DESC',
      load: (ids) => work.em.find(VacancySchema, { id: { $in: [...ids] } }),
    },
    args,
  );
}

function conditions(filter: VacancyFilter): Sql[] {
  const all: Sql[] = [sql`true`];
  if (filter.agencyId != null) all.push(sql`v.agency_id = ${rowId('Agency', filter.agencyId, 'filter.agencyId')}`);
  if (filter.status != null) all.push(sql`v.status = ${filter.status}`);
  const search = filter.search?.trim() ?? '';
  if (search.length > 100) throw badInput('filter.search', 'Search for at most 100 characters.');
  if (search !== '') {
    const pattern = `%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
    all.push(sql`(v.title ilike ${pattern} or v.reference ilike ${pattern})`);
  }
  return all;
}

export const findVisibleVacancy = (work: Work, id: string): Promise<Vacancy | null> =>
  work.em.findOne(VacancySchema, { id, ...scopeOf(work.actor, { units: true }) });
