// The package has types, but its "exports" hides them.
declare module 'graphql-middleware' {
  import type { GraphQLSchema } from 'graphql';
  export function applyMiddleware(schema: GraphQLSchema, ...middlewares: unknown[]): GraphQLSchema;
}
