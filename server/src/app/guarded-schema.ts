import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { defaultFieldResolver, OperationTypeNode, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Rule, ShieldRules } from '../platform/graphql/index.ts';
import { forbidden } from '../platform/errors.ts';
import { isNobody, verdictOf, type Asker, type Rights, type Verdict } from '../modules/permissions/index.ts';

/** What may be done while looking as another role, so that one comes out of it again. */
const ALSO_READ_ONLY: ReadonlySet<string> = new Set(['stopLookingAsRole', 'signOut']);

const readOnly: Verdict = ({ rights }) =>
  rights.readOnly ? forbidden('You look as another role: nothing can be changed meanwhile.') : true;

const isRule = (rules: ShieldRules[string]): rules is Rule => 'resolve' in rules && typeof rules.resolve === 'function';

/** The rule of a field: its own, else its type's, else nobody's. */
export function ruleOf(tree: ShieldRules, type: string, field: string): Rule {
  const rules = Object.hasOwn(tree, type) ? tree[type] : undefined;
  if (rules === undefined) return isNobody;
  if (isRule(rules)) return rules;
  return (Object.hasOwn(rules, field) ? rules[field] : undefined) ?? isNobody;
}

export type SchemaFor = (asker: Asker, operation: OperationTypeNode) => GraphQLSchema;

/**
 * The schema as each role meets it: graphql-shield's tree is the declaration, and since its rules look at the rights and at
 * the kind of actor alone, they are resolved once for both instead of once for each value. A field that may be seen
 * keeps the resolver that it had, so it costs nothing; one that may not asks its rule again, and refuses.
 *
 * A mutation may change who asks, by signing in as somebody: there every field asks its rule when it is reached.
 */
export function guardSchema(schema: GraphQLSchema, tree: ShieldRules): SchemaFor {
  const asking = compile(schema, tree, undefined);
  // Of rights that nobody has any more nothing is kept.
  const made = new WeakMap<Rights, Map<Asker['work']['actor']['kind'], GraphQLSchema>>();
  return (asker, operation) => {
    if (operation !== OperationTypeNode.QUERY) return asking;
    const { rights } = asker;
    const { kind } = asker.work.actor;
    const ofRights = made.get(rights) ?? new Map<typeof kind, GraphQLSchema>();
    made.set(rights, ofRights);
    const guarded = ofRights.get(kind) ?? compile(schema, tree, asker);
    ofRights.set(kind, guarded);
    return guarded;
  };
}

/** @param asker for whom; `undefined`: for everybody, so that every field asks. */
const compile = (schema: GraphQLSchema, tree: ShieldRules, asker: Asker | undefined) =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, field, type) => {
      const verdict = verdictOn(tree, type, field);
      if (asker && verdict(asker) === true) return config;
      return { ...config, resolve: refuseUnless(verdict, config.resolve ?? defaultFieldResolver) };
    },
  });

function verdictOn(tree: ShieldRules, type: string, field: string): Verdict {
  const verdict = verdictOf(ruleOf(tree, type, field));
  if (type !== 'Mutation' || ALSO_READ_ONLY.has(field)) return verdict;
  return (asker) => {
    const held = readOnly(asker);
    return held === true ? verdict(asker) : held;
  };
}

const refuseUnless =
  (verdict: Verdict, resolve: GraphQLFieldResolver<unknown, Asker>): GraphQLFieldResolver<unknown, Asker> =>
  (parent, args, asker, info) => {
    const answer = verdict(asker);
    if (answer !== true) throw answer;
    return resolve(parent, args, asker, info);
  };
