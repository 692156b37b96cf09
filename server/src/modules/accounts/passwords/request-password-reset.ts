import { newId } from '../../../platform/ids.ts';
import { badInput } from '../../../platform/errors.ts';
import { isMailAddress } from '../../../platform/mail-address.ts';
import type { RequestContext } from '../../permissions/index.ts';
import type { RequestBrowser } from '../request-browser.ts';
import { PasswordResetRequestSchema, sealedAt } from './password-reset-request.ts';

/**
 * Takes down that somebody asks for a new password; a job does the rest (`carryOutPasswordResets`).
 * @param portal of a candidate's account, for which another job looks, how its visitors are counted, and whether a mailbox may
 * get another letter: whose it is, and whether there is an account, is not looked at here, and nobody is told (S6).
 * @throws DomainError BAD_USER_INPUT for what is no mail address, RATE_LIMITED
 */
export async function requestPasswordReset(
  context: RequestBrowser & Pick<RequestContext, 'work'>,
  typed: string,
  portal?: { count: () => Promise<void>; mayMail: (email: string) => Promise<boolean> },
): Promise<void> {
  const { work, signInThrottle, address } = context;
  await (portal ? portal.count() : signInThrottle.countAddress(address));
  const email = typed.trim().toLowerCase();
  if (!isMailAddress(email)) throw badInput('email', 'This is not a mail address.');
  if (portal && !(await portal.mayMail(email))) return;
  const id = newId();
  await work.em.fork().insert(PasswordResetRequestSchema, {
    id,
    emailSealed: work.secrets.seal(email, sealedAt(id)),
    forPortal: portal !== undefined,
    requestedAt: work.clock.now(),
  });
}
