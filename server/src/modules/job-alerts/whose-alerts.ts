import { DomainError } from '../../platform/errors.ts';
import { mustBePortal, type RequestContext } from '../permissions/index.ts';
import { accountOfToken } from './alerts-link.ts';

/**
 * Whose alerts are meant: by the secret of a mailed link, else as signed in to the portal.
 * @throws DomainError LINK_UNKNOWN, UNAUTHENTICATED, FORBIDDEN for a program that is nobody’s portal
 */
export async function whoseAlerts(
  { work, portal }: Pick<RequestContext, 'work' | 'portal'>,
  token?: string | null,
): Promise<string> {
  mustBePortal(work.actor);
  if (typeof token === 'string') {
    const accountId = accountOfToken(work.secrets, token);
    if (accountId === undefined) throw new DomainError('LINK_UNKNOWN', 'This link is not known.', ['token']);
    return accountId;
  }
  const account = await portal.account();
  if (!account) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  return account.accountId;
}
