import { sql, type Sql } from '../../platform/database/index.ts';
import { badInput, forbidden } from '../../platform/errors.ts';
import { keysetPage, rowId, type Page } from '../../platform/graphql/index.ts';
import { agenciesOf, visibleTo, type FieldName, type Rights, type Work } from '../permissions/index.ts';
import type { CandidateFilter, CandidateOrder } from './candidate.inputs.ts';
import { CandidateSchema, type Candidate } from './candidate.entity.ts';

/** The candidates that exist for this actor, as `c`. */
export const visibleCandidates = (work: Work): Sql =>
  sql`(select * from candidate where ${visibleTo(work.actor, sql`agency_id`)}) c`;

/** Somebody of another agency and nobody at all are the same answer. */
export function findVisibleCandidate(work: Work, id: string): Promise<Candidate | null> {
  const agencies = agenciesOf(work.actor);
  return work.em.findOne(CandidateSchema, agencies ? { id, agencyId: { $in: [...agencies] } } : { id });
}

interface OrderKey {
  key: Sql;
  /** The field that the order tells about. */
  field?: FieldName;
}

const ORDER_KEYS: Record<'NAME' | 'REGISTERED' | 'DUE' | 'TOWN', OrderKey> = {
  NAME: { key: sql`coalesce(c.last_name, '')`, field: 'Candidate.lastName' },
  REGISTERED: { key: sql`c.registered_on`, field: 'Candidate.registeredOn' },
  DUE: { key: sql`coalesce(c.retain_until, '9999-12-31'::date)` },
  TOWN: { key: sql`coalesce(c.town, '')`, field: 'Candidate.town' },
};

/** What the search looks through, as far as the role may see it. */
const SEARCHED: readonly [FieldName, Sql][] = [
  ['Candidate.lastName', sql`c.last_name`],
  ['Candidate.firstNames', sql`c.first_names`],
  ['Candidate.callName', sql`c.call_name`],
  ['Candidate.town', sql`c.town`],
  ['Candidate.emailPrivate', sql`c.email_private`],
  ['Candidate.emailWork', sql`c.email_work`],
];

/**
 * A page of candidates (H47–H49). What the role may not see can't be filtered or ordered by (D17).
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT
 */
export function listCandidates(
  work: Work,
  rights: Rights,
  args: { first?: number; after?: string; last?: number; before?: string },
  filter: CandidateFilter,
  order: CandidateOrder,
): Promise<Page<Candidate>> {
  const [by, direction] = order.split('_') as [keyof typeof ORDER_KEYS, 'ASC' | 'DESC'];
  const { key, field } = ORDER_KEYS[by];
  if (field) mustSee(rights, field, 'orderBy');
  return keysetPage<Candidate>(
    work.em,
    {
      type: 'Candidate',
      from: visibleCandidates(work),
      where: sql.join(conditions(work, rights, filter), sql` and `),
      id: sql`c.id`,
      key,
      descending: direction === 'DESC',
      load: (ids) => work.em.find(CandidateSchema, { id: { $in: [...ids] } }),
    },
    args,
  );
}

function mustSee(rights: Rights, field: FieldName, input: string): void {
  if (!rights.see.has(field)) throw forbidden(`Your role may not see ${field}, so ${input} can’t use it.`);
}

function conditions(work: Work, rights: Rights, filter: CandidateFilter): Sql[] {
  const all: Sql[] = [sql`true`];
  if (filter.agencyId != null) all.push(sql`c.agency_id = ${rowId('Agency', filter.agencyId, 'filter.agencyId')}`);
  if (filter.search != null && filter.search !== '') all.push(searchCondition(rights, filter.search));
  if (filter.daysUntilDue != null) {
    if (filter.daysUntilDue < 0 || filter.daysUntilDue > 36_500)
      throw badInput('filter.daysUntilDue', 'Give 0 to 36500 days.');
    all.push(sql`c.retain_until <= ${work.clock.today()}::date + ${filter.daysUntilDue}::int`);
  }
  if (filter.registrationKind != null) {
    mustSee(rights, 'Candidate.registrationKind', 'filter.registrationKind');
    all.push(sql`c.registration_kind = ${filter.registrationKind}`);
  }
  if (filter.hasConsent != null) {
    mustSee(rights, 'Consent.purpose', 'filter.hasConsent');
    const consented = sql`exists (select from consent k where k.candidate_id = c.id and k.purpose = 'OTHER_VACANCIES' and k.withdrawn_at is null)`;
    all.push(filter.hasConsent ? consented : sql`not ${consented}`);
  }
  if (filter.state != null) all.push(STATES[filter.state]);
  return all;
}

const active = sql`not c.anonymised and c.approved_on is null`;
const STATES: Record<NonNullable<CandidateFilter['state']>, Sql> = {
  ACTIVE: active,
  PLANNED: sql`${active} and exists (select from erasure_plan p where p.candidate_id = c.id and p.state = 'PLANNED')`,
  ANONYMISED: sql`c.anonymised`,
  HANDED_OVER: sql`c.approved_on is not null and not c.anonymised`,
};

function searchCondition(rights: Rights, search: string): Sql {
  const text = search.trim();
  if (text.length < 2 || text.length > 100) throw badInput('filter.search', 'Search for 2 to 100 characters.');
  const columns = SEARCHED.filter(([field]) => rights.see.has(field)).map(([, column]) => column);
  if (columns.length === 0) throw forbidden('Your role may not see any field that the search looks at.');
  const pattern = `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  return sql`(${sql.join(
    columns.map((column) => sql`${column} ilike ${pattern}`),
    sql` or `,
  )})`;
}
