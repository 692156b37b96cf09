import { affected, rows, sql } from '../../../platform/database/index.ts';
import { badInput, DomainError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { hashToken, newToken } from '../../../platform/secrets.ts';
import {
  accountTransaction,
  checkNewPassword,
  hoursAfter,
  newPasswordHash,
  type RequestBrowser,
} from '../../accounts/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { registrationPlace, userNameFingerprint } from '../account/sealed-names.ts';
import { queuePortalLetter } from '../links/queue-portal-mail.ts';
import { PortalRegistrationSchema } from '../portal-account.ts';
import { countAsker, tooManyLetters } from '../sign-in/count-visitor.ts';
import { inviteeOfLink, lockInvitee } from './profile-offer.ts';

const WORKS_FOR_HOURS = 24;
/** No `@`, so that nobody calls himself by another’s mail address. */
const USER_NAME = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{1,48})[\p{L}\p{N}]$/u;

/**
 * Takes down which user name and password somebody chose (C79), and mails a link by which he confirms that the mailbox is his
 * (C80); until then there is no account. Asked again, the last one counts.
 * @throws DomainError LINK_EXPIRED, CONFLICT when there is an account already, BAD_USER_INPUT, USER_NAME_TAKEN,
 * PASSWORD_TOO_EASY, RATE_LIMITED
 */
export async function registerOnPortal(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'visitorAddress' | 'registrationThrottle'>,
  given: { token: string; userName: string; password: string; language: 'nl' | 'en' },
): Promise<void> {
  const { work } = context;
  await countAsker(context);
  const seen = await inviteeOfLink(work, given.token);
  if (seen.offer !== 'OFFERED') throw hasAccountAlready();
  const userName = given.userName.trim();
  if (!USER_NAME.test(userName))
    throw badInput('userName', 'Choose 3 to 50 letters and digits, with dots, dashes and underscores between them.');
  checkNewPassword(given.password, [userName, seen.email, seen.callName ?? '']);
  if (!(await context.registrationThrottle.mayMail(seen.email, 'PROFILE'))) throw tooManyLetters();
  const passwordHash = await newPasswordHash(given.password);
  await accountTransaction(work, async (em) => {
    const inside: Work = { ...work, em };
    const person = await lockInvitee(inside, given.token);
    if (person.offer !== 'OFFERED') throw hasAccountAlready();
    await affected(em, sql`delete from portal_registration where candidate_id = ${person.candidateId}`);
    await mustBeFree(inside, userName);
    const [id, token, now] = [newId(), newToken(), work.clock.now()];
    await em.insert(PortalRegistrationSchema, {
      id,
      candidateId: person.candidateId,
      tokenHash: hashToken(token),
      userNameSealed: work.secrets.seal(userName, registrationPlace(id, 'user_name_sealed')),
      userNameHash: userNameFingerprint(work.secrets, userName),
      emailSealed: work.secrets.seal(person.email, registrationPlace(id, 'email_sealed')),
      passwordHash,
      language: given.language,
      requestedAt: now,
      expiresAt: hoursAfter(now, WORKS_FOR_HOURS),
    });
    await queuePortalLetter(inside, {
      agencyId: person.agencyId,
      language: given.language,
      kind: 'PORTAL_CONFIRMATION',
      to: person.email,
      occasion: id,
      linkToken: token,
    });
  });
}

/** Neither somebody’s, nor chosen by somebody who has yet to confirm. */
async function mustBeFree({ em, secrets, clock }: Work, userName: string): Promise<void> {
  const hash = userNameFingerprint(secrets, userName);
  const taken = await rows(
    em,
    sql`select 1 from portal_account where user_name_hash = ${hash}
        union all select 1 from portal_registration
        where user_name_hash = ${hash} and expires_at > ${clock.now().toISOString()}::timestamptz`,
  );
  if (taken.length > 0) throw userNameTaken('userName');
}

export const userNameTaken = (field: string) =>
  new DomainError('USER_NAME_TAKEN', 'Somebody has this user name already.', [field]);

export const hasAccountAlready = () => new DomainError('CONFLICT', 'You have an account already: sign in.', ['token']);
