import type { EntitySchema } from '@mikro-orm/core';
import { inTransaction, rows, sql } from '../../platform/database/index.ts';
import { badInput, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { recordAudit, type AuditAction } from '../audit/index.ts';
import { agenciesOf, type Work } from '../permissions/index.ts';

const LONGEST_NAME = 200;

/** A thing that is no more than a name within an agency. */
export interface Named {
  id: string;
  agencyId: string;
  name: string;
}

export interface NamedKind<Row extends Named> {
  readonly schema: EntitySchema<Row>;
  readonly added: AuditAction;
  readonly renamed: AuditAction;
}

/**
 * Makes a thing of an agency that has a name alone, or renames one.
 * @param input.agencyId of a new one; none ever changes its agency.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT for a name that can't be used or is used already.
 */
export async function saveNamed<Row extends Named>(
  work: Work,
  kind: NamedKind<Row>,
  input: { id: string | null; agencyId: string | null; name: string },
): Promise<Row> {
  const name = input.name.trim();
  if (name === '' || name.length > LONGEST_NAME)
    throw badInput('name', `Give a name of 1 to ${String(LONGEST_NAME)} characters.`);
  const agencies = agenciesOf(work.actor);
  const schema = kind.schema as unknown as EntitySchema<Named>;
  return inTransaction(work.em, async (em) => {
    const known = input.id === null ? null : await em.findOne(schema, { id: input.id });
    const agencyId = known?.agencyId ?? (input.id === null ? input.agencyId : null);
    if (agencyId === null || (agencies && !agencies.includes(agencyId))) throw notFound();
    // Two who save at once: the second sees what the first one called his.
    await rows(em, sql`select from agency where id = ${agencyId} for no key update`);
    const id = known?.id ?? newId();
    const [other] = await rows(
      em,
      sql`select 1 from ${sql.table(schema.meta.tableName)}
          where agency_id = ${agencyId} and lower(name) = lower(${name}) and id <> ${id}`,
    );
    if (other) throw badInput('name', 'This agency has one of this name already.');
    const row = known ?? em.create(schema, { id, agencyId, name });
    row.name = name;
    await em.flush();
    await recordAudit({ ...work, em }, [
      { action: known ? kind.renamed : kind.added, subjectType: schema.meta.className, subjectId: id, agencyId },
    ]);
    return row as Row;
  });
}
