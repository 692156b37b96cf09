import { badInput } from '../../platform/errors.ts';
import { sql, type Sql } from '../../platform/database/index.ts';
import type { Fact } from './facts.ts';

/** `ONLY` (alleen, met, wel): whoever is selected matches. `NONE` (geen, zonder): whoever is selected doesn't (D15). */
export type Polarity = 'ONLY' | 'NONE';
export const POLARITIES: readonly Polarity[] = ['ONLY', 'NONE'];

/** One setting of a rule, with what it may be. */
export type ParameterLine =
  | { readonly is: 'days' | 'months'; readonly min: number; readonly max: number; readonly default: number }
  | { readonly is: 'choice'; readonly choices: readonly string[] }
  | { readonly is: 'text'; readonly longest: number }
  /** Id of a row of this table, in the set's agencies. */
  | { readonly is: 'row'; readonly table: 'talent_pool' | 'organisation_unit' };
export type Parameters = Readonly<Record<string, string | number>>;

/** A rule as it stands in a set. */
export interface Rule {
  readonly kind: string;
  readonly polarity: Polarity;
  readonly parameters: Parameters;
}

/** What a rule is given to look at people with. */
export interface Looking {
  readonly parameters: Parameters;
  /** The day for which people are looked at, as SQL. */
  readonly on: Sql;
}

/** Names of rows that sentences speak of, by their id. */
export type RowNames = ReadonlyMap<string, string>;
type Sentence = (parameters: Parameters, names: RowNames) => string;

/** A kind of rule: what can be chosen, what it says, and whom it matches. One small file each. */
export interface RuleKind {
  readonly kind: string;
  /** Its number in the inventory. */
  readonly ref: string;
  /** `ALWAYS`: whoever matches is selected, whatever other rules say (C23). */
  readonly section: 'ALWAYS' | 'CONFIGURABLE';
  readonly polarities: readonly Polarity[];
  readonly parameters: Readonly<Record<string, ParameterLine>>;
  /** What it is called where it is chosen. */
  readonly title: { readonly nl: string; readonly en: string };
  /** The sentence that it makes of its settings, for the functional design (C12). */
  readonly nl: Readonly<Partial<Record<Polarity, Sentence>>>;
  readonly en: Readonly<Partial<Record<Polarity, Sentence>>>;
  readonly facts: (looking: Looking) => Readonly<Record<string, Fact>>;
  /** SQL over its facts: whether a person matches. Null counts as no. */
  readonly matches: (facts: Readonly<Record<string, Sql>>, looking: Looking) => Sql;
}

export const defineRule = <Kind extends RuleKind>(kind: Kind): Kind => kind;

export const days = (byDefault: number): ParameterLine => ({ is: 'days', min: 1, max: 3_650, default: byDefault });
export const dayCount = ({ parameters }: Looking): Sql => sql`${parameters['days']}::int`;

/** SQL: the day lies so long before `on` that more than the set days have passed. */
export const olderThanDays = (day: Sql, looking: Looking): Sql => sql`(${day} < ${looking.on} - ${dayCount(looking)})`;
/** SQL: at most the set days have passed since the day; a day to come counts too. */
export const inLastDays = (day: Sql, looking: Looking): Sql => sql`(${day} >= ${looking.on} - ${dayCount(looking)})`;
/** SQL: fewer than the set days have passed since. */
export const youngerThanDays = (day: Sql, looking: Looking): Sql =>
  sql`(${day} > ${looking.on} - ${dayCount(looking)})`;

/** A running registration (lopende inschrijving): over `application a`. */
export const RUNNING = sql`a.status in ('NEW', 'IN_PROCESS', 'INTERVIEW', 'OFFERED')`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The settings of a rule as they may be stored.
 * @throws DomainError BAD_USER_INPUT with the path of the setting
 */
export function soundParameters(kind: RuleKind, given: Readonly<Record<string, unknown>>, path: string): Parameters {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(kind.parameters, name));
  if (unknown !== undefined) throw badInput(path, 'This rule has no such setting.');
  return Object.fromEntries(
    Object.entries(kind.parameters).map(([name, line]) => [name, soundParameter(line, given[name], `${path}.${name}`)]),
  );
}

function soundParameter(line: ParameterLine, value: unknown, path: string): string | number {
  switch (line.is) {
    case 'days':
    case 'months': {
      const number = value ?? line.default;
      if (typeof number !== 'number' || !Number.isInteger(number) || number < line.min || number > line.max)
        throw badInput(path, `Give a whole number from ${String(line.min)} to ${String(line.max)}.`);
      return number;
    }
    case 'choice':
      if (typeof value !== 'string' || !line.choices.includes(value))
        throw badInput(path, `Choose one of ${line.choices.join(', ')}.`);
      return value;
    case 'text': {
      const text = typeof value === 'string' ? value.trim() : '';
      if (text === '' || text.length > line.longest)
        throw badInput(path, `Give 1 to ${String(line.longest)} characters.`);
      return text;
    }
    case 'row':
      if (typeof value !== 'string' || !UUID.test(value)) throw badInput(path, 'Choose one of the list.');
      return value;
  }
}
