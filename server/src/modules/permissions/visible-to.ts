import { sql, type Sql } from '../../platform/database/index.ts';
import type { Actor } from './actor.ts';

/** SQL over a column that holds an agency's id: whether rows of that agency exist for this actor. Nobody else's do. */
export function visibleTo(actor: Actor, agencyId: Sql): Sql<boolean> {
  if (actor.kind === 'system') return sql`true`;
  return actor.kind === 'staff' ? sql`${agencyId} = any(${actor.agencyIds})` : sql`false`;
}

/** The agencies that exist for this actor; `undefined`: all. */
export function agenciesOf(actor: Actor): readonly string[] | undefined {
  if (actor.kind === 'system') return undefined;
  return actor.kind === 'staff' ? actor.agencyIds : [];
}
