import { plus, type LocalDate } from '../../platform/clock.ts';
import { badInput } from '../../platform/errors.ts';
import { planByStaff } from '../anonymisation/index.ts';
import type { Rights, Work } from '../permissions/index.ts';
import { asPreviewed, type BulkPeople, type Weighed } from './weigh.ts';

/**
 * Plans many at once for a day, as a preview showed: they are told first, and may ask to be kept.
 * @throws DomainError as asPreviewed; BAD_USER_INPUT for a day that has been, or more than a year from now
 */
export async function planMany(
  work: Work,
  rights: Rights,
  { people, mark, dueOn }: { people: BulkPeople; mark: string; dueOn: LocalDate },
): Promise<Weighed> {
  const today = work.clock.today();
  if (dueOn < today || dueOn > plus(today, { years: 1 }))
    throw badInput('dueOn', 'Give a day from today, at most a year from now.');
  return asPreviewed(work, rights, { deed: 'PLAN', people, mark }, async (inside, weighed) => {
    await planByStaff(inside, weighed.ids, dueOn);
    return weighed;
  });
}
