import { sql, type Sql } from '../../platform/database/index.ts';
import type { FieldName } from '../permissions/index.ts';
import { erasureRefusal, type ErasureRefusal } from '../retention/index.ts';
import { FactTable, type Fact } from './facts.ts';
import type { Rule, RuleKind } from './rule-kind.ts';
import { RULE_KIND } from './rules/index.ts';

/** What decided that somebody is selected: the place of an always-rule in its set, or -1 for the configurable rules together. */
export const BY_COMBINATION = -1;

/** One rule of a set, as columns of a query: whether a person matches, and the facts that it saw. */
export interface RuleColumns {
  readonly rule: Rule;
  readonly kind: RuleKind;
  readonly matches: Sql<boolean>;
  readonly facts: readonly { readonly fact: Fact; readonly column: Sql }[];
}

/** Why nobody's rules matter: who is outside every selection (D1), and who asked to be kept until a day to come (C76). */
export type OutsideReason = ErasureRefusal | 'KEPT_BY_CANDIDATE';

export interface Decision {
  /** SQL: the deciding rule's place, or null for who isn't selected. */
  readonly decidedBy: Sql<number | null>;
  /** SQL: why this person is outside every selection, or null. */
  readonly outside: Sql<OutsideReason | null>;
  readonly rules: readonly RuleColumns[];
  readonly facts: FactTable;
}

const and = (parts: readonly Sql[]): Sql => sql`(${sql.join(parts, sql` and `)})`;
const or = (parts: readonly Sql[]): Sql => sql`(${sql.join(parts, sql` or `)})`;

/**
 * Folds a set of rules into one decision over `candidate c` (D15): the always-rules each by itself, and of the others
 * everybody who meets every kind of ONLY and no NONE. Several ONLY of one kind are alternatives, several NONE each count (C53).
 * A set without configurable rules selects by its always-rules alone, never everybody.
 * @param on the day for which people are looked at, as SQL of type date; may be a column.
 */
export function decide(rules: readonly Rule[], on: Sql): Decision {
  const facts = new FactTable();
  const columns = rules.map((rule) => columnsOf(facts, rule, on));
  const always = columns.flatMap(({ kind, matches }, place) =>
    kind.section === 'ALWAYS' ? [sql`when ${matches} then ${sql.lit(place)}::int`] : [],
  );
  const combination = combine(columns.filter(({ kind }) => kind.section === 'CONFIGURABLE'));
  const branches = combination ? [...always, sql`when ${combination} then ${sql.lit(BY_COMBINATION)}::int`] : always;
  return {
    decidedBy: branches.length === 0 ? sql`null::int` : sql`(case ${sql.join(branches, sql` `)} end)`,
    outside: outsideReason(on),
    rules: columns,
    facts,
  };
}

/** What each reason for being outside tells of; that there is none tells of all of them (D17). */
const TOLD_BY_REASON: Readonly<Record<OutsideReason, FieldName>> = {
  ALREADY_ANONYMISED: 'Candidate.anonymised',
  HANDED_OVER: 'Candidate.approvedOn',
  HELD: 'Hold.until',
  KEPT_BY_CANDIDATE: 'ErasurePlan.keptUntil',
};
export const FIELDS_OF_OUTSIDE: readonly FieldName[] = Object.values(TOLD_BY_REASON);

/** The fields by which a set decides: whom it selects tells of each of them (D17). */
export const fieldsOfRules = (rules: readonly Rule[]): readonly FieldName[] => [
  ...new Set([
    ...FIELDS_OF_OUTSIDE,
    ...decide(rules, sql`current_date`).rules.flatMap(({ facts }) => facts.flatMap(({ fact }) => fact.fields)),
  ]),
];

function columnsOf(table: FactTable, rule: Rule, on: Sql): RuleColumns {
  const kind = RULE_KIND.get(rule.kind)!;
  const looking = { parameters: rule.parameters, on };
  const facts = Object.entries(kind.facts(looking)).map(([name, fact]) => ({ name, fact, column: table.column(fact) }));
  const matches = kind.matches(Object.fromEntries(facts.map(({ name, column }) => [name, column])), looking);
  return { rule, kind, matches: sql<boolean>`coalesce(${matches}, false)`, facts };
}

function combine(configurable: readonly RuleColumns[]): Sql | undefined {
  if (configurable.length === 0) return undefined;
  const only = Map.groupBy(
    configurable.filter(({ rule }) => rule.polarity === 'ONLY'),
    ({ rule }) => rule.kind,
  );
  const none = configurable.filter(({ rule }) => rule.polarity === 'NONE');
  return and([
    ...[...only.values()].map((alternatives) => or(alternatives.map(({ matches }) => matches))),
    ...none.map(({ matches }) => sql`not ${matches}`),
  ]);
}

/** Whoever chose to be kept is outside until the day that he was told; the rest is what stands in the way of any erasure. */
function outsideReason(on: Sql): Sql<OutsideReason | null> {
  return sql<OutsideReason | null>`coalesce(${erasureRefusal(on)}, case when c.extended_until > ${on} then 'KEPT_BY_CANDIDATE' end)`;
}
