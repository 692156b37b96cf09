import { applyMiddleware } from 'graphql-middleware';
import { shield } from 'graphql-shield';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { Rule, ShieldRules, TypeRules } from '../platform/graphql/index.ts';
import { forbidden } from '../platform/errors.ts';
import { denied } from '../platform/graphql/denied.shield.ts';
import { isAnyone, isStaff } from '../modules/permissions/index.ts';
import type { NodeLoader } from '../modules/module-manifest.ts';
import { modules } from './modules.ts';
import { nodeResolver } from './node.resolver.ts';

/** All modules' rules in one tree: a type may be shielded by several modules, a field by one. */
export const shieldTree: ShieldRules = foldShield();

function isOneRule(rules: Rule | TypeRules): rules is Rule {
  return 'resolve' in rules && typeof rules.resolve === 'function';
}

function foldShield(): ShieldRules {
  const byField: Record<string, TypeRules> = { Query: { node: isStaff, today: isAnyone } };
  const whole: Record<string, Rule> = { PageInfo: isStaff };
  for (const one of modules) {
    for (const [type, rules] of Object.entries(one.shield ?? {})) {
      if (isOneRule(rules)) whole[type] = rules;
      else byField[type] = { ...byField[type], ...rules };
    }
  }
  return { ...byField, ...whole };
}

const nodeLoaders = (): Record<string, NodeLoader> =>
  Object.assign({}, ...modules.map((one) => one.nodes ?? {})) as Record<string, NodeLoader>;

type ResolverClasses = Exclude<Parameters<typeof buildSchemaSync>[0]['resolvers'], undefined>;

/** The schema without its rules, as it is published. */
export function publishedSchema(): GraphQLSchema {
  const resolvers = [nodeResolver(nodeLoaders()), ...modules.flatMap((one) => one.resolvers ?? [])] as ResolverClasses;
  return buildSchemaSync({ resolvers, validate: false });
}

/** The schema as it is served: a field without a rule is denied. */
export function guardedSchema(): GraphQLSchema {
  const guard: unknown = shield(shieldTree as Parameters<typeof shield>[0], {
    fallbackRule: denied,
    fallbackError: forbidden(),
    allowExternalErrors: true,
  });
  return applyMiddleware(publishedSchema(), guard);
}
