import type { GraphQLSchema } from 'graphql';
import { applyMiddleware } from 'graphql-middleware';
import { shield } from 'graphql-shield';
import { isNobody } from '../src/modules/permissions/index.ts';
import type { ShieldRules } from '../src/platform/graphql/index.ts';

/** graphql-shield at work as its documentation has it, set to deny what has no rule: what ours must answer like. */
export const shieldedAsItComes = (schema: GraphQLSchema, tree: ShieldRules): GraphQLSchema =>
  applyMiddleware(schema, shield({ ...tree }, { fallbackRule: isNobody, allowExternalErrors: true }));
