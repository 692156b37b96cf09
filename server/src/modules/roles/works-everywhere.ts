import { outsideRowScope, rows, sql } from '../../platform/database/index.ts';
import { worksForAgency, type Work } from '../permissions/index.ts';

/**
 * Whether somebody works for every agency that there is. Asked outside the rows that exist for him, among which there are
 * no other agencies; ask it before a transaction is begun, since it takes a connection of its own.
 */
export async function worksEverywhere({ em, actor }: Pick<Work, 'em' | 'actor'>): Promise<boolean> {
  if (!worksForAgency(actor)) return actor.kind === 'system';
  const [elsewhere] = await outsideRowScope(() =>
    rows(em.fork(), sql`select 1 from agency where id <> all(${actor.agencyIds}::uuid[]) limit 1`),
  );
  return elsewhere === undefined;
}
