import type { EntityManager } from '@mikro-orm/postgresql';
import { type Orm, rows, SCOPED_ROLES, sql } from '../platform/database/index.ts';
import { StartupError } from '../platform/errors.ts';

/** Tables that are the same to whoever works for any agency, and why that tells nobody of another's people. */
export const NOT_HELD: ReadonlyMap<string, string> = new Map([
  ['audit_entry', 'One chain, of which every entry needs the last; what is read of it is decided where it is read.'],
  ['audit_verification', 'Whether the whole chain holds.'],
  ['file_removal', 'A key into the file store, without a name or a person.'],
  ['sweep_run', 'Counts of a day, over all agencies.'],
  ['job_alert_look', 'Days, of the whole installation.'],
  ['ledger_mark', 'A day, of the whole database.'],
  ['clean_up', 'Names of tables, and when each was written anew.'],
  ['upload', 'A file’s number and who sent it, until it has been read; names no person.'],
  ['sign_in_attempt', 'Counts before anybody is known; keys are fingerprints.'],
  ['staff_user', 'An employee may work for several agencies, which staff_agency says.'],
  ['staff_session', 'As the employee whose it is.'],
  ['staff_identity', 'As the employee whose it is.'],
  ['second_factor', 'As the employee whose it is.'],
  ['recovery_code', 'As the employee whose it is.'],
  [
    'saved_view',
    'As the employee whose it is, or shared with an agency, which is asked where it is read; about nobody.',
  ],
  ['pending_sign_in', 'As the employee whose it is.'],
  ['password_reset_request', 'As the employee whose it is.'],
  ['account_link', 'As the employee whose it is.'],
  ['api_points', 'Counts before anybody is known.'],
  ['installation', 'Which environment this is, for everybody.'],
]);

const AGENCIES = `(select nullif(current_setting('wisbaar.agencies', true), '')::uuid[])`;
const UNITS = `(select nullif(current_setting('wisbaar.units', true), '')::uuid[])`;

/** What of a table decides whose its rows are. */
export type HeldTo = keyof typeof SCOPED_ROLES;
const HELD_TO = Object.keys(SCOPED_ROLES) as readonly HeldTo[];

export interface TableShape {
  readonly tableName: string;
  readonly columns: ReadonlySet<string>;
  /** Rows of other tables without which one of this can’t be. */
  readonly belongsTo: readonly { readonly column: string; readonly tableName: string; readonly key: string }[];
}

/** What must hold of a row for whoever is held, made from the columns that its table has; `undefined`: nothing. */
export function rowPolicy(table: TableShape, others: readonly TableShape[], heldTo: HeldTo): string | undefined {
  const { tableName: name, columns } = table;
  if (NOT_HELD.has(name)) return undefined;
  const unit =
    name === 'organisation_unit' ? 'id' : columns.has('organisation_unit_id') ? 'organisation_unit_id' : null;
  const agency = name === 'agency' ? 'id' : columns.has('agency_id') ? 'agency_id' : null;
  // The other row is looked at with its own policy, so that holds for all that hangs on it.
  const known = columns.has('candidate_id') ? exists(name, 'candidate_id', 'candidate', 'id') : null;
  if (agency === null) return known ?? ofSeveral(columns, heldTo) ?? ofOwners(table, others, heldTo);
  const ofAgency = `${agency} = any(${AGENCIES}::uuid[])`;
  if (heldTo === 'agency') return ofAgency;
  if (unit !== null) return `${ofAgency} and ${unit} = any(${UNITS}::uuid[])`;
  return known === null ? ofAgency : `${ofAgency} and ${known}`;
}

/**
 * A row that names several agencies, or units, is there for whoever works for one of them; one that names none holds for all.
 * A set of rules of an agency's own and its neighbour's is his business too: he may not see it, but must not make another.
 */
function ofSeveral(columns: ReadonlySet<string>, heldTo: HeldTo): string | undefined {
  if (!columns.has('agency_ids')) return undefined;
  const meets = (column: string, own: string) => `(${column} is null or ${column} && ${own}::uuid[])`;
  const ofAgencies = meets('agency_ids', AGENCIES);
  return heldTo === 'unit' && columns.has('unit_ids') ? `${ofAgencies} and ${meets('unit_ids', UNITS)}` : ofAgencies;
}

const exists = (table: string, column: string, other: string, key: string) =>
  `exists (select from ${other} owner where owner.${key} = ${table}.${column})`;

/** A row that names neither agency nor person is of whom those are of that it belongs to. */
function ofOwners(
  { tableName, belongsTo }: TableShape,
  others: readonly TableShape[],
  heldTo: HeldTo,
): string | undefined {
  const owners = belongsTo.filter((owner) => {
    const found = others.find((one) => one.tableName === owner.tableName && one.tableName !== tableName);
    return found !== undefined && rowPolicy(found, others, heldTo) !== undefined;
  });
  return owners.length === 0
    ? undefined
    : owners.map((owner) => exists(tableName, owner.column, owner.tableName, owner.key)).join(' and ');
}

/**
 * Row-level security on every table of the ORM that holds an agency's or a person's rows (S3): made from what the tables are,
 * each time they are brought up to date, so that a new one can't be forgotten. The owner, under whom jobs and
 * commands work, isn't held by it. A table that stands right already is left alone: to change one, everybody must let go of it.
 */
export async function secureRows(orm: Orm): Promise<void> {
  const shapes = tablesOf(orm);
  await orm.em.fork().transactional(async (em) => {
    for (const heldTo of HELD_TO) {
      await ensureRole(em, SCOPED_ROLES[heldTo]);
      await rows(em, sql`grant usage on schema public to ${sql.ref(SCOPED_ROLES[heldTo])}`);
      const standing = await standingOf(em, heldTo);
      for (const shape of shapes)
        await secureTable(
          em,
          shape.tableName,
          heldTo,
          rowPolicy(shape, shapes, heldTo) ?? null,
          standing.get(shape.tableName)!,
        );
    }
  });
}

interface Standing {
  tableName: string;
  granted: boolean;
  secured: boolean;
  /** As it was made; PostgreSQL tells it back in words of its own. */
  policy: string | null;
}

const DEEDS = ['select', 'insert', 'update', 'delete'];
const policyName = (heldTo: HeldTo) => `rows_of_${heldTo}`;

async function standingOf(em: EntityManager, heldTo: HeldTo): Promise<ReadonlyMap<string, Standing>> {
  const found = await rows<Standing>(
    em,
    sql`select c.relname as "tableName", c.relrowsecurity as secured, obj_description(p.oid, 'pg_policy') as policy,
          (select bool_and(has_table_privilege(${SCOPED_ROLES[heldTo]}, c.oid, deed)) from unnest(${DEEDS}::text[]) deed) as granted
        from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polname = ${policyName(heldTo)}
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
  );
  return new Map(found.map((one) => [one.tableName, one]));
}

async function secureTable(
  em: EntityManager,
  tableName: string,
  heldTo: HeldTo,
  policy: string | null,
  stands: Standing,
): Promise<void> {
  const [role, table, name] = [sql.ref(SCOPED_ROLES[heldTo]), sql.table(tableName), sql.ref(policyName(heldTo))];
  if (!stands.granted) await rows(em, sql`grant ${sql.raw(DEEDS.join(', '))} on ${table} to ${role}`);
  if (stands.policy === policy && stands.secured === (policy !== null)) return;
  await rows(em, sql`drop policy if exists ${name} on ${table}`);
  // Secured and without a policy, it would have no rows for anybody.
  await rows(em, sql`alter table ${table} ${sql.raw(policy === null ? 'disable' : 'enable')} row level security`);
  if (policy === null) return;
  const condition = sql.raw(policy);
  await rows(em, sql`create policy ${name} on ${table} to ${role} using (${condition}) with check (${condition})`);
  await rows(em, sql`comment on policy ${name} on ${table} is ${sql.lit(policy)}`);
}

export function tablesOf(orm: Orm): TableShape[] {
  return [...orm.getMetadata().getAll().values()].map((meta) => ({
    tableName: meta.tableName,
    columns: new Set(meta.props.flatMap((property) => property.fieldNames)),
    belongsTo: meta.props.flatMap(({ targetMeta, nullable, fieldNames, referencedColumnNames }) =>
      targetMeta && nullable !== true
        ? [{ column: fieldNames[0]!, tableName: targetMeta.tableName, key: referencedColumnNames[0]! }]
        : [],
    ),
  }));
}

async function ensureRole(em: EntityManager, role: string): Promise<void> {
  try {
    await rows(
      em,
      sql`do ${sql.lit(`
        begin
          if not exists (select from pg_roles where rolname = '${role}') then
            begin
              create role ${role} nologin;
            exception when duplicate_object or unique_violation then null;
            end;
          end if;
          if not pg_has_role(current_user, '${role}', 'set') then
            execute format('grant ${role} to %I', current_user);
          end if;
        end`)}`,
    );
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw new StartupError(
      `The database’s user may not make the roles that hold employees to their rows: let an administrator run “${Object.values(
        SCOPED_ROLES,
      )
        .map((one) => `create role ${one} nologin; grant ${one} to <that user>;`)
        .join(' ')}” once.`,
    );
  }
}
