import { badInput, forbidden } from '../../platform/errors.ts';
import { mustSee, type FieldName, type Rights } from '../permissions/index.ts';
import type { DimensionCode } from './dimensions.ts';
import type { Grouping, Measure } from './measure.ts';
import { MEASURE_CODES, MEASURES, type MeasureCode } from './measures/index.ts';

const seesAnyOf = ({ see }: Rights, type: string) => [...see].some((field) => field.startsWith(`${type}.`));
const fieldsOf = (measure: Measure, grouping: Grouping): readonly FieldName[] => [
  ...measure.fields,
  ...grouping.fields,
];

/**
 * A count tells about the fields that it is made of: who may not see them can't group, count or ask a period by them (D17).
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT
 */
export function mustMayCount(
  rights: Rights,
  asked: { measure: MeasureCode; dimension: DimensionCode; withPeriod: boolean },
): { measure: Measure; grouping: Grouping } {
  const measure = MEASURES[asked.measure];
  const grouping = measure.by[asked.dimension];
  if (!grouping) throw badInput('dimension', 'This can’t be counted in such groups.');
  if (!seesAnyOf(rights, measure.of)) throw forbidden(`Your role may not see anything of ${measure.of}.`);
  for (const field of fieldsOf(measure, grouping)) mustSee(rights, field, 'this report');
  if (asked.withPeriod) mustSee(rights, measure.dayField, 'a period');
  return { measure, grouping };
}

export interface Offer {
  readonly code: MeasureCode;
  readonly dimensions: readonly DimensionCode[];
  /** Whether a period may be asked. */
  readonly hasPeriod: boolean;
}

/** The reports that somebody with these rights may ask for. */
export const offeredReports = (rights: Rights): Offer[] =>
  MEASURE_CODES.map((code) => {
    const measure = MEASURES[code];
    const may = (dimension: DimensionCode) => {
      const grouping = measure.by[dimension];
      return (
        grouping !== undefined &&
        seesAnyOf(rights, measure.of) &&
        fieldsOf(measure, grouping).every((field) => rights.see.has(field))
      );
    };
    const inOrder = Object.keys(measure.by) as DimensionCode[];
    return { code, dimensions: inOrder.filter(may), hasPeriod: rights.see.has(measure.dayField) };
  }).filter(({ dimensions }) => dimensions.length > 0);
