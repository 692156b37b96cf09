import { rows, sql, type Sql } from '../../platform/database/index.ts';
import { badInput, DomainError, forbidden } from '../../platform/errors.ts';
import { keysetPage, rowId, type Page } from '../../platform/graphql/index.ts';
import {
  mustSee,
  personVisibleTo,
  scopeOf,
  visibleTo,
  worksForAgency,
  type FieldName,
  type Rights,
  type Work,
} from '../permissions/index.ts';
import type { CandidateFilter, CandidateOrder } from './candidate.inputs.ts';
import { CandidateSchema, type Candidate } from './candidate.entity.ts';

/** The candidates that exist for this actor, as `c`. */
export const visibleCandidates = (work: Work): Sql =>
  sql`(select * from candidate where ${visibleTo(work.actor, sql`agency_id`, sql`organisation_unit_id`)}) c`;

/** Somebody of another agency and nobody at all are the same answer; to a data subject there is nobody but himself. */
export async function findVisibleCandidate(work: Work, id: string): Promise<Candidate | null> {
  if (work.actor.kind === 'candidate')
    return work.actor.candidateId === id ? work.em.findOne(CandidateSchema, { id }) : null;
  return work.em.findOne(CandidateSchema, { id, ...scopeOf(work.actor, { units: true }) });
}

/** For a record of an agency that exists for the actor: whether its person does too. Without a person there is nobody to hide. */
export async function isPersonVisible({ em, actor }: Work, candidateId: string | null | undefined): Promise<boolean> {
  if (!worksForAgency(actor) || !actor.unitIds) return true;
  if (candidateId == null) return false;
  const [found] = await rows(
    em,
    sql`select 1 from candidate c where c.id = ${candidateId} and ${personVisibleTo(actor, 'c')}`,
  );
  return found !== undefined;
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
      where: whichOnes(work, rights, filter),
      id: sql`c.id`,
      key,
      descending: direction === 'DESC',
      load: (ids) => work.em.find(CandidateSchema, { id: { $in: [...ids] } }),
    },
    args,
  );
}

const whichOnes = (work: Work, rights: Rights, filter: CandidateFilter): Sql =>
  sql.join(conditions(work, rights, filter), sql` and `);

/**
 * SQL that gives the ids of the list, for who does something to all of them.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, as the list does
 */
export const candidateIdsOf = (work: Work, rights: Rights, filter: CandidateFilter): Sql<{ id: string }> =>
  sql<{ id: string }>`select c.id from ${visibleCandidates(work)} where ${whichOnes(work, rights, filter)}`;

/** Whether this role may ask for such a list: by nothing that it may not see (D17). */
export function mayAskFor(
  work: Work,
  rights: Rights,
  filter: CandidateFilter,
  order: CandidateOrder | undefined,
): boolean {
  const field = order && ORDER_KEYS[order.split('_')[0] as keyof typeof ORDER_KEYS].field;
  if (field && !rights.see.has(field)) return false;
  try {
    conditions(work, rights, filter);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}

/** How many there are of the list, counted no further than to a limit. @throws DomainError FORBIDDEN, BAD_USER_INPUT */
export async function countCandidates(
  work: Work,
  rights: Rights,
  filter: CandidateFilter,
  limit: number,
): Promise<number> {
  const [counted] = await rows<{ n: number }>(
    work.em,
    sql`select count(*)::int as n from (
          select from ${visibleCandidates(work)} where ${whichOnes(work, rights, filter)} limit ${limit}) listed`,
  );
  return counted!.n;
}

const BATCH = 1_000;

/** All of the list, by their ids and a batch at a time: no more than one stands in memory as entities. */
export async function* candidateBatches(
  work: Work,
  rights: Rights,
  filter: CandidateFilter,
): AsyncGenerator<Candidate[]> {
  const found = await rows<{ id: string }>(
    work.em,
    sql`select c.id from ${visibleCandidates(work)} where ${whichOnes(work, rights, filter)} order by c.id`,
  );
  for (let from = 0; from < found.length; from += BATCH) {
    const ids = found.slice(from, from + BATCH).map(({ id }) => id);
    yield await work.em.find(
      CandidateSchema,
      { id: { $in: ids } },
      { orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
  }
}

function conditions(work: Work, rights: Rights, filter: CandidateFilter): Sql[] {
  const all: Sql[] = [sql`true`];
  if (filter.agencyId != null) all.push(sql`c.agency_id = ${rowId('Agency', filter.agencyId, 'filter.agencyId')}`);
  if (filter.search != null && filter.search !== '') all.push(searchCondition(rights, filter.search));
  if (filter.daysUntilDue != null) {
    if (filter.daysUntilDue < 0 || filter.daysUntilDue > 36_500)
      throw badInput('filter.daysUntilDue', 'Give 0 to 36500 days.');
    all.push(dueWithin(work, rights, filter.daysUntilDue));
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
  if (filter.talentPoolId != null) {
    mustSee(rights, 'TalentPoolMember.talentPool', 'filter.talentPoolId');
    const poolId = rowId('TalentPool', filter.talentPoolId, 'filter.talentPoolId');
    all.push(
      sql`not c.anonymised and exists (select from talent_pool_member m where m.candidate_id = c.id and m.talent_pool_id = ${poolId})`,
    );
  }
  if (filter.state != null) all.push(stateCondition(rights, filter.state));
  return all;
}

/** Whoever has a plan goes on its day, which may come before his term ends (H49); who may not see plans is told of terms alone. */
function dueWithin({ clock }: Work, rights: Rights, days: number): Sql {
  const day = sql`${clock.today()}::date + ${days}::int`;
  const ends = sql`c.retain_until <= ${day}`;
  const seesPlans = rights.permissions.has('plan:read') && PLAN_FIELDS.every((field) => rights.see.has(field));
  return seesPlans
    ? sql`(${ends} or c.id in (select p.candidate_id from erasure_plan p where p.state = 'PLANNED' and p.due_on <= ${day}))`
    : ends;
}
const PLAN_FIELDS = ['ErasurePlan.state', 'ErasurePlan.dueOn'] as const;

const active = sql`not c.anonymised and c.approved_on is null`;
const STATES: Record<NonNullable<CandidateFilter['state']>, Sql> = {
  ACTIVE: active,
  PLANNED: sql`${active} and exists (select from erasure_plan p where p.candidate_id = c.id and p.state = 'PLANNED')`,
  ANONYMISED: sql`c.anonymised`,
  HANDED_OVER: sql`c.approved_on is not null and not c.anonymised`,
};

function stateCondition(rights: Rights, state: NonNullable<CandidateFilter['state']>): Sql {
  for (const field of ['Candidate.anonymised', 'Candidate.approvedOn'] as const) mustSee(rights, field, 'filter.state');
  if (state === 'PLANNED') {
    mustSee(rights, 'ErasurePlan.state', 'filter.state');
    if (!rights.permissions.has('plan:read'))
      throw forbidden('Your role may not read plans, so it can’t filter by them.');
  }
  return STATES[state];
}

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
