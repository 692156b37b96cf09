import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function calendarDay(value: unknown): string {
  const parts = typeof value === 'string' ? DAY.exec(value) : null;
  if (parts) {
    const [, year, month, day] = parts.map(Number) as [number, number, number, number];
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day) return value as string;
  }
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
