import { saveNamed } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { TalentPoolSchema, type TalentPool } from './talent-pool.entity.ts';

/**
 * Makes a talent pool, or renames one.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT for a name that can't be used or is used already.
 */
export const saveTalentPool = (
  work: Work,
  input: { id: string | null; agencyId: string | null; name: string },
): Promise<TalentPool> =>
  saveNamed(work, { schema: TalentPoolSchema, added: 'talent-pool.added', renamed: 'talent-pool.renamed' }, input);
