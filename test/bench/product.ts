import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The one file that takes the built server apart. Tests know the product by its schema alone, as a third party does; what
 * is measured here, the erasing engine without what stands around it, has no schema. Only what is used is typed.
 */

export interface Column {
  readonly erase: string | { readonly method: 'COMPUTE' };
}
export interface PersonalTable {
  readonly schema: { readonly meta: { readonly tableName: string } };
  readonly person: string;
  readonly rows: 'OVERWRITE' | 'DELETE';
  readonly columns: Readonly<Record<string, Column>>;
}
export type Entity = Record<string, unknown>;
export interface EntityManager {
  fork(): EntityManager;
  find(schema: object, where: object): Promise<Entity[]>;
  remove(entity: Entity): void;
  flush(): Promise<void>;
}
interface Orm {
  readonly em: EntityManager;
  readonly migrator: { up(): Promise<unknown> };
  close(): Promise<void>;
}
interface Catalogue {
  personal(): readonly PersonalTable[];
}
interface Work {
  readonly catalogue: Catalogue;
  readonly em: EntityManager;
  readonly clock: unknown;
  readonly secrets: unknown;
  readonly actor: { readonly kind: 'system'; readonly name: string };
}

interface AppModules {
  entities: readonly object[];
  catalogue: Catalogue;
}
interface Platform {
  connect: (options: { url: string; entities: readonly object[] }) => Promise<Orm>;
}
interface EmbeddedPostgres {
  startEmbeddedPostgres: (options: {
    dataDir: string;
    log: (line: string) => void;
  }) => Promise<{ url: string; stop(): Promise<void> }>;
}
interface Clock {
  createStoppedClock: (at: string) => unknown;
}
interface Secrets {
  createSecrets: (key: string) => unknown;
}
interface Anonymisation {
  carryOutDueErasures: (
    work: Work,
    agencyId: string,
    onBatch?: () => void,
    lanes?: number,
  ) => Promise<{ erased: number; skipped: number }>;
}

const BUILT = new URL('../../server/dist/', import.meta.url);
const load = async <T>(path: string) => (await import(new URL(path, BUILT).href)) as T;
/** What main.ts begins with: the decorators of type-graphql don't load without it. */
const loadReflection = () => createRequire(BUILT)('reflect-metadata') as unknown;

/** When it is, for every side: they leave the very same data. */
export const NOW = '2026-06-01T10:00:00.000Z';
export const TODAY = '2026-06-01';

/** The product over one database. */
export interface Product {
  readonly em: EntityManager;
  readonly tables: readonly PersonalTable[];
  migrate(): Promise<void>;
  /**
   * Erases whoever is due in the agency, and says how many that were.
   * @param options.lanes batches at a time; what the product does by itself unless told otherwise.
   */
  eraseDue(agencyId: string, options?: { lanes?: number; onBatch?: () => void }): Promise<number>;
  close(): Promise<void>;
}

export async function openProduct(url: string): Promise<Product> {
  if (!existsSync(fileURLToPath(BUILT))) throw new Error('The server has not been built: run pnpm build first.');
  loadReflection();
  const [{ entities, catalogue }, { connect }, { createStoppedClock }, { createSecrets }, { carryOutDueErasures }] =
    await Promise.all([
      load<AppModules>('app/modules.js'),
      load<Platform>('platform/database/index.js'),
      load<Clock>('platform/clock.js'),
      load<Secrets>('platform/secrets.js'),
      load<Anonymisation>('modules/anonymisation/index.js'),
    ]);
  const orm = await connect({ url, entities });
  const clock = createStoppedClock(NOW);
  const secrets = createSecrets('a key for benchmarks that is long enough to be one');
  const newWork = (): Work => ({
    catalogue,
    em: orm.em.fork(),
    clock,
    secrets,
    actor: { kind: 'system', name: 'bench' },
  });
  return {
    em: orm.em,
    tables: catalogue.personal(),
    migrate: async () => {
      await orm.migrator.up();
    },
    eraseDue: async (agencyId, { lanes, onBatch } = {}) =>
      (await carryOutDueErasures(newWork(), agencyId, onBatch, lanes)).erased,
    close: () => orm.close(),
  };
}

/** A PostgreSQL as the product starts it, with the durability that it has by default, in a directory of its own. */
export async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const { startEmbeddedPostgres } = await load<EmbeddedPostgres>('platform/database/embedded-postgres.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-bench-'));
  // Where root runs this, the server has a user of its own, who must get in.
  await chmod(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => console.log(line) });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
