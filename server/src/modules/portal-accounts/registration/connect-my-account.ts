import { affected, rows, sql, sqlStateOf } from '../../../platform/database/index.ts';
import { accountTransaction } from '../../accounts/index.ts';
import type { RequestContext } from '../../permissions/index.ts';
import { ownAccount } from '../account/own-account.ts';
import { mailFingerprint } from '../account/sealed-names.ts';
import { UNIQUE_VIOLATION } from '../email/confirm-portal-email-change.ts';
import { renewPortalToken } from '../sessions/portal-sessions.ts';
import type { PortalSessionCookie } from '../start-portal-session.ts';
import { lockInvitee } from './profile-offer.ts';
import { hasAccountAlready } from './register-on-portal.ts';

/**
 * Takes an account that outlived its person into use again, for whoever registered with the agency anew: he shows by the session that
 * the account is his, and by the link that he is the person. It must be the account with the address where the link came: who found
 * somebody else's mail would otherwise read that person's file by an account of his own. The session gets another token, since its
 * rights rise (S12).
 * @throws DomainError UNAUTHENTICATED, LINK_EXPIRED, CONFLICT when either belongs to somebody already, or the account to another address
 */
export async function connectMyAccount(
  context: Pick<RequestContext, 'work' | 'portal'>,
  token: string,
): Promise<PortalSessionCookie> {
  const own = await ownAccount(context);
  const { work } = context;
  try {
    return await accountTransaction(work, async (em) => {
      const inside = { ...work, em };
      const person = await lockInvitee(inside, token);
      if (person.offer !== 'CONNECT') throw hasAccountAlready();
      const [his] = await rows(
        em,
        sql`select 1 from portal_account
            where id = ${own.accountId} and agency_id = ${person.agencyId}
              and email_hash = ${mailFingerprint(work.secrets, person.email)} for no key update`,
      );
      if (!his) throw hasAccountAlready();
      await affected(
        em,
        sql`insert into portal_account_person (account_id, candidate_id) values (${own.accountId}, ${person.candidateId})`,
      );
      return renewPortalToken(inside, own.sessionId);
    });
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) throw hasAccountAlready();
    throw error;
  }
}
