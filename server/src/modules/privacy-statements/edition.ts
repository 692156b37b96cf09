import type { StatedTerms } from './stated-terms.ts';

/**
 * Exactly what somebody read: the words of a version, with the terms that it told that day. A version's words never change;
 * terms can, and then what is shown changes with them (H19).
 */
export interface Edition {
  readonly statementId: string;
  readonly terms: StatedTerms;
}

const WRITTEN = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(\d{1,6})~(\d{1,6})~(\d{1,6})$/;

/** As it is kept beside a consent, and sent along by the form that showed it. */
export const writtenEdition = ({ statementId, terms }: Edition): string =>
  [statementId, terms.singleVacancy, terms.multipleVacancies, terms.candidate].join('~');

export function readEdition(written: string): Edition | undefined {
  const [, statementId, ...days] = WRITTEN.exec(written) ?? [];
  if (statementId === undefined) return undefined;
  const [singleVacancy, multipleVacancies, candidate] = days.map(Number) as [number, number, number];
  return { statementId, terms: { singleVacancy, multipleVacancies, candidate } };
}
