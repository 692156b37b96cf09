import { applyMiddleware } from 'graphql-middleware';
import { shield } from 'graphql-shield';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray } from 'type-graphql';
import type { ShieldRules } from '../platform/graphql/shield-rules.ts';
import { forbidden } from '../platform/errors.ts';
import { denied } from '../platform/graphql/denied.shield.ts';
import { isStaff } from '../modules/permissions/index.ts';
import type { NodeLoader } from '../modules/module-manifest.ts';
import { modules } from './modules.ts';
import { nodeResolver } from './node.resolver.ts';

/** All modules' rules in one tree: a type may be shielded by several modules, a field by one. */
export const shieldTree: Record<string, unknown> = foldShield();

function isRule(rules: object): boolean {
  return 'resolve' in rules;
}

function foldShield() {
  const tree: Record<string, unknown> = { Query: { node: isStaff }, PageInfo: isStaff };
  for (const one of modules) {
    for (const [type, rules] of Object.entries(one.shield ?? {})) {
      // One rule for a whole type stands as it is; rules by field are laid together.
      tree[type] = isRule(rules) ? rules : { ...(tree[type] as object | undefined), ...rules };
    }
  }
  return tree;
}

const nodeLoaders = (): Record<string, NodeLoader> => Object.assign({}, ...modules.map((one) => one.nodes ?? {})) as Record<string, NodeLoader>;

/** The schema without its rules, as it is published. */
export function publishedSchema(): GraphQLSchema {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeGraphQL takes any class
  const resolvers = [nodeResolver(nodeLoaders()), ...modules.flatMap((one) => one.resolvers ?? [])] as unknown as NonEmptyArray<Function>;
  return buildSchemaSync({ resolvers, validate: false });
}

/** The schema as it is served: a field without a rule is denied. */
export function guardedSchema(): GraphQLSchema {
  const guard = shield(shieldTree as ShieldRules, {
    fallbackRule: denied,
    fallbackError: forbidden(),
    allowExternalErrors: true,
  });
  return applyMiddleware(publishedSchema(), guard);
}
