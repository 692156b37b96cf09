import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

/**
 * Reads a GraphQL document and knows the type of its variables and of its result, from the committed schema.
 * A field that does not exist, or is not what the code takes it for, fails the type check.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: {
    /** A calendar day in Europe/Amsterdam, `yyyy-mm-dd`. */
    Date: string;
    /** An instant in ISO 8601. */
    DateTime: string;
    JSONObject: Record<string, unknown>;
  };
}>();

export { readFragment } from 'gql.tada';
export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
