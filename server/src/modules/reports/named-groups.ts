import { toGlobalId } from '../../platform/graphql/index.ts';
import { plusMonths } from '../../platform/clock.ts';
import type { Words } from '../audit/index.ts';
import type { Work } from '../permissions/index.ts';
import { DIMENSIONS, type DimensionCode } from './dimensions.ts';
import { MOST_MONTHS } from './limits.ts';
import type { Figures } from './measure.ts';

/** What a group is: rows with one value, rows without any, or all that is not told apart. */
export const GROUP_KINDS = ['VALUE', 'NONE', 'OTHERS'] as const;

export interface Group extends Words {
  readonly kind: (typeof GROUP_KINDS)[number];
  /** Its code, text, month, or id in the API. */
  readonly key: string | null;
  readonly figures: Figures;
}

interface Bare {
  /** Empty: no value; `null`: all others. */
  readonly key: string | null;
  readonly n: number;
  readonly figures: Figures;
}

const NONE: Words = { nl: 'Niet ingevuld', en: 'Not filled in' };
const OTHERS: Words = { nl: 'Overige', en: 'Others' };

/**
 * The groups with their names, in the order in which they are read: by time, as the codes follow each other, or the largest
 * first; those without a value and the others last.
 * @param nothing the figures of a month in which there was nothing.
 */
export async function namedGroups(
  work: Work,
  code: DimensionCode,
  found: readonly Bare[],
  nothing: Figures,
): Promise<Group[]> {
  const dimension = DIMENSIONS[code];
  const isValue = (one: Bare): one is Bare & { key: string } => one.key !== null && one.key !== '';
  const values = found.filter(isValue);
  const keys = values.map(({ key }) => key);
  const complete = dimension.byTime && !found.some(({ key }) => key === null);
  if (complete) values.push(...monthsBetween(keys).map((key) => ({ key, n: 0, figures: nothing })));
  const names = await dimension.names?.(work, values.map(({ key }) => key)); // prettier-ignore
  const wordsOf = (key: string): Words => names?.get(key) ?? dimension.words?.[key] ?? { nl: key, en: key };
  const codes = Object.keys(dimension.words ?? {});
  const place = ({ key }: { key: string }) => codes.indexOf(key);
  values.sort((one, other) =>
    dimension.byTime
      ? one.key.localeCompare(other.key)
      : place(one) - place(other) ||
        other.n - one.n ||
        wordsOf(one.key).nl.localeCompare(wordsOf(other.key).nl) ||
        one.key.localeCompare(other.key),
  );
  const none = found.find(({ key }) => key === '');
  const others = found.find(({ key }) => key === null);
  return [
    ...values.map(({ key, figures }): Group => ({
      ...wordsOf(key),
      kind: 'VALUE',
      key: dimension.type ? toGlobalId(dimension.type, key) : key,
      figures,
    })),
    ...(none ? [{ ...(dimension.none ?? NONE), kind: 'NONE', key: null, figures: none.figures } as const] : []),
    ...(others ? [{ ...OTHERS, kind: 'OTHERS', key: null, figures: others.figures } as const] : []),
  ];
}

/** The months between the first and the last of these that are not among them: a chart may not close over them. */
function monthsBetween(months: readonly string[]): string[] {
  const [first, last] = [months.toSorted().at(0), months.toSorted().at(-1)];
  if (first === undefined) return [];
  const missing: string[] = [];
  for (let ahead = 1; ahead < MOST_MONTHS; ahead += 1) {
    const month = plusMonths(first, ahead);
    if (month >= last!) return missing;
    if (!months.includes(month)) missing.push(month);
  }
  // So far apart that they would be more than are told.
  return [];
}
