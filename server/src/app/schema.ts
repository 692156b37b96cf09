import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { foldShields, type ShieldRules } from '../platform/graphql/index.ts';
import { isAnyone, isStaff, verdictOf, type Asker } from '../modules/permissions/index.ts';
import type { NodeLoader } from '../modules/module-manifest.ts';
import { guardSchema, ruleOf, type SchemaFor } from './guarded-schema.ts';
import { modules } from './modules.ts';
import { nodeResolver } from './node.resolver.ts';

/** All modules' rules in one tree: a type may be shielded by several modules, a field by one. */
export const shieldTree: ShieldRules = foldShields([
  { Query: { node: isStaff, today: isAnyone }, PageInfo: isStaff },
  ...modules.map((one) => one.shield ?? {}),
]);

const nodeLoaders = (): Record<string, NodeLoader> =>
  Object.assign({}, ...modules.map((one) => one.nodes ?? {})) as Record<string, NodeLoader>;

/** Whoever may not read the id of a type does not hear whether there is something of it. */
const mayKnow = (type: string, asker: Asker): boolean => verdictOf(ruleOf(shieldTree, type, 'id'))(asker) === true;

type ResolverClasses = Exclude<Parameters<typeof buildSchemaSync>[0]['resolvers'], undefined>;

/** The schema without its rules, as it is published. */
export function publishedSchema(): GraphQLSchema {
  const resolvers = [
    nodeResolver(nodeLoaders(), mayKnow),
    ...modules.flatMap((one) => one.resolvers ?? []),
  ] as ResolverClasses;
  return buildSchemaSync({ resolvers, validate: false });
}

/** The schema as it is served, and as each actor meets it: a field without a rule is denied. */
export function guardedSchema(): { schema: GraphQLSchema; schemaFor: SchemaFor } {
  const schema = publishedSchema();
  return { schema, schemaFor: guardSchema(schema, shieldTree) };
}
