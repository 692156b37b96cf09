import { saveNamed } from '../organisation/index.ts';
import type { Work } from '../permissions/index.ts';
import { ExternalAgencySchema, type ExternalAgency } from './external-agency.entity.ts';

/**
 * Adds an external agency to choose from, or renames one.
 * @throws DomainError NOT_FOUND, BAD_USER_INPUT for a name that can't be used or is used already.
 */
export const saveExternalAgency = (
  work: Work,
  input: { id: string | null; agencyId: string | null; name: string },
): Promise<ExternalAgency> =>
  saveNamed(
    work,
    { schema: ExternalAgencySchema, added: 'external-agency.added', renamed: 'external-agency.renamed' },
    input,
  );
