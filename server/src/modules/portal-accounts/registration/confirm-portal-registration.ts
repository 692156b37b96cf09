import { outsideRowScope, rows, sql, sqlStateOf } from '../../../platform/database/index.ts';
import { DomainError } from '../../../platform/errors.ts';
import { hashToken } from '../../../platform/secrets.ts';
import { accountTransaction, type RequestBrowser } from '../../accounts/index.ts';
import type { RequestContext, Work } from '../../permissions/index.ts';
import { labelOfCandidate } from '../../privacy-statements/index.ts';
import { openAccount } from '../account/open-account.ts';
import { mailFingerprint, registrationPlace } from '../account/sealed-names.ts';
import { UNIQUE_VIOLATION } from '../email/confirm-portal-email-change.ts';
import { countVisitor } from '../sign-in/count-visitor.ts';
import { lockCandidate } from './profile-offer.ts';
import { hasAccountAlready, userNameTaken } from './register-on-portal.ts';

interface Registration {
  id: string;
  candidate_id: string;
  agency_id: string;
  user_name_sealed: Buffer;
  email_sealed: Buffer;
  password_hash: string;
  language: 'nl' | 'en';
}

/** Whether somebody waits for his mailbox to be confirmed by this link. Asking changes nothing (S9). */
export async function isRegistrationOpen({ em, clock }: Work, token: string): Promise<boolean> {
  const found = await outsideRowScope(() =>
    rows(
      em,
      sql`select 1 from portal_registration r join candidate c on c.id = r.candidate_id
          where r.token_hash = ${hashToken(token)} and not c.anonymised
            and r.expires_at > ${clock.now().toISOString()}::timestamptz`,
    ),
  );
  return found.length > 0;
}

/**
 * Opens the account (C80). Of twenty at once one takes the registration, and the others find none (S10). A link that did its work
 * is not told from one that never was.
 * @throws DomainError LINK_EXPIRED, CONFLICT when there is an account by now, USER_NAME_TAKEN, RATE_LIMITED
 */
export async function confirmPortalRegistration(
  context: RequestBrowser & Pick<RequestContext, 'work' | 'visitorAddress'>,
  token: string,
): Promise<void> {
  const { work } = context;
  await countVisitor(context);
  await accountTransaction(work, async (em) => {
    const hash = hashToken(token);
    // The person first: an erasure takes him, and then what hangs on him (D5).
    const [asked] = await rows<{ candidate_id: string }>(
      em,
      sql`select candidate_id from portal_registration where token_hash = ${hash}`,
    );
    if (asked) await lockCandidate({ em }, asked.candidate_id);
    const [found] = await rows<Registration>(
      em,
      sql`delete from portal_registration r using candidate c
          where r.token_hash = ${hash} and r.expires_at > ${work.clock.now().toISOString()}::timestamptz
            and c.id = r.candidate_id and not c.anonymised
          returning r.id, r.candidate_id, c.agency_id, r.user_name_sealed, r.email_sealed, r.password_hash, r.language`,
    );
    if (!found) throw new DomainError('LINK_EXPIRED', 'This link has expired, or was used already.', ['token']);
    await open({ ...work, em }, found);
  });
}

async function open(work: Work, found: Registration): Promise<void> {
  const own = (column: 'user_name_sealed' | 'email_sealed') =>
    work.secrets.open(found[column], registrationPlace(found.id, column));
  const email = own('email_sealed');
  const [other] = await rows(
    work.em,
    sql`select 1 from portal_account_person where candidate_id = ${found.candidate_id}
        union all select 1 from portal_account
        where agency_id = ${found.agency_id} and email_hash = ${mailFingerprint(work.secrets, email)}`,
  );
  if (other) throw hasAccountAlready();
  const label = await labelOfCandidate(work, { agencyId: found.agency_id, candidateId: found.candidate_id });
  try {
    await openAccount(work, {
      agencyId: found.agency_id,
      labelId: label?.id ?? null,
      candidateId: found.candidate_id,
      userName: own('user_name_sealed'),
      email,
      passwordHash: found.password_hash,
      language: found.language,
    });
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) throw userNameTaken('token');
    throw error;
  }
}
