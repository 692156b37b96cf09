import type { GraphQLObjectType, GraphQLSchema } from 'graphql';

/** Fifteen fields of a candidate, each with a rule of its own. */
export const FIELDS = [
  'lastName', 'firstNames', 'callName', 'initials', 'namePrefix', 'street', 'houseNumber', 'postcode', 'town', 'province',
  'country', 'phonePrivate', 'phoneMobile', 'emailPrivate', 'emailWork',
] as const; // prettier-ignore
export const QUERY = `{ candidates { nodes { ${FIELDS.join(' ')} } } }`;
const ROWS = 200;

/** People who are in memory already, so that nothing is measured but carrying out the query. */
export function withPeople(schema: GraphQLSchema): GraphQLSchema {
  const nodes = Array.from({ length: ROWS }, (_, row) =>
    Object.fromEntries(FIELDS.map((field) => [field, `${field} of ${row}`])),
  );
  const page = { nodes };
  const field = schema.getQueryType()!.getFields()['candidates']!;
  field.resolve = () => ({ page });
  const connection = schema.getType('CandidateConnection') as GraphQLObjectType;
  connection.getFields()['nodes']!.resolve = (parent: { page: typeof page }) => parent.page.nodes;
  return schema;
}
