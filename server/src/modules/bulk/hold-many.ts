import type { LocalDate } from '../../platform/clock.ts';
import type { Rights, Work } from '../permissions/index.ts';
import { placeHoldOn, soundHold } from '../retention/index.ts';
import { asPreviewed, type BulkPeople, type Weighed } from './weigh.ts';

/** Notes of many at once why they may not be erased (B5), as a preview showed. @throws DomainError as asPreviewed and soundHold */
export async function holdMany(
  work: Work,
  rights: Rights,
  { people, mark, ...given }: { people: BulkPeople; mark: string; reason: string; until: LocalDate },
): Promise<Weighed> {
  const hold = soundHold(work, given);
  return asPreviewed(work, rights, { deed: 'HOLD', people, mark }, async (inside, weighed) => {
    await placeHoldOn(inside, weighed.ids, hold);
    return weighed;
  });
}
