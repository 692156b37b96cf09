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
  readonly ledger: unknown;
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
interface Storage {
  openLedger: (env: { dataDir: string; ledgerUrl: undefined }) => unknown;
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
    options?: { lanes?: number },
  ) => Promise<{ erased: number; skipped: number }>;
}

export interface RuleKind {
  readonly kind: string;
  readonly polarities: readonly ('ONLY' | 'NONE')[];
  readonly parameters: Readonly<
    Record<string, { is: string; default?: number; choices?: readonly string[]; table?: string }>
  >;
}
export interface SelectingRule {
  kind: string;
  polarity: 'ONLY' | 'NONE';
  parameters: Readonly<Record<string, string | number>>;
}
interface SelectionRules {
  RULE_KINDS: readonly RuleKind[];
  countSelected: (
    em: EntityManager,
    rules: readonly SelectingRule[],
    agencyIds: readonly string[],
    on: string,
  ) => Promise<{ total: number }>;
}

interface RuleSets {
  previewRuleSet: (
    work: Work,
    set: { agencyIds: readonly string[]; content: { rules: readonly SelectingRule[] } },
    on: string,
  ) => Promise<{ total: number }>;
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
  eraseDue(agencyId: string, options?: { lanes?: number }): Promise<number>;
  readonly ruleKinds: readonly RuleKind[];
  /** How many people of an agency rules select on a day. */
  countSelected(rules: readonly SelectingRule[], agencyId: string, on: string): Promise<number>;
  /** The same, with all else that a preview tells. */
  preview(rules: readonly SelectingRule[], agencyId: string, on: string): Promise<number>;
  close(): Promise<void>;
}

export async function openProduct(url: string): Promise<Product> {
  if (!existsSync(fileURLToPath(BUILT))) throw new Error('The server has not been built: run pnpm build first.');
  loadReflection();
  const [
    { entities, catalogue },
    { connect },
    { createStoppedClock },
    { createSecrets },
    { openLedger },
    { carryOutDueErasures },
    { RULE_KINDS, countSelected },
    { previewRuleSet },
  ] = await Promise.all([
    load<AppModules>('app/modules.js'),
    load<Platform>('platform/database/index.js'),
    load<Clock>('platform/clock.js'),
    load<Secrets>('platform/secrets.js'),
    load<Storage>('platform/storage/file-store.js'),
    load<Anonymisation>('modules/anonymisation/index.js'),
    load<SelectionRules>('modules/selection-rules/index.js'),
    load<RuleSets>('modules/rule-sets/preview.js'),
  ]);
  const orm = await connect({ url, entities });
  const clock = createStoppedClock(NOW);
  const secrets = createSecrets('a key for benchmarks that is long enough to be one');
  const dataDir = await mkdtemp(join(tmpdir(), 'wisbaar-bench-ledger-'));
  const ledger = openLedger({ dataDir, ledgerUrl: undefined });
  const newWork = (): Work => ({
    catalogue,
    em: orm.em.fork(),
    clock,
    secrets,
    ledger,
    actor: { kind: 'system', name: 'bench' },
  });
  return {
    em: orm.em,
    tables: catalogue.personal(),
    migrate: async () => {
      await orm.migrator.up();
    },
    eraseDue: async (agencyId, { lanes } = {}) =>
      (await carryOutDueErasures(newWork(), agencyId, lanes === undefined ? {} : { lanes })).erased,
    ruleKinds: RULE_KINDS,
    countSelected: async (rules, agencyId, on) => (await countSelected(orm.em, rules, [agencyId], on)).total,
    preview: async (rules, agencyId, on) =>
      (await previewRuleSet(newWork(), { agencyIds: [agencyId], content: { rules } }, on)).total,
    close: async () => {
      await orm.close();
      await rm(dataDir, { recursive: true, force: true });
    },
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
