import { badInput } from '../../../platform/errors.ts';
import { agenciesOf, type Work } from '../../permissions/index.ts';

/**
 * The agencies for which somebody is to work: at least one, and only those of the actor himself.
 * @throws DomainError BAD_USER_INPUT; an agency that is not his is the same as one that does not exist.
 */
export function checkAgencies({ actor }: Work, agencyIds: readonly string[]): string[] {
  const chosen = [...new Set(agencyIds)];
  const own = agenciesOf(actor);
  if (chosen.length === 0) throw badInput('agencyIds', 'Choose at least one agency.');
  if (own && chosen.some((id) => !own.includes(id))) throw badInput('agencyIds', 'Choose from your own agencies.');
  return chosen;
}
