import { extendTerms } from '../anonymisation/index.ts';
import type { Rights, Work } from '../permissions/index.ts';
import { asPreviewed, type BulkPeople, type Weighed } from './weigh.ts';

/** Extends the terms of many at once by the same period (H42), as a preview showed. @throws DomainError as asPreviewed */
export const extendMany = (
  work: Work,
  rights: Rights,
  { people, mark }: { people: BulkPeople; mark: string },
): Promise<Weighed> =>
  asPreviewed(work, rights, { deed: 'EXTEND', people, mark }, async (inside, weighed) => {
    await extendTerms(inside, weighed.ids);
    return weighed;
  });
