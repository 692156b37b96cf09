import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { badInput } from '../../platform/errors.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';
import type { Role } from './role.entity.ts';

/** Where a role is to hold; `null`: not held to any in particular. */
export interface RoleScope {
  agencyIds?: readonly string[] | null;
  unitIds?: readonly string[] | null;
}

type Held = Pick<Role, 'agencyIds' | 'unitIds'>;

const LONGEST_NAME = 100;
const REASON = { shortest: 5, longest: 500 };
/** Under which names are given out one transaction after another. */
const NAME_LOCK = 7_229_061;

/** @throws DomainError BAD_USER_INPUT */
export function soundName(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  return name;
}

/** @throws DomainError BAD_USER_INPUT */
export function soundReason(text: string): string {
  const reason = text.trim();
  if (reason.length < REASON.shortest || reason.length > REASON.longest)
    throw badInput('reason', `Say why, in ${String(REASON.shortest)} to ${String(REASON.longest)} characters.`);
  return reason;
}

/**
 * The reach of a role as it is to be stored. Whoever is held himself can only make roles that are held too.
 * @param everywhere whether the actor works for every agency.
 * @throws DomainError BAD_USER_INPUT
 */
export async function soundScope(
  { em, actor }: Work,
  everywhere: boolean,
  { agencyIds = null, unitIds = null }: RoleScope,
): Promise<{ agencyIds: string[] | null; unitIds: string[] | null }> {
  const held = worksForAgency(actor) ? actor : undefined;
  const agencies = agencyIds ? [...new Set(agencyIds)] : held && !everywhere ? [...held.agencyIds] : null;
  const units = unitIds ? [...new Set(unitIds)] : held?.unitIds ? [...held.unitIds] : null;
  const [known] = await rows<{ agencies: number; units: number }>(
    em,
    sql`select (select count(*)::int from agency where id = any(${agencies ?? []}::uuid[])) as agencies,
          (select count(*)::int from organisation_unit u where u.id = any(${units ?? []}::uuid[])
             and (${agencies}::uuid[] is null or u.agency_id = any(${agencies}::uuid[]))) as units`,
  );
  if (agencies && (agencies.length === 0 || known!.agencies !== agencies.length))
    throw badInput('agencyIds', 'Choose at least one agency that you work for, or none to hold it to none.');
  if (units && (units.length === 0 || known!.units !== units.length))
    throw badInput('unitIds', 'Choose at least one unit of these agencies, or none to hold it to none.');
  return { agencyIds: agencies, unitIds: units };
}

/** Whether both hold in the same agencies and units. */
export function sameReach(one: Held, other: Held): boolean {
  const text = ({ agencyIds, unitIds }: Held) =>
    JSON.stringify([agencyIds, unitIds].map((ids) => ids?.toSorted() ?? null));
  return text(one) === text(other);
}

/**
 * A name is given once where two roles could meet; whether a role elsewhere has it, nobody is told.
 * @throws DomainError BAD_USER_INPUT
 */
export async function mustBeNew(em: EntityManager, name: string, role: Held & { id: string }): Promise<void> {
  await rows(em, sql`select pg_advisory_xact_lock(${NAME_LOCK})`);
  const [other] = await rows(
    em,
    sql`select 1 from role where lower(name) = lower(${name}) and id <> ${role.id}
          and (agency_ids is null or ${role.agencyIds ?? null}::uuid[] is null or agency_ids && ${role.agencyIds ?? null}::uuid[])`,
  );
  if (other) throw badInput('name', 'There is a role of this name already.');
}
