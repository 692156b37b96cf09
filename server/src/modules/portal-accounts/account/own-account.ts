import { DomainError } from '../../../platform/errors.ts';
import type { RequestContext, SignedInAccount } from '../../permissions/index.ts';

/** @throws DomainError UNAUTHENTICATED when nobody is signed in to the portal */
export async function ownAccount({ portal }: Pick<RequestContext, 'portal'>): Promise<SignedInAccount> {
  const account = await portal.account();
  if (!account) throw new DomainError('UNAUTHENTICATED', 'Sign in first.');
  return account;
}
