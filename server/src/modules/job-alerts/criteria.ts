import { badInput } from '../../platform/errors.ts';

/** What somebody looks for. */
export interface Criteria {
  readonly terms: readonly string[];
  readonly places: readonly string[];
  readonly hoursFrom: number | null;
  readonly hoursTo: number | null;
}

const MOST_WORDS = 10;
const LONGEST_WORD = 50;
const MOST_HOURS = 60;

/** The same as it is stored. @throws DomainError BAD_USER_INPUT with the field's name */
export function soundCriteria(given: Criteria): Criteria {
  const hoursFrom = hours('hoursFrom', given.hoursFrom);
  const hoursTo = hours('hoursTo', given.hoursTo);
  if (hoursFrom !== null && hoursTo !== null && hoursTo < hoursFrom)
    throw badInput('hoursTo', 'This can’t be less than the hours from which.');
  return { terms: words('terms', given.terms), places: words('places', given.places), hoursFrom, hoursTo };
}

function words(field: string, given: readonly string[]): string[] {
  const written = given.map((word) => word.trim().replace(/\s+/g, ' ')).filter((word) => word !== '');
  const once = written.filter(
    (word, index) => written.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === index,
  );
  if (once.length > MOST_WORDS) throw badInput(field, `Give at most ${String(MOST_WORDS)} of them.`);
  if (once.some((word) => word.length < 2 || word.length > LONGEST_WORD))
    throw badInput(field, `Give 2 to ${String(LONGEST_WORD)} characters each.`);
  return once;
}

function hours(field: string, given: number | null): number | null {
  if (given !== null && (given < 1 || given > MOST_HOURS))
    throw badInput(field, `Give 1 to ${String(MOST_HOURS)} hours.`);
  return given;
}
