import {
  BREAK,
  execute,
  getNamedType,
  GraphQLError,
  isAbstractType,
  getVariableValues,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

export interface Execution {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | null | undefined;
  readonly variables: Record<string, unknown> | undefined;
  readonly context: unknown;
}

/** A document that comes once costs more to compile than to carry out; one that comes back, of an app, is compiled. */
const COMES_BACK = 2;

interface Known {
  times: number;
  compiled?: CompiledQuery;
}

/** By the schema of whoever asks, and in it by document: Apollo keeps those that come back, and what it forgets goes here too. */
const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, Known>>>();

/**
 * Carries out an operation as graphql-js does. A query that comes back is compiled once (graphql-jit): each of its fields then
 * costs a call, and a list of 200 × 15 a fifth (P6). Mutations stay with graphql-js, and so do variables that it would refuse,
 * so that there is one wording of refusals.
 * @param comesBack at which time a document is compiled.
 */
export function carryOut(execution: Execution, comesBack = COMES_BACK): Promise<ExecutionResult> | ExecutionResult {
  const { schema, document, operationName, variables, context } = execution;
  const compiled = compiledFor(execution, comesBack);
  if (!compiled || !hasFittingVariables(execution))
    return execute({ schema, document, contextValue: context, operationName, variableValues: variables });
  const answer = compiled.query(undefined, context, variables ?? {});
  return answer instanceof Promise ? answer.then(withUsualErrors) : withUsualErrors(answer);
}

/** Its errors look like graphql-js's own, but can't be written to, as what stands between us and the client does. */
function withUsualErrors(answer: ExecutionResult): ExecutionResult {
  return answer.errors ? { ...answer, errors: answer.errors.map(usualError) } : answer;
}

function usualError({ message, path, locations, originalError, extensions }: GraphQLError): GraphQLError {
  const usual = new GraphQLError(message, {
    path: path ?? null,
    originalError: originalError ?? new Error(message),
    extensions,
  });
  return Object.defineProperty(usual, 'locations', { value: locations, enumerable: locations !== undefined });
}

function compiledFor(
  { schema, document, operation, operationName }: Execution,
  comesBack: number,
): CompiledQuery | undefined {
  if (operation.operation !== OperationTypeNode.QUERY) return undefined;
  const one = knownOf(schema, document, operationName ?? '');
  one.times += 1;
  // Tried once: what can't be compiled is carried out as it stands for ever.
  if (one.times === comesBack && !hasOpenTypes(schema, document)) {
    const compiled = compileQuery(schema, document, operationName ?? undefined);
    if (isCompiledQuery(compiled)) one.compiled = compiled;
  }
  return one.compiled;
}

/** Which type an interface or a union turns out to be, only graphql-js finds out in each of the ways that a schema may say it. */
function hasOpenTypes(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let open = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        open ||= isAbstractType(getNamedType(types.getType()));
        return open ? BREAK : undefined;
      },
    }),
  );
  return open;
}

function knownOf(schema: GraphQLSchema, document: DocumentNode, name: string): Known {
  const documents = known.get(schema) ?? new WeakMap<DocumentNode, Map<string, Known>>();
  known.set(schema, documents);
  const operations = documents.get(document) ?? new Map<string, Known>();
  documents.set(document, operations);
  const one = operations.get(name) ?? { times: 0 };
  operations.set(name, one);
  return one;
}

function hasFittingVariables({ schema, operation, variables }: Execution): boolean {
  const definitions = operation.variableDefinitions ?? [];
  return (
    definitions.length === 0 ||
    getVariableValues(schema, definitions, variables ?? {}, { maxErrors: 1 }).errors === undefined
  );
}
