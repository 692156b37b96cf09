import { DomainError } from '../../platform/errors.ts';
import { mustBePortal, type CandidateActor, type RequestContext } from '../permissions/index.ts';
import { candidateOfLink } from './candidate-of-link.ts';

/**
 * Who changes something of his own: by the secret of a link, else as signed in to the portal. What he does is done, and noted in the
 * audit trail, as the candidate; the account by which he came is named nowhere (D6).
 * @throws DomainError LINK_UNKNOWN for a link that stands for nobody, UNAUTHENTICATED when nobody is signed in, NOT_FOUND when the
 * account outlived its person, FORBIDDEN for a program that is nobody’s portal
 */
export async function dataSubjectOf(
  context: Pick<RequestContext, 'work' | 'portal'>,
  token: string | null | undefined,
): Promise<CandidateActor> {
  mustBePortal(context.work.actor);
  if (typeof token === 'string') {
    const person = await candidateOfLink(context.work, token);
    if (!person) throw new DomainError('LINK_UNKNOWN', 'This link is not known, or has been answered.', ['token']);
    return person;
  }
  const account = await context.portal.account();
  if (!account) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  if (account.candidateId === null) throw new DomainError('NOT_FOUND', 'Nothing of you is held any more.');
  return { kind: 'candidate', candidateId: account.candidateId };
}
