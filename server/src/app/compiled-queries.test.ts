import {
  buildSchema,
  execute,
  getOperationAST,
  isAbstractType,
  isObjectType,
  parse,
  type ExecutionResult,
  type GraphQLFieldResolver,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { DomainError, forbidden } from '../platform/errors.ts';
import { carryOut } from './compiled-queries.ts';

const AT_ONCE = 1;

const schema = buildSchema(`
    interface Known { id: ID! }
    enum Kind { ONE TWO }
    input Filter { kinds: [Kind!] = [ONE] named: String }
    type Person implements Known { id: ID! name: String hidden: String must: String! kind: Kind friends(first: Int = 2): [Person!]! maybe: [Person] }
    type Pool implements Known { id: ID! name(loud: Boolean): String! }
    union Found = Person | Pool
    type Query { people(filter: Filter): [Person]! pool: Pool found: [Found!]! known(id: ID!): Known later: String broken: String! }
    type Mutation { count: Int! }
`);
const resolvers: Record<string, Record<string, (...given: never[]) => unknown>> = {
  Person: {
    hidden: () => {
      throw forbidden();
    },
    must: (person: { id: string }) => {
      if (person.id === 'b') throw new DomainError('NOT_FOUND', 'There is none.');
      return 'here';
    },
    friends: (_person: unknown, { first }: { first: number }) => PEOPLE.slice(0, first),
    maybe: () => Promise.resolve([PEOPLE[0], null, Promise.reject(new Error('not this one'))]),
  },
  Pool: { name: (_pool: unknown, { loud }: { loud?: boolean }) => (loud ? 'WELDERS' : 'Welders') },
  Query: {
    people: (_root: unknown, { filter }: { filter?: { kinds: string[]; named?: string } }) =>
      filter?.named === undefined ? PEOPLE : PEOPLE.filter((one) => one.name === filter.named),
    pool: () => ({ type: 'Pool', id: 'p' }),
    found: () => [...PEOPLE, { type: 'Pool', id: 'p' }],
    known: (_root: unknown, { id }: { id: string }) => PEOPLE.find((one) => one.id === id) ?? null,
    later: () => Promise.resolve('later'),
    broken: () => null,
  },
  Mutation: { count: (_root: unknown, _args: unknown, context: { count: number }) => (context.count += 1) },
};
for (const type of Object.values(schema.getTypeMap())) {
  if (isAbstractType(type)) type.resolveType = (one: { type: string }) => one.type;
  if (!isObjectType(type)) continue;
  for (const [name, resolve] of Object.entries(resolvers[type.name] ?? {}))
    type.getFields()[name]!.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
}
const PEOPLE = ['a', 'b', 'c'].map((id) => ({ type: 'Person', id, name: `Person ${id}`, kind: 'ONE' }));

/** With what the client gets: paths, places and causes, in any order. */
const plain = (answer: ExecutionResult) => ({
  data: answer.data,
  errors: (answer.errors ?? [])
    .map((error) => ({ ...error.toJSON(), cause: error.originalError?.message }))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
});

describe('a query that comes back, and so is compiled (P6, P7)', () => {
  it.each<[string, Record<string, unknown>?]>([
    ['{ people { id name kind } pool { id name } later }'],
    ['query Named($f: Filter) { people(filter: $f) { id } }', { f: { kinds: ['TWO'], named: 'Person b' } }],
    ['query ($f: Filter) { people(filter: $f) { id } }', {}],
    ['query ($loud: Boolean = true) { pool { name(loud: $loud) quiet: name } }'],
    ['query ($with: Boolean!) { people { id name @include(if: $with) kind @skip(if: $with) } }', { with: true }],
    ['query ($with: Boolean!) { people { id name @include(if: $with) kind @skip(if: $with) } }', { with: false }],
    ['{ found { __typename ... on Person { id name } ... on Pool { loud: name(loud: true) } } }'],
    [
      'query ($id: ID!) { known(id: $id) { __typename id ...P } } fragment P on Person { name friends(first: 1) { id } }',
      { id: 'c' },
    ],
    ['{ known(id: "nobody") { id } }'],
    ['{ people { id hidden } }'],
    ['{ people { id must } }'],
    ['{ people { friends { must } } }'],
    ['{ people { maybe { name } } }'],
    ['{ broken later }'],
    ['query ($f: Filter) { people(filter: $f) { id } }', { f: { kinds: ['THREE'] } }],
    ['query ($f: Filter) { people(filter: $f) { id } }', { f: { unknown: true } }],
    ['query ($id: ID!) { known(id: $id) { id } }', {}],
    ['{ __schema { queryType { name } } __type(name: "Pool") { fields { name } } }'],
  ])('is answered as by graphql-js: %s %j', async (text, variables) => {
    const document = parse(text);
    const operation = getOperationAST(document)!;
    const usual = await execute({ schema, document, ...(variables ? { variableValues: variables } : {}) });
    const carriedOut = async () => plain(await carryOut({ schema, document, operation, operationName: undefined, variables, context: {} }, AT_ONCE)); // prettier-ignore
    expect(await carriedOut()).toEqual(plain(usual));
    expect(await carriedOut(), 'again').toEqual(plain(usual));
  });

  it('carries a mutation out once, by graphql-js', async () => {
    const document = parse('mutation { count }');
    const context = { count: 0 };
    const answer = await carryOut(
      {
        schema,
        document,
        operation: getOperationAST(document)!,
        operationName: undefined,
        variables: undefined,
        context,
      },
      AT_ONCE,
    );
    expect(answer).toEqual({ data: { count: 1 } });
    expect(context.count).toBe(1);
  });
});
