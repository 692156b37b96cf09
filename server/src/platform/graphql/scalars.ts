import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { isCalendarDay } from '../clock.ts';

/** @param node where it is written in the document, so that the error says where. */
function calendarDay(value: unknown, node?: ValueNode): string {
  // There is no year 0, and PostgreSQL has none either.
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  throw new GraphQLError('A Date is a calendar day that exists, written yyyy-mm-dd.', { nodes: node ?? null });
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Europe/Amsterdam, written yyyy-mm-dd.',
  serialize: (value) => calendarDay(value),
  parseValue: (value) => calendarDay(value),
  parseLiteral: (node) => calendarDay(node.kind === Kind.STRING ? node.value : undefined, node),
});

export const DateTimeScalar = GraphQLDateTime;
export const JsonObjectScalar = GraphQLJSONObject;
