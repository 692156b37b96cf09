import type { LocalDate } from '../../platform/clock.ts';
import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldChanges, type Rights } from '../permissions/index.ts';
import { WISH_LISTS } from './wishes.ts';

export type WishChanges = ReadonlyMap<string, readonly string[]>;

/**
 * What of an input are wishes: a list that is given is the whole list from then on.
 * @returns field → its values, each once.
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT with the field's name
 */
export function wishChanges(rights: Rights, today: LocalDate, input: Readonly<Record<string, unknown>>): WishChanges {
  const given = WISH_LISTS.flatMap(({ field, data }): [string, string[]][] => {
    const { value } = fieldChanges(data, rights, today, input);
    return value === undefined ? [] : [[field, [...new Set((value ?? []) as string[])]]];
  });
  return new Map(given);
}

export async function storeWishes(em: EntityManager, candidateId: string, changes: WishChanges): Promise<void> {
  for (const { field, schema } of WISH_LISTS) {
    const values = changes.get(field);
    if (!values) continue;
    const table = sql.table(schema.meta.tableName);
    await rows(em, sql`delete from ${table} where candidate_id = ${candidateId} and value <> all(${values}::text[])`);
    const ids = values.map(() => newId());
    await rows(
      em,
      sql`insert into ${table} (id, candidate_id, value)
          select id, ${candidateId}, value from unnest(${ids}::uuid[], ${values}::text[]) as wish (id, value)
          on conflict (candidate_id, value) do nothing`,
    );
  }
}
