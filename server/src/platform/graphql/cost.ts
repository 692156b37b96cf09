import { HeaderMap, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import {
  getNamedType,
  getNullableType,
  getVariableValues,
  GraphQLError,
  isListType,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { USUAL_PAGE_SIZE } from './keyset-page.ts';

/** What one request may cost: about as many values as a hundred people’s whole files. */
export const MOST_COST = 50_000;
/** How many a list without pages is taken to hold. */
const LIST_GUESS = 3;

/** What somebody has left to spend, after this request. */
export interface Allowance {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/** One for each value, times the page’s size for what is asked of each row, whether the size is written or in a variable. */
const estimate: ComplexityEstimator = ({ args, childComplexity, field, type }) => {
  // The description of the schema holds nobody’s rows.
  if (type.name.startsWith('__') || field.name.startsWith('__')) return 1 + childComplexity;
  const sizes = args as { first?: unknown; last?: unknown };
  if (getNamedType(field.type).name.endsWith('Connection')) {
    const size = sizes.first ?? sizes.last;
    return 1 + Math.max(1, typeof size === 'number' ? size : USUAL_PAGE_SIZE) * childComplexity;
  }
  const rowsOfPage = type.name.endsWith('Connection');
  return 1 + (isListType(getNullableType(field.type)) && !rowsOfPage ? LIST_GUESS : 1) * childComplexity;
};

/** @returns `undefined` where the variables don’t fit, so that nothing will be carried out. */
function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number | undefined {
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors) return undefined;
  const operationName = operation.name?.value;
  return getComplexity({
    schema,
    query: document,
    variables,
    estimators: [estimate],
    ...(operationName === undefined ? {} : { operationName }),
  });
}

const refuse = (code: string, message: string, status: number, headers: HeaderMap = new HeaderMap()) =>
  new GraphQLError(message, { extensions: { code, http: { status, headers } } });

/**
 * Says of each request what it costs, and refuses it before it is carried out when it is too much: for one request, or for
 * who asks.
 * @param spend what somebody has left after so many points; `undefined` for who has no limit but that of one request.
 */
export function costPlugin<Context extends BaseContext>(
  spend: (context: Context, cost: number) => Promise<Allowance | undefined>,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart() {
      let cost: number | undefined;
      let left: Allowance | undefined;
      return Promise.resolve({
        async didResolveOperation({ schema, document, operation, request, contextValue }) {
          cost = operation && costOf(schema, document, operation, request.variables ?? {});
          if (cost === undefined) return;
          if (cost > MOST_COST)
            throw refuse(
              'GRAPHQL_VALIDATION_FAILED',
              `This costs ${String(cost)} points, and one request may cost ${String(MOST_COST)}. Ask for smaller pages, or for less of each row.`,
              400,
            );
          left = await spend(contextValue, cost);
          if (left?.allowed === false)
            throw refuse(
              'RATE_LIMITED',
              `Your points for this minute are spent. Try again in ${String(left.resetSeconds)} seconds.`,
              429,
              new HeaderMap([['retry-after', String(left.resetSeconds)]]),
            );
        },
        willSendResponse({ response: { body } }) {
          if (cost !== undefined && body.kind === 'single') {
            const { limit, remaining, resetSeconds } = left ?? {};
            const ofMinute = left ? { limit, remaining, resetSeconds } : {};
            const told = { requested: cost, maximum: MOST_COST, ...ofMinute };
            body.singleResult.extensions = { ...body.singleResult.extensions, cost: told };
          }
          return Promise.resolve();
        },
      });
    },
  };
}
