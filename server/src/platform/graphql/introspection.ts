import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { BREAK, GraphQLError, visit, type DocumentNode } from 'graphql';

const OF_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type']);

/** Answers questions about the schema itself only to who may ask them; Apollo’s own switch knows nobody. */
export function introspectionPlugin<Context extends BaseContext>(
  mayAsk: (context: Context) => boolean,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, contextValue }) {
          if (mayAsk(contextValue) || !asksForSchema(document)) return Promise.resolve();
          throw new GraphQLError(
            'Introspection is for API clients with a key. The schema is published at /schema.graphql.',
            { extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } } },
          );
        },
      }),
  };
}

function asksForSchema(document: DocumentNode): boolean {
  let asks = false;
  visit(document, {
    Field({ name }) {
      if (!OF_THE_SCHEMA.has(name.value)) return undefined;
      asks = true;
      return BREAK;
    },
  });
  return asks;
}
