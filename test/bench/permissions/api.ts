import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';

/** The built server as the API sees it: its schema, its rules and its requests. Only what is used is typed. */

const BUILT = new URL('../../../server/dist/', import.meta.url);
const require = createRequire(BUILT);
const load = async <T>(path: string) => (await import(new URL(path, BUILT).href)) as T;

interface Scope {
  agencyIds: readonly string[];
  unitIds: readonly string[] | undefined;
}
interface EntityManager {
  fork(): EntityManager;
  find(schema: object, where: object, options?: object): Promise<object[]>;
}
export interface Orm {
  readonly em: EntityManager;
  readonly migrator: { up(): Promise<unknown> };
  close(): Promise<void>;
}
export type SchemaFor = (asker: object, operation: 'query' | 'mutation') => GraphQLSchema;
type Rules = Record<string, unknown>;

export async function openApi() {
  if (!existsSync(fileURLToPath(BUILT))) throw new Error('The server has not been built: run pnpm build first.');
  require('reflect-metadata');
  const [
    schemas,
    guarded,
    permissions,
    roles,
    candidates,
    app,
    database,
    security,
    context,
    clocks,
    secrets,
    http,
    setUp,
  ] = await Promise.all([
    load<{ publishedSchema: () => GraphQLSchema; shieldTree: Rules }>('app/schema.js'),
    load<{ guardSchema: (schema: GraphQLSchema, tree: Rules) => SchemaFor }>('app/guarded-schema.js'),
    load<{ builtInRights: (catalogue: object, role: string) => object; isNobody: object }>(
      'modules/permissions/index.js',
    ),
    load<{ RoleBook: new (catalogue: object) => object }>('modules/roles/index.js'),
    load<{ CandidateSchema: object }>('modules/candidates/index.js'),
    load<{ entities: readonly object[]; catalogue: object }>('app/modules.js'),
    load<{
      connect: (options: { url: string; entities: readonly object[] }) => Promise<Orm>;
      inRowScope: <Result>(scope: () => Scope | undefined, work: () => Result) => Result;
    }>('platform/database/index.js'),
    load<{ secureRows: (orm: Orm) => Promise<void> }>('app/row-security.js'),
    load<{ createRequestContext: (parts: object) => object }>('app/request-context.js'),
    load<{ createStoppedClock: (at: string) => object }>('platform/clock.js'),
    load<{ createSecrets: (key: string) => object }>('platform/secrets.js'),
    load<{ createHttpServer: (options: object) => Promise<Listener> }>('app/http.js'),
    load<{ setUpAgency: (work: object, agency: object) => Promise<unknown> }>('app/set-up-agency.js'),
  ]);
  const { catalogue } = app;
  const clock = clocks.createStoppedClock('2026-06-01T10:00:00.000Z');
  const sealed = secrets.createSecrets('a key for benchmarks that is long enough to be one');
  return {
    ...schemas, ...guarded, ...roles, ...database, ...security, ...http, ...setUp, catalogue,
    CandidateSchema: candidates.CandidateSchema,
    rights: permissions.builtInRights(catalogue, 'ADMIN'),
    /** As its documentation has it, with the same rules. */
    shielded: (schema: GraphQLSchema): GraphQLSchema => {
      const { shield } = require('graphql-shield') as { shield: (tree: Rules, options: object) => unknown };
      const { applyMiddleware } = require('graphql-middleware') as { applyMiddleware: (schema: GraphQLSchema, ...all: unknown[]) => GraphQLSchema };
      return applyMiddleware(schema, shield({ ...schemas.shieldTree }, { fallbackRule: permissions.isNobody, allowExternalErrors: true }));
    },
    openOrm: (url: string) => database.connect({ url, entities: app.entities }),
    workOn: (orm: Orm) => ({ catalogue, em: orm.em.fork(), clock, secrets: sealed }),
    contextOf: (work: object, actor: object) => context.createRequestContext({ work, actor, session: { token: undefined }, roles: new roles.RoleBook(catalogue) }),
  } as const; // prettier-ignore
}
export type Api = Awaited<ReturnType<typeof openApi>>;

interface Listener {
  listen(options: { port: number; host: string }): Promise<string>;
  inject(options: object): Promise<{ headers: Record<string, string | string[] | undefined>; body: string }>;
}

/** The driver that the ORM has, which may be another copy than the server's own. */
export const driver = (): unknown => createRequire(require.resolve('@mikro-orm/postgresql'))('pg');
/** What both sides are built with, as the server has it. */
export const fromServer = (name: string): unknown => require(name);
const { execute: run } = fromServer('graphql') as {
  execute: (args: object) => ExecutionResult | Promise<ExecutionResult>;
};

/** @throws when anything was refused: then nothing would have been measured. */
export async function execute(schema: GraphQLSchema, document: DocumentNode, contextValue: object): Promise<unknown> {
  const { data, errors } = await run({ schema, document, contextValue });
  if (errors) throw new Error(`The measured query was refused: ${errors.map(({ message }) => message).join('; ')}`);
  return data;
}
