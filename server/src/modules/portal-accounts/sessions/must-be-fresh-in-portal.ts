import { DomainError } from '../../../platform/errors.ts';
import { FRESH_MINUTES, minutesAfter } from '../../accounts/index.ts';
import type { RequestContext, SignedInAccount } from '../../permissions/index.ts';
import { ownAccount } from '../account/own-account.ts';
import { COARSE_MINUTES } from '../coarse-moment.ts';

/**
 * For what nobody may do from a browser that a candidate left open: he must have given his password again in the last five
 * minutes (`confirmPortalPassword`), and at the most in the last ten: when he did is kept to five minutes.
 * @returns whose session it is.
 * @throws DomainError UNAUTHENTICATED, REAUTHENTICATION_REQUIRED
 */
export async function mustBeFreshInPortal(context: Pick<RequestContext, 'work' | 'portal'>): Promise<SignedInAccount> {
  const account = await ownAccount(context);
  const until = account.confirmedAt && minutesAfter(account.confirmedAt, FRESH_MINUTES + COARSE_MINUTES);
  if (until === null || until <= context.work.clock.now())
    throw new DomainError('REAUTHENTICATION_REQUIRED', 'Give your password again first.');
  return account;
}
