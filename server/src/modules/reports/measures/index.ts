import type { Measure } from '../measure.ts';
import { applications } from './applications.ts';
import { candidates } from './candidates.ts';
import { hires } from './hires.ts';
import { shareAnonymised } from './share-anonymised.ts';
import { timeToFill } from './time-to-fill.ts';

/** Everything that is counted, in the order in which it is offered. */
const ALL = {
  APPLICATIONS: applications,
  CANDIDATES: candidates,
  HIRES: hires,
  TIME_TO_FILL: timeToFill,
  SHARE_ANONYMISED: shareAnonymised,
} as const satisfies Record<string, Measure>;

export type MeasureCode = keyof typeof ALL;
export const MEASURES: Readonly<Record<MeasureCode, Measure>> = ALL;
export const MEASURE_CODES = Object.keys(ALL) as readonly MeasureCode[];
