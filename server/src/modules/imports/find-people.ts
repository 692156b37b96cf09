import { rows, sql, type EntityManager } from '../../platform/database/index.ts';
import type { ImportedRow } from './interpret-row.ts';

/** The ids, by identity, of those of a batch who are there already. */
export type KnownPeople = ReadonlyMap<string, string>;

export async function findPeople(em: EntityManager, batch: readonly ImportedRow[]): Promise<KnownPeople> {
  const identities = [...new Set(batch.map((row) => row.identity))];
  const found = await rows<{ identity: string; id: string }>(
    em,
    // The key is bound to the agency. One look-up by index each; see lookUpByIndex.
    sql`select wanted.identity, known.id
        from unnest(${identities}::text[]) as wanted (identity)
        cross join lateral (
          select c.id from candidate c where c.import_key = decode(wanted.identity, 'hex') limit 1
        ) known`,
  );
  return new Map(found.map((one) => [one.identity, one.id]));
}

/**
 * The same, and nobody can erase them until the transaction ends. Who was erased between being found and being locked gets
 * nothing new: his rows are left out of the batch (C116).
 */
export async function lockPeople(
  em: EntityManager,
  batch: readonly ImportedRow[],
): Promise<{ existing: KnownPeople; batch: readonly ImportedRow[] }> {
  const found = await findPeople(em, batch);
  if (found.size === 0) return { existing: found, batch };
  const locked = await rows<{ id: string }>(
    em,
    sql`select id from candidate where id = any(${[...found.values()]}) and not anonymised order by id for update`,
  );
  const alive = new Set(locked.map((one) => one.id));
  const erased = (identity: string) => found.has(identity) && !alive.has(found.get(identity)!);
  return {
    existing: new Map([...found].filter(([identity]) => !erased(identity))),
    batch: batch.filter((row) => !erased(row.identity)),
  };
}
