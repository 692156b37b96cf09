import type { Sql } from '../../platform/database/index.ts';
import type { Actor, FieldName } from '../permissions/index.ts';
import type { Words } from '../audit/index.ts';
import type { DimensionCode } from './dimensions.ts';

/** How a figure is to be read. */
export const UNITS = ['COUNT', 'PERCENT', 'DAYS'] as const;
export type Unit = (typeof UNITS)[number];

/** A figure that a report tells of each group; the first one is what a chart shows. */
export interface Column extends Words {
  readonly unit: Unit;
  /** An aggregate over the rows of the measure, as `r`: those that are alike are one, and `n` says how many they stand for. */
  readonly value: Sql;
}

/** By what the rows of a measure can be grouped. */
export interface Grouping {
  /** Text over the rows, as `r`: a row without one is told as such, one of `OUT_OF_REACH` among the others. */
  readonly key: Sql;
  /** The fields that the groups tell; who may not see one of them can't group by it (D17). */
  readonly fields: readonly FieldName[];
  /** Where other rows than the measure's are grouped; with the same `n`, `day` and `agency_id`. */
  readonly rows?: (actor: Actor) => Sql;
  /** These rows know of no days, so that the period is made of whole months. */
  readonly wholeMonths?: true;
}

/** What is counted: a file each. Made of columns that survive erasure, else the totals would change by it (C2). */
export interface Measure extends Words {
  /** The type in the API: who may see nothing of it may not know how many there are. */
  readonly of: string;
  /** Fields that the figures themselves tell (D17). */
  readonly fields: readonly FieldName[];
  /** The field in which the day stands by which a period is asked for. */
  readonly dayField: FieldName;
  /** The rows that exist for an actor: `(select … as n, … as day, … as agency_id, …) r`, where `n` is how many each stands for. */
  readonly rows: (actor: Actor) => Sql;
  /** The columns that the figures look at: rows that differ in none of them are summed up before. */
  readonly looksAt: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
  readonly by: Partial<Record<DimensionCode, Grouping>>;
}

/** The key of what somebody may count, and may not know by name. */
export const OUT_OF_REACH = '*';

/** Figures by column; `null`: there is none, or too few rows to tell it. */
export type Figures = readonly (number | null)[];
