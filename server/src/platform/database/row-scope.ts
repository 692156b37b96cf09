import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolClient } from 'pg';

/**
 * The database roles that row-level security holds: to agencies, or to organisation units of theirs too. Two of them, since a
 * condition that looks at units costs every list of whole agencies the use of its indexes. Whoever isn't held works as the
 * tables' owner.
 */
export const SCOPED_ROLES = { agency: 'wisbaar_staff', unit: 'wisbaar_unit_staff' } as const;

/** The rows that exist for a request, by agency, and by organisation unit where it is held to some. */
export interface RowScope {
  readonly agencyIds: readonly string[];
  readonly unitIds: readonly string[] | undefined;
}

const current = new AsyncLocalStorage<() => RowScope | undefined>();

/**
 * Everything in `work` that goes to the database is held to these rows by PostgreSQL itself, whatever the queries ask:
 * the second line behind `visibleTo` (S3).
 * @param scope asked each time that a connection is taken; `undefined`: as the owner, held to nothing.
 */
export const inRowScope = <Result>(scope: () => RowScope | undefined, work: () => Result): Result =>
  current.run(scope, work);

/** What a request starts that lives longer than itself, and checks for itself what it may touch. */
export const outsideRowScope = <Result>(work: () => Result): Result => current.exit(work);

const AS_OWNER = ['none', '', ''] as const;
const uuids = (ids: readonly string[]) => `{${ids.join(',')}}`;

function wantedSettings(): readonly string[] {
  const scope = current.getStore()?.();
  if (!scope) return AS_OWNER;
  const { agencyIds, unitIds } = scope;
  return [unitIds ? SCOPED_ROLES.unit : SCOPED_ROLES.agency, uuids(agencyIds), unitIds ? uuids(unitIds) : ''];
}

/** How each connection stands. */
const applied = new WeakMap<PoolClient, string>();

/**
 * Puts the scope of whoever takes a connection onto it; a connection that stands right already costs no statement. One on
 * which that fails is never lent: it is closed, and its place in the pool is free again.
 */
export function scopeConnections(pool: Pool): void {
  const take = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const takeScoped = async (): Promise<PoolClient> => {
    const client = await take();
    try {
      await applyScope(client);
      return client;
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  };
  // In its other form, with a callback, nobody here takes a connection: it would come in somebody else’s scope.
  pool.connect = ((...callback: unknown[]) => {
    if (callback.length > 0) throw new Error('Take connections with a promise.');
    return takeScoped();
  }) as typeof pool.connect;
}

async function applyScope(client: PoolClient): Promise<void> {
  const settings = wantedSettings();
  const wanted = settings.join('|');
  if ((applied.get(client) ?? AS_OWNER.join('|')) === wanted) return;
  await client.query(
    `select set_config('wisbaar.agencies', $2, false), set_config('wisbaar.units', $3, false), set_config('role', $1, false)`,
    [...settings],
  );
  applied.set(client, wanted);
}
