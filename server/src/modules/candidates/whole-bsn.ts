import { DomainError, forbidden } from '../../platform/errors.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { worksForAgency, type AgencyActor, type Work } from '../permissions/index.ts';
import { bsnPlace } from './bsn.ts';

/**
 * The whole number. Only revealing one, checking what a search found, and handing somebody over to the back office, which
 * pays him, may open it.
 * @throws when the stored value was altered, or comes from another row (S17).
 */
export const openBsn = (secrets: Secrets, candidateId: string, bsnCipher: Uint8Array): string =>
  secrets.open(bsnCipher, bsnPlace(candidateId));

/**
 * Who may look at whole BSNs: whoever has that right, and may see that there is one (D18).
 * @throws DomainError FORBIDDEN
 */
export function mustMaySeeWholeBsn({ actor }: Work): AgencyActor {
  const may =
    worksForAgency(actor) && actor.rights.permissions.has('bsn:reveal') && actor.rights.see.has('Candidate.bsn');
  if (!may) throw forbidden();
  return actor;
}

export const noBsn = () => new DomainError('BAD_USER_INPUT', 'No BSN is held of this candidate.', ['id']);
