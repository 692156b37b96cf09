import DataLoader from 'dataloader';
import type { EntitySchema } from '@mikro-orm/core';
import type { ImportPlace } from '../modules/imports/index.ts';
import type { SignInThrottle } from '../modules/accounts/index.ts';
import {
  ANONYMOUS,
  type Actor,
  type RequestContext,
  type RightsMatrix,
  type Work,
} from '../modules/permissions/index.ts';

export interface ContextParts {
  work: Omit<Work, 'actor'>;
  actor: Actor | undefined;
  rights: RightsMatrix;
  session: RequestContext['session'];
  address: string;
  signInThrottle: SignInThrottle;
  imports: ImportPlace;
}

/** Loaders live as long as the request: what one person was given is never another one's answer. */
export function createRequestContext(parts: ContextParts): RequestContext {
  const work: Work = { ...parts.work, actor: parts.actor ?? ANONYMOUS };
  const { em } = work;
  const loaders = new Map<string, unknown>();
  const once = <Loader>(name: string, make: () => Loader): Loader => {
    if (!loaders.has(name)) loaders.set(name, make());
    return loaders.get(name) as Loader;
  };
  return {
    work,
    rights: parts.rights.of(work.actor),
    // Apollo hands resolvers a copy, so it is `this` that changes.
    becomes(actor) {
      this.work = { ...work, actor };
      this.rights = parts.rights.of(actor);
    },
    session: parts.session,
    address: parts.address,
    signInThrottle: parts.signInThrottle,
    imports: parts.imports,
    loader: (name, load) =>
      once(
        `loader:${name}`,
        () =>
          new DataLoader(async (keys: readonly string[]) => {
            const found = await load(keys);
            return keys.map((key) => found.get(key));
          }),
      ),
    recordsOf: <Row extends object>(schema: EntitySchema<Row>, order = 'id') =>
      once(
        `records:${schema.meta.className}`,
        () =>
          new DataLoader<string, Row[]>(async (candidateIds) => {
            const rows = await em.find(
              schema as unknown as EntitySchema<{ candidateId: string }>,
              { candidateId: { $in: [...candidateIds] } },
              { orderBy: { [order]: 'asc' } },
            );
            const grouped = Map.groupBy(rows, (row) => row.candidateId);
            return candidateIds.map((id) => (grouped.get(id) ?? []) as unknown as Row[]);
          }),
      ),
    byId: <Row extends object>(schema: EntitySchema<Row>) =>
      once(
        `rows:${schema.meta.className}`,
        () =>
          new DataLoader<string, Row | undefined>(async (ids) => {
            const [key = 'id'] = em.getMetadata().get<Row>(schema as never).primaryKeys as string[];
            const rows = await em.find(schema as unknown as EntitySchema<Record<string, string>>, {
              [key]: { $in: [...ids] },
            });
            const byKey = new Map(rows.map((row) => [row[key], row]));
            return ids.map((id) => byKey.get(id) as unknown as Row | undefined);
          }),
      ),
  };
}
