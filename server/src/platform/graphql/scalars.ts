import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { isCalendarDay } from '../clock.ts';

function calendarDay(value: unknown): string {
  // There is no year 0, and PostgreSQL has none either.
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  throw new GraphQLError('A Date is a calendar day that exists, written yyyy-mm-dd.');
}

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day in Europe/Amsterdam, written yyyy-mm-dd.',
  serialize: calendarDay,
  parseValue: calendarDay,
  parseLiteral: (node) => calendarDay(node.kind === Kind.STRING ? node.value : undefined),
});

export const DateTimeScalar = GraphQLDateTime;
export const JsonObjectScalar = GraphQLJSONObject;
