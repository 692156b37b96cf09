import { onDays, rows, sql, type Sql } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { keysetPage, readGlobalId, rowId, type Page, type PageArgs } from '../../platform/graphql/index.ts';
import { StaffAgencySchema } from '../accounts/index.ts';
import { ApiClientSchema } from '../api-clients/index.ts';
import { AUDIT_ACTIONS } from '../audit/index.ts';
import { agenciesOf, personVisibleTo, worksForAgency, type Actor, type Work } from '../permissions/index.ts';
import { managedRoles } from '../roles/index.ts';

export const ACTOR_KINDS = ['STAFF', 'API_CLIENT', 'CANDIDATE', 'SYSTEM', 'ANONYMOUS'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

const STORED_KINDS: Readonly<Record<ActorKind, Actor['kind']>> = {
  STAFF: 'staff',
  API_CLIENT: 'api-client',
  CANDIDATE: 'candidate',
  SYSTEM: 'system',
  ANONYMOUS: 'anonymous',
};

/** The kinds of account that act, as the world knows them. */
const ACCOUNTS = { StaffUser: 'STAFF', ApiClient: 'API_CLIENT' } as const satisfies Record<string, ActorKind>;
export const accountOf = (kind: ActorKind) =>
  kind === 'STAFF' ? 'StaffUser' : kind === 'API_CLIENT' ? 'ApiClient' : undefined;

/** An entry as it is read: with the ids of rows, not of the API. */
export interface ReadEntry {
  /** The number in the trail, as text. */
  readonly id: string;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly actorKind: ActorKind;
  readonly actorId: string | null;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly agencyId: string | null;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

/** What may be asked, with the ids of the API. */
export interface EntryFilter {
  readonly personId?: string | null;
  readonly actorId?: string | null;
  readonly actorKind?: ActorKind | null;
  readonly agencyId?: string | null;
  readonly action?: string | null;
  readonly from?: string | null;
  readonly until?: string | null;
}

/** The entries that exist for this actor, as `e`, and those of them that are asked for. */
export interface EntrySelection {
  readonly from: Sql;
  readonly where: Sql<boolean>;
}

/** @throws DomainError BAD_USER_INPUT with the field's name */
export async function selectEntries(work: Work, filter: EntryFilter): Promise<EntrySelection> {
  const where = conditionsOf(filter);
  return { from: sql`(select e.* from audit_entry e where ${await readable(work)}) e`, where };
}

export function readEntries(work: Work, { from, where }: EntrySelection, page: PageArgs): Promise<Page<ReadEntry>> {
  return keysetPage<ReadEntry>(
    work.em,
    {
      type: 'AuditEntry',
      from,
      where,
      id: sql`e.seq`,
      idForm: 'number',
      key: sql`e.seq`,
      descending: true,
      load: (numbers) => loadEntries(work, sql`e.seq = any(${[...numbers]}::bigint[])`),
    },
    page,
  );
}

/** Those that are asked for, the newest first. */
export const listEntries = (work: Work, { from, where }: EntrySelection, most: number): Promise<ReadEntry[]> =>
  loadEntries(work, sql`e.seq in (select e.seq from ${from} where ${where} order by e.seq desc limit ${most})`);

interface StoredEntry {
  seq: string;
  at: Date | string;
  action: string;
  actor_kind: string;
  actor_id: string | null;
  subject_type: string;
  subject_id: string | null;
  agency_id: string | null;
  facts: ReadEntry['facts'];
}

async function loadEntries({ em }: Work, where: Sql): Promise<ReadEntry[]> {
  const found = await rows<StoredEntry>(
    em,
    sql`select seq, at, action, actor_kind, actor_id, subject_type, subject_id, agency_id, facts
        from audit_entry e where ${where} order by seq desc`,
  );
  return found.map((entry) => ({
    id: entry.seq,
    seq: Number(entry.seq),
    at: new Date(entry.at),
    action: entry.action,
    actorKind: ACTOR_KINDS.find((kind) => STORED_KINDS[kind] === entry.actor_kind)!,
    actorId: entry.actor_id,
    subjectType: entry.subject_type,
    subjectId: entry.subject_id,
    agencyId: entry.agency_id,
    facts: entry.facts,
  }));
}

/**
 * Which entries exist for somebody. Those of his agencies, and where he is held to organisation units, of their people only.
 * Of those of no agency in particular: about accounts, roles and rule sets that exist for him, or are gone and were a
 * colleague's deed; about anything else what colleagues did, and what the product did to itself.
 */
async function readable(work: Work): Promise<Sql<boolean>> {
  const { actor } = work;
  const agencies = agenciesOf(actor);
  if (!agencies) return sql`true`;
  if (!worksForAgency(actor)) return sql`false`;
  const { staff, clients } = await knownAccounts(work);
  const roles = (await managedRoles(work)).map((role) => role.id);
  // What is said of a whole agency tells how many people there are outside the units.
  const ofUnits = actor.unitIds
    ? sql`case e.subject_type
          when 'Candidate' then exists (select from candidate c where c.id = e.subject_id::uuid and ${personVisibleTo(actor, 'c')})
          when 'OrganisationUnit' then e.subject_id::uuid = any(${actor.unitIds})
          else false end`
    : sql`true`;
  const byKnown = sql`e.actor_id = any(${[...staff, ...clients]})`;
  const subjectIs = (known: readonly string[], table: string) => sql`(e.subject_id = any(${known})
    or ${byKnown} and not exists (select from ${sql.table(table)} s where s.id = e.subject_id::uuid))`;
  const ruleSet = actor.unitIds
    ? sql`false`
    : sql`exists (select from rule_set s where s.id = e.subject_id::uuid and s.agency_ids <@ ${agencies}::uuid[])`;
  const ofNoAgency = sql`case e.subject_type
    when 'StaffUser' then ${subjectIs(staff, 'staff_user')}
    when 'ApiClient' then ${subjectIs(clients, 'api_client')}
    when 'Role' then ${subjectIs(roles, 'role')}
    when 'RuleSet' then ${ruleSet}
    else ${byKnown} or e.actor_kind = 'system' end`;
  return sql<boolean>`case when e.agency_id is null then ${ofNoAgency} else e.agency_id = any(${agencies}) and ${ofUnits} end`;
}

/** Ids of who works for an agency of the reader's: employees, he himself among them, and programs. */
export async function knownAccounts({ em, actor }: Work): Promise<{ staff: string[]; clients: string[] }> {
  const agencies = agenciesOf(actor);
  const staff = await em.find(StaffAgencySchema, agencies ? { agencyId: { $in: [...agencies] } } : {});
  const clients = await em.find(ApiClientSchema, agencies ? { agencyIds: { $overlap: [...agencies] } } : {});
  return { staff: [...new Set(staff.map((one) => one.staffId))], clients: clients.map((one) => one.id) };
}

function conditionsOf(filter: EntryFilter): Sql<boolean> {
  const conditions: Sql<boolean>[] = [];
  if (filter.personId != null) {
    const id = rowId('Candidate', filter.personId, 'personId');
    conditions.push(sql`e.subject_type = 'Candidate' and e.subject_id = ${id}`);
  }
  if (filter.actorId != null) {
    const read = readGlobalId(filter.actorId);
    if (!read || !Object.hasOwn(ACCOUNTS, read.type)) throw badInput('actorId', 'This is not the id of an actor.');
    const kind = ACCOUNTS[read.type as keyof typeof ACCOUNTS];
    conditions.push(sql`e.actor_id = ${read.id} and e.actor_kind = ${STORED_KINDS[kind]}`);
  }
  if (filter.actorKind != null) conditions.push(sql`e.actor_kind = ${STORED_KINDS[filter.actorKind]}`);
  if (filter.agencyId != null) conditions.push(sql`e.agency_id = ${rowId('Agency', filter.agencyId, 'agencyId')}`);
  if (filter.action != null) {
    if (!Object.hasOwn(AUDIT_ACTIONS, filter.action))
      throw badInput('action', 'This is not an action of the audit trail.');
    conditions.push(sql`e.action = ${filter.action}`);
  }
  conditions.push(...onDays(sql`e.at`, filter, 'until'));
  return conditions.length > 0 ? sql`${sql.join(conditions, sql` and `)}` : sql`true`;
}
